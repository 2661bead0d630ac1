import { SourceFailure } from '../connector.ts'

/** Checks the type of an answer against those that are taken; `*` as the second half takes a family. Throws `wrong-type`. */
export function mustBeType(contentType: string | undefined, accepts: readonly string[]): void {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const isTaken = accepts.some((one) => {
    if (one === '*/*') return true
    return one.endsWith('/*') ? type.startsWith(one.slice(0, -1)) : type === one.toLowerCase()
  })
  if (isTaken) return
  const shown = type === '' ? 'without saying what it is' : `of the type ${type.slice(0, 60)}`
  throw new SourceFailure('wrong-type', `sends an answer ${shown}, where ${accepts.join(' or ')} is expected`)
}
