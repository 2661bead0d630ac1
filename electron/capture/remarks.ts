import type {
  CaptureGap,
  CaptureNote,
  GapCode,
  NoteCode,
} from '../../shared/domain/evidence/capture/capture-remarks.ts'

const longestDetail = 600
const mostRemarks = 500

/** What a capture lacks and what happened besides, collected while it runs. */
export interface Remarks {
  readonly gap: (code: GapCode, detail?: string) => void
  readonly note: (code: NoteCode, detail?: string) => void
  gaps(): readonly CaptureGap[]
  notes(): readonly CaptureNote[]
}

interface Remark<Code extends string> {
  readonly code: Code
  readonly at: string
  readonly detail: string
  count: number
}

/** Repeated remarks are counted. Of endlessly different ones 500 are kept, and the last of them counts the rest. */
export function createRemarks(): Remarks {
  const gaps = createList<GapCode>()
  const notes = createList<NoteCode>()
  return { gap: gaps.add, note: notes.add, gaps: gaps.all, notes: notes.all }
}

function createList<Code extends string>() {
  const remarks = new Map<string, Remark<Code>>()
  let last: Remark<Code> | null = null
  return {
    add: (code: Code, detail = ''): void => {
      const short = detail.slice(0, longestDetail)
      const key = `${code} ${short}`
      const known = remarks.get(key) ?? (remarks.size >= mostRemarks ? last : null)
      if (known !== null) {
        known.count++
        return
      }
      last = { code, at: new Date().toISOString(), detail: short, count: 1 }
      remarks.set(key, last)
    },
    all: (): readonly Remark<Code>[] => [...remarks.values()],
  }
}
