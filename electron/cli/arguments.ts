import { InvalidArgumentError } from 'commander'

/** A positive whole number, for row ids. */
export function idArgument(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('a positive whole number is expected')
  return value
}

/** `--option a --option b` and `--option a,b` both give a list. */
export function collectIds(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), ...text.split(',').map((part) => idArgument(part.trim()))]
}
