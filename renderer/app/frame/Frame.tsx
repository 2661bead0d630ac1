import { useEffect } from 'react'
import { useEvent } from '../../rpc/use-event.ts'
import { registerCommands, runCommandById } from '../commands.ts'
import { focusContent } from '../focus-content.ts'
import { ErrorBoundary } from '../ErrorBoundary.tsx'
import { features } from '../features.ts'
import { frameCommands } from '../frame-commands.ts'
import { menuCommandId } from '../menu-commands.ts'
import { useRoute } from '../navigation.ts'
import { markReadyWhenIdle } from '../ready.ts'
import { navOf, type Route } from '../routes.ts'
import { ScreenHost } from '../ScreenHost.tsx'
import { useNotificationTarget } from '../use-notification-target.ts'
import { useShortcuts } from '../use-shortcuts.ts'
import { strings } from '../strings.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { CoreBanner } from './CoreBanner.tsx'
import { DropHost } from './DropHost.tsx'
import classes from './Frame.module.css'
import { ShortcutList } from './ShortcutList.tsx'
import { Sidebar } from './Sidebar.tsx'
import { StatusBar } from './StatusBar.tsx'

const overlays = features.flatMap((feature) => feature.overlays ?? [])

function useAllFeatureCommands(): void {
  useEffect(
    () => registerCommands([...frameCommands, ...features.flatMap(({ commands }) => commands ?? [])]),
    [],
  )
}

/** Names the window after the screen, and keeps the keyboard in it when what had the focus is gone. */
function useScreenChange({ screen }: Route): void {
  useEffect(() => {
    document.title = `${strings.nav[navOf[screen]]} – ${strings.productName}`
    if (document.activeElement === document.body) focusContent()
  }, [screen])
}

/** Navigation, the present screen, and everything that is there on all screens. */
export function Frame() {
  const route = useRoute()
  useAllFeatureCommands()
  useShortcuts()
  useEvent('menu.command', ({ command }) => runCommandById(menuCommandId(command)))
  useNotificationTarget()
  useScreenChange(route)
  useEffect(() => markReadyWhenIdle(), [])
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {strings.skip}
      </a>
      <Sidebar />
      <main id="content" tabIndex={-1} className={classes.main}>
        <CoreBanner />
        <ErrorBoundary resetKey={route.screen}>
          <ScreenHost route={route} />
        </ErrorBoundary>
      </main>
      <StatusBar />
      <CommandPalette />
      <ShortcutList />
      <DropHost />
      {overlays.map((Overlay, at) => (
        <Overlay key={at} />
      ))}
    </div>
  )
}
