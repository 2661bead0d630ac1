/** A distributor as the directory knows it. */
export interface KnownDistributor {
  readonly id: number
  readonly name: string
}

const key = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * The distributor that delivered a recording to a streaming service, as far as the label line there names one:
 * “℗ 2026 DistroKid”. Services send complaints about what was delivered to them on to who delivered it
 * (support.unitedmasters.com). Null where the line names none: then the service itself is written to.
 */
export function deliveringDistributor<T extends KnownDistributor>(
  labelLine: string | null,
  distributors: readonly T[],
): T | null {
  const line = key(labelLine ?? '')
  return line === '' ? null : (distributors.find(({ name }) => line.includes(key(name))) ?? null)
}
