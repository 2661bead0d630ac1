import { randomUUID } from 'node:crypto'
import { session as sessions, WebContentsView } from 'electron'

/** What the strip above the page shows. */
export interface StripState {
  readonly address: string
  readonly secondsLeft: number
  /** Address of a window the page wanted to open, or null. */
  readonly wanted: string | null
  readonly busy: boolean
}

/** What a person can ask for there. */
export type StripControl = 'capture' | 'cancel' | 'back' | 'reload' | 'open-here'

/** Height of the strip, CSS pixels. */
export const stripHeight = 84

/** The window's own colour, which no page can paint over: the strip and the frame around the page. */
export const frameColour = '#8a4b00'

const controls: ReadonlySet<string> = new Set<StripControl>([
  'capture',
  'cancel',
  'back',
  'reload',
  'open-here',
])
// Buttons are forms that lead nowhere; the attempt is stopped and read as the wish.
const nowhere = 'https://control.invalid'

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Isolated capture</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
*{box-sizing:border-box;margin:0}
body{background:${frameColour};color:#fff;font:13px/1.3 system-ui,sans-serif;height:${String(stripHeight)}px;padding:8px 12px;display:grid;gap:8px;overflow:hidden;user-select:none}
header,main{display:flex;align-items:center;gap:8px;min-width:0}
h1{font-size:13px;font-weight:600;white-space:nowrap}
p{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
output{font-variant-numeric:tabular-nums;white-space:nowrap}
form{display:contents}
button{height:30px;padding:0 12px;border:1px solid #fff;border-radius:6px;background:transparent;color:#fff;font:inherit;white-space:nowrap}
button:hover{background:#6f3c00}
button:focus-visible{outline:2px solid #fff;outline-offset:2px}
button:disabled{opacity:.6}
#capture{background:#fff;color:#5c3200;font-weight:600}
#capture:hover{background:#ffeeda}
#address{flex:1;min-width:80px;height:30px;line-height:30px;padding:0 10px;border-radius:6px;background:#fff;color:#222;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-size:12.5px}
[hidden]{display:none!important}
</style>
<header><h1>Isolated capture window</h1><p id="told">Sign in or pass the cookie wall, then capture. Your actions are logged, never what you type. Nothing is kept except the capture.</p><output id="left" aria-label="Time left"></output></header>
<main>
<form action="${nowhere}/back"><button id="back">Back</button></form>
<form action="${nowhere}/reload"><button id="reload">Reload</button></form>
<div id="address" role="textbox" aria-readonly="true" aria-label="Address of the page" tabindex="0"></div>
<form action="${nowhere}/open-here"><button id="wanted" hidden></button></form>
<form action="${nowhere}/cancel"><button id="cancel">Cancel</button></form>
<form action="${nowhere}/capture"><button id="capture">Capture now</button></form>
</main></html>`

/** The strip above the page: ours, without a preload, in a session of its own that reaches nothing. */
export interface ControlStrip {
  readonly view: WebContentsView
  show(state: StripState): void
}

/** Opens the strip; `asked` is called with whatever the person asks for. */
export async function openControlStrip(asked: (control: StripControl) => void): Promise<ControlStrip> {
  const session = sessions.fromPartition(`strip-${randomUUID()}`, { cache: false })
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !url.startsWith('data:') }))
  const view = new WebContentsView({
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  })
  view.setBackgroundColor(frameColour)
  const { webContents } = view
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => {
    event.preventDefault()
    const control = event.url.startsWith(`${nowhere}/`) ? new URL(event.url).pathname.slice(1) : ''
    if (isControl(control)) asked(control)
  })
  await webContents.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`)
  let shown = ''
  return {
    view,
    show(state) {
      const script = scriptOf(state)
      if (script === shown || webContents.isDestroyed()) return
      shown = script
      webContents.executeJavaScript(script).catch(() => undefined)
    },
  }
}

function isControl(value: string): value is StripControl {
  return controls.has(value)
}

/** Everything of the page goes in as text of an element, never as markup. */
function scriptOf({ address, secondsLeft, wanted, busy }: StripState): string {
  const left = `${String(Math.floor(secondsLeft / 60))}:${String(secondsLeft % 60).padStart(2, '0')} left`
  const label = wanted === null ? '' : `Open ${hostOf(wanted)} here`
  const facts = JSON.stringify({ address: address.slice(0, 2_000), left, label, busy })
  return `(({ address, left, label, busy }) => {
    const at = (id) => document.getElementById(id)
    at('address').textContent = address; at('address').title = address
    at('left').textContent = busy ? '' : left
    at('wanted').textContent = label; at('wanted').hidden = label === ''
    if (busy) at('told').textContent = 'Capturing. Do not touch the page; the window closes by itself.'
    for (const id of ['back', 'reload', 'wanted', 'capture']) at(id).disabled = busy
  })(${facts})`
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.slice(0, 60) : ''
}
