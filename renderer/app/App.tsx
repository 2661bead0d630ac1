import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { QuestionHost } from '../ui/QuestionHost.tsx'
import { useCoreStatus } from './core-status.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Frame } from './frame/Frame.tsx'
import { setAppState } from './ready.ts'
import { RecoveryPage } from './RecoveryPage.tsx'
import { StartPage } from './StartPage.tsx'
import classes from './pages.module.css'
import { cssVariables, theme } from './theme.ts'

/** The colour scheme follows the system's, which the host sets from the user's choice. */
const noStorage = {
  get: () => 'auto' as const,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}

function Content() {
  const { state, error, wasReady } = useCoreStatus()
  const failed = state === 'failed'
  useEffect(() => {
    if (failed) setAppState('failed')
  }, [failed])
  if (failed) return <RecoveryPage error={error} />
  return state === 'ready' || wasReady ? <Frame /> : <StartPage />
}

/** The whole window. `nonce` lets the component library add its style elements under the content policy. */
export function App({ nonce }: { readonly nonce: string }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={noStorage}
      {...(nonce ? { getStyleNonce: () => nonce } : {})}
    >
      <Notifications
        position="bottom-right"
        limit={4}
        containerWidth={380}
        classNames={{ root: classes.toasts ?? '' }}
      />
      <ErrorBoundary>
        <Content />
        <QuestionHost />
      </ErrorBoundary>
    </MantineProvider>
  )
}
