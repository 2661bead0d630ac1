/** One fact of a custody event, ready to be shown. */
export interface DetailRow {
  readonly label: string
  readonly value: string
}

/** Ranges of ids as the log packs them: [[1, 4], [7, 7]] → "1–4, 7". */
function rangesText(value: readonly unknown[]): string | null {
  const parts: string[] = []
  for (const range of value) {
    if (!Array.isArray(range) || range.length !== 2) return null
    const [from, to] = range as readonly unknown[]
    if (typeof from !== 'number' || typeof to !== 'number') return null
    parts.push(from === to ? String(from) : `${from}–${to}`)
  }
  return parts.join(', ')
}

function valueText(value: unknown): string {
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number' || typeof value === 'string') return String(value)
  if (Array.isArray(value) && value.length > 0) {
    const ranges = rangesText(value)
    if (ranges !== null) return ranges
  }
  return JSON.stringify(value)
}

/** "tagManifest" → "Tag manifest". */
function labelText(key: string): string {
  const words = key.replaceAll(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  )
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The facts a custody event carries, in the order of its line. Nested facts are named by their path. */
export function detailRows(detail: Readonly<Record<string, unknown>>): readonly DetailRow[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [{ label: labelText(key), value: valueText(value) }]
    }
    return detailRows({ ...value }).map((row) => ({
      ...row,
      label: `${labelText(key)}: ${row.label.toLowerCase()}`,
    }))
  })
}
