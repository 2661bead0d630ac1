import { create } from 'zustand'
import { call } from '../../rpc/client.ts'
import { pickFiles } from '../../rpc/host.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

interface CompareState {
  /** The comparison the dialog shows, or null while it is closed. */
  readonly jobId: number | null
}

export const useCompare = create<CompareState>(() => ({ jobId: null }))

/** Starts comparing a file and opens the dialog on it. */
export async function compareFile(path: string): Promise<void> {
  try {
    const { jobId } = await call('audio.compare', { path })
    useCompare.setState({ jobId })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

/** Asks for a file and compares it. */
export async function pickAndCompare(): Promise<void> {
  const [path] = await pickFiles({
    title: strings.chooseFile,
    filters: [
      {
        name: 'Audio',
        extensions: ['mp3', 'flac', 'ogg', 'oga', 'opus', 'm4a', 'mp4', 'wav', 'aif', 'aiff'],
      },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  if (path !== undefined) await compareFile(path)
}

export function closeCompare(): void {
  useCompare.setState({ jobId: null })
}
