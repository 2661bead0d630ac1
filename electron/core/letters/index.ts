import type { Handlers } from '../../../shared/contract/index.ts'
import { letterOf, readLetterFile } from './read-letter.ts'

export { letterOf, readLetterFile } from './read-letter.ts'

/** Letters others wrote: read from files, never kept. */
export function createLetters(): Pick<Handlers, 'letters.read'> {
  return {
    'letters.read': async ({ path }) => {
      const { bytes, name } = await readLetterFile(path)
      return letterOf(bytes, name)
    },
  }
}
