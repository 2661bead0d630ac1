import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { createElement, type ComponentType } from 'react'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Screen } from '../ui/Screen.tsx'
import { features } from './features.ts'
import { navigate } from './navigation.ts'
import { navOf, type Route } from './routes.ts'
import { strings } from './strings.ts'

type AnyScreen = ComponentType<{ readonly route: Route }>

const screens = new Map<string, AnyScreen>(
  features.flatMap(({ screens: own }) =>
    // Each component is registered under the name of its own route: the host passes it no other.
    Object.entries(own ?? {}).map(([name, screen]): [string, AnyScreen] => [name, screen as AnyScreen]),
  ),
)

function MissingScreen({ route }: { readonly route: Route }) {
  const { title, description, action } = strings.missingScreen
  return (
    <Screen title={strings.nav[navOf[route.screen]]}>
      <EmptyState
        icon={IconMapOff}
        title={title}
        description={description}
        action={<Button onClick={() => navigate({ screen: 'home' })}>{action}</Button>}
      />
    </Screen>
  )
}

/** The screen of the present route. */
export function ScreenHost({ route }: { readonly route: Route }) {
  return createElement(screens.get(route.screen) ?? MissingScreen, { key: route.screen, route })
}
