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
  /** Begins a part; what comes from now on belongs to it. Returns its number. */
  begin(): number
  /** Forgets the gaps of the parts before this one: they were of pages that are not kept. */
  keepFrom(part: number): void
  /** Changes the details of all remarks. */
  rewrite(change: (detail: string) => string): void
}

interface Remark<Code extends string> {
  readonly code: Code
  readonly at: string
  detail: string
  count: number
}

interface Kept<Code extends string> {
  readonly part: number
  readonly remark: Remark<Code>
}

/** Repeated remarks are counted. Of endlessly different ones 500 are kept, and the last of them counts the rest. */
export function createRemarks(): Remarks {
  let part = 0
  const gaps = createList<GapCode>(() => part)
  const notes = createList<NoteCode>(() => 0)
  return {
    gap: gaps.add,
    note: notes.add,
    gaps: gaps.all,
    notes: notes.all,
    begin: () => ++part,
    keepFrom(first) {
      gaps.keepFrom(first)
    },
    rewrite(change) {
      gaps.rewrite(change)
      notes.rewrite(change)
    },
  }
}

function createList<Code extends string>(partNow: () => number) {
  const remarks = new Map<string, Kept<Code>>()
  let last: Remark<Code> | null = null
  return {
    add: (code: Code, detail = ''): void => {
      const short = detail.slice(0, longestDetail)
      const part = partNow()
      const key = `${String(part)} ${code} ${short}`
      const known = remarks.get(key)?.remark ?? (remarks.size >= mostRemarks ? last : null)
      if (known !== null) {
        known.count++
        return
      }
      last = { code, at: new Date().toISOString(), detail: short, count: 1 }
      remarks.set(key, { part, remark: last })
    },
    all: (): readonly Remark<Code>[] => [...remarks.values()].map(({ remark }) => ({ ...remark })),
    keepFrom(first: number): void {
      for (const [key, { part }] of remarks) if (part < first) remarks.delete(key)
      last = [...remarks.values()].at(-1)?.remark ?? null
    },
    rewrite(change: (detail: string) => string): void {
      for (const { remark } of remarks.values()) remark.detail = change(remark.detail).slice(0, longestDetail)
    },
  }
}
