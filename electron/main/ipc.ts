import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { channels } from '../../shared/bridge.ts'
import { events } from '../../shared/contract/index.ts'
import type { EventPayload } from '../../shared/contract/index.ts'
import type { Rpc } from './rpc.ts'
import type { Sender } from './sender.ts'

export interface IpcOptions {
  readonly rpc: Rpc
  readonly isTrusted: (sender: Sender) => boolean
  readonly onFilesDropped: (payload: EventPayload<'files.dropped'>, windowId: number) => void
}

/** Listens on the only three channels. Every message names its sender, which is checked before anything else. */
export function connectIpc(ipc: IpcMain, { rpc, isTrusted, onFilesDropped }: IpcOptions): void {
  ipc.handle(channels.call, (event, id: unknown, name: unknown, input: unknown) =>
    rpc.call(senderOf(event), id, name, input),
  )
  ipc.on(channels.cancel, (event, id: unknown) => rpc.cancel(senderOf(event), id))
  ipc.on(channels.event, (event, name: unknown, payload: unknown) => {
    if (name !== 'files.dropped' || !isTrusted(senderOf(event))) return
    const parsed = events['files.dropped'].safeParse(payload)
    if (parsed.success) onFilesDropped(parsed.data, event.sender.id)
  })
}

function senderOf({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): Sender {
  return {
    webContentsId: sender.id,
    frameUrl: senderFrame?.url ?? null,
    isMainFrame: senderFrame?.parent === null,
  }
}
