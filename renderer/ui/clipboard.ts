import { toast } from './toasts.tsx'
import { strings } from './strings.ts'

/** Puts text on the clipboard and says so; says so too when the clipboard refuses. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast.info(done)
  } catch {
    toast.info(strings.clipboardRefused)
  }
}
