/**
 * Where the token over a file lies: beside it as `NAME.tsr`; those of further authorities as `NAME.2.tsr`, `NAME.3.tsr`.
 */
export function tokenFile(path: string, index: number): string {
  return index === 0 ? `${path}.tsr` : `${path}.${String(index + 1)}.tsr`
}
