import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { pickFolder } from '../../rpc/host.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

/** Starts reading a folder and opens its screen. */
export async function scanFolder(path: string): Promise<void> {
  try {
    const { scanId } = await call('audio.scan', { path })
    navigate({ screen: 'audio', scanId })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

/** Asks for a folder and reads it. */
export async function pickAndScan(): Promise<void> {
  const path = await pickFolder(strings.chooseFolder)
  if (path !== null) await scanFolder(path)
}
