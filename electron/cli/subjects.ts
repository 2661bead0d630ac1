import { InvalidArgumentError } from 'commander'

export interface SubjectArgument<T extends string> {
  readonly type: T
  readonly id: number
}

/** Reads `recording:12`; `types` are the kinds that are possible. */
export function subjectArgument<const T extends readonly [string, ...string[]]>(
  types: T,
): (text: string) => SubjectArgument<T[number]> {
  return (text) => {
    const [name = '', number = ''] = text.split(':')
    const type = types.find((one: T[number]) => one === name.trim().toLowerCase())
    const id = Number(number)
    if (type === undefined || !Number.isSafeInteger(id) || id < 1) {
      throw new InvalidArgumentError(`${types.map((one) => `${one}:ID`).join(' or ')} is expected`)
    }
    return { type, id }
  }
}

/** Collects a repeated option. */
export function repeated<T>(
  parse: (text: string) => T,
): (text: string, before?: readonly T[]) => readonly T[] {
  return (text, before = []) => [...before, parse(text)]
}
