import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { IpcRendererEvent } from 'electron'
import { bridgeName, channels } from '../../shared/bridge.ts'
import type { RefrainBridge } from '../../shared/bridge.ts'
import type { EventName } from '../../shared/contract/index.ts'

const bridge: RefrainBridge = {
  call: (id, name, input) => ipcRenderer.invoke(channels.call, id, name, input),
  cancel: (id) => ipcRenderer.send(channels.cancel, id),
  on: (listener) => {
    const forward = (_event: IpcRendererEvent, name: EventName, payload: unknown) => listener(name, payload)
    ipcRenderer.on(channels.event, forward)
    return () => void ipcRenderer.removeListener(channels.event, forward)
  },
}

contextBridge.exposeInMainWorld(bridgeName, bridge)
offerDroppedFiles()

/**
 * Pages cannot see where a dropped file lies, so its path is read here, out of the page's reach, and comes
 * back to the page as the event `files.dropped`. A file a script made up has no path and is left out.
 */
function offerDroppedFiles(): void {
  window.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
  })
  window.addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    if (event.isTrusted && paths.length > 0) ipcRenderer.send(channels.event, 'files.dropped', { paths })
  })
}
