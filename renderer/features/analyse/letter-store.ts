import { create } from 'zustand'
import type { ReceivedLetter } from '../../../shared/contract/letters.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { pickFiles } from '../../rpc/host.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { strings } from './strings.ts'

interface LetterState {
  readonly text: string
  /** Where the text came from, when it was read from a file. */
  readonly origin: Pick<ReceivedLetter, 'fileName' | 'head' | 'leftOut'> | null
}

const nothing: LetterState = { text: '', origin: null }

/** The letter under analysis; it lives as long as the window and is never stored. */
export const useLetterStore = create<LetterState>(() => nothing)

export function setLetterText(text: string): void {
  useLetterStore.setState((state) => ({ text, origin: text === '' ? null : state.origin }))
}

export function clearLetter(): void {
  useLetterStore.setState(nothing)
}

/** Reads a file and shows it; says why when it cannot be read. */
export async function openLetter(path: string): Promise<void> {
  try {
    const { text, fileName, head, leftOut } = await call('letters.read', { path })
    useLetterStore.setState({ text, origin: { fileName, head, leftOut } })
    navigate({ screen: 'analyse' })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

export async function pickLetter(): Promise<void> {
  const [path] = await pickFiles({
    title: strings.pick,
    filters: [{ name: strings.files, extensions: ['txt', 'eml', 'md', 'text'] }],
  })
  if (path !== undefined) await openLetter(path)
}
