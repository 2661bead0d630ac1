import { type AnalysedElement, analysedElements, type NoticeAnalysis } from './notice-analysis.ts'

/** A stretch of a text with the elements it shows; the stretches together are the whole text. */
export interface MarkedStretch {
  readonly start: number
  readonly text: string
  readonly elements: readonly AnalysedElement[]
}

/** Divides a text where evidence begins or ends, so that words that show two elements carry both. Linear in its parts. */
export function markText(text: string, elements: NoticeAnalysis['elements']): readonly MarkedStretch[] {
  const changes = new Map<number, { element: AnalysedElement; by: 1 | -1 }[]>()
  const note = (at: number, element: AnalysedElement, by: 1 | -1) => {
    const known = changes.get(at)
    if (known) known.push({ element, by })
    else changes.set(at, [{ element, by }])
  }
  for (const element of analysedElements) {
    for (const { start, end } of elements[element].evidence) {
      if (end <= start) continue
      note(start, element, 1)
      note(end, element, -1)
    }
  }
  const depth = new Map<AnalysedElement, number>()
  const stretches: MarkedStretch[] = []
  let from = 0
  const close = (to: number) => {
    if (to <= from) return
    const words = text.slice(from, to)
    const shown = analysedElements.filter((element) => (depth.get(element) ?? 0) > 0)
    // White space between pieces of evidence shows nothing.
    stretches.push({ start: from, text: words, elements: words.trim() === '' ? [] : shown })
    from = to
  }
  for (const at of [...changes.keys()].sort((a, b) => a - b)) {
    close(at)
    for (const { element, by } of changes.get(at) ?? []) depth.set(element, (depth.get(element) ?? 0) + by)
  }
  close(text.length)
  return stretches
}
