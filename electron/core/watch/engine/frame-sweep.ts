import type { Crew } from './crew.ts'
import type { FrameGroup } from './group-source.ts'
import {
  advance,
  type FileSweepEnd,
  moved,
  type OpenListing,
  sweepPacked,
  type SweepPoint,
  sweepRange,
  type SweptStretch,
} from './packed-sweep.ts'
import type { ListingLayout } from './layout.ts'
import type { RangeAnswer } from './sweep-task.ts'

/** Wrong guesses about where rows start after which guessing is given up. */
const patience = 3
/** No block of a frame unpacks to more. */
const blockBytes = 1 << 17

/** True for a file whose frames can be unpacked side by side. */
export function isFramed({ steps, encoding, special }: ListingLayout): boolean {
  // In UTF-16, a frame may end inside a code unit.
  return steps.length === 1 && steps[0]?.kind === 'zstd' && encoding === 'utf-8' && special === undefined
}

/**
 * Sweeps a zstd file with all of the crew, groups of frames side by side, and gives `accept` one stretch after the
 * other. Where rows start in a group is guessed, and known when the group before is swept, as with the ranges of a plain
 * file. What cannot be divided is swept as one stream.
 */
export async function sweepFrames(
  crew: Crew,
  file: OpenListing,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
  groupBytes: number,
): Promise<FileSweepEnd> {
  const sweep = new FrameSweep(crew, file, from, accept, Math.max(1, Math.floor(groupBytes / blockBytes)))
  try {
    return await sweep.run()
  } finally {
    await sweep.settled()
  }
}

interface Ahead {
  readonly group: FrameGroup
  readonly answer: Promise<RangeAnswer>
}

class FrameSweep {
  readonly #crew: Crew
  readonly #file: OpenListing
  readonly #accept: (stretch: SweptStretch) => Promise<void>
  readonly #groupBlocks: number
  /** Its offset counts from where the group begins at which it stands. */
  #point: SweepPoint
  readonly #groups: FrameGroup[] = []
  readonly #ahead: Ahead[] = []
  /** Where to look for further groups. */
  #next: number | null
  /** Where what cannot be divided begins. */
  #rest: number | null = null
  #wrongGuesses = 0

  constructor(
    crew: Crew,
    file: OpenListing,
    from: SweepPoint,
    accept: (stretch: SweptStretch) => Promise<void>,
    groupBlocks: number,
  ) {
    this.#crew = crew
    this.#file = file
    this.#accept = accept
    this.#groupBlocks = groupBlocks
    this.#point = { ...from, frames: from.frames ?? 0, base: from.base ?? 0 }
    this.#next = from.frames ?? 0
  }

  async run(): Promise<FileSweepEnd> {
    let isFirst = true
    for (;;) {
      await this.#lookAhead(isFirst)
      isFirst = false
      const next = this.#ahead.shift()
      if (next === undefined) break
      const end = await this.#sweepGroup(next)
      if (end !== null) return end
    }
    if (this.#rest === null) return { broken: null, point: this.#point, warnings: [] }
    const frames = { start: this.#rest, end: Number.POSITIVE_INFINITY, goesOn: false }
    return sweepPacked(this.#crew, { ...this.#file, frames }, null, this.#point, (stretch) =>
      this.#accept(moved(stretch, this.#point.base ?? 0)),
    )
  }

  /** Resolves when nobody sweeps ahead any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#ahead.map(({ answer }) => answer))
  }

  /** Has as many groups swept as there are sweepers, and one more. In the first, it is known where rows start. */
  async #lookAhead(isFirst: boolean): Promise<void> {
    const depth = this.#wrongGuesses < patience ? this.#crew.sweepers + 1 : 1
    while (this.#ahead.length < depth) {
      if (this.#groups.length === 0 && this.#next !== null) await this.#findGroups(this.#next)
      const group = this.#groups.shift()
      if (group === undefined) return
      const isKnown = isFirst && this.#ahead.length === 0
      const answer = this.#sweep(group, isKnown ? this.#point.offset : 0, Number.POSITIVE_INFINITY, isKnown)
      // Awaited later; until then a failure must not count as unhandled.
      answer.catch(() => undefined)
      this.#ahead.push({ group, answer })
    }
  }

  async #findGroups(from: number): Promise<void> {
    const { fd, fileName, bytes } = this.#file
    const place = { fd, fileName, from, fileBytes: bytes, groupBlocks: this.#groupBlocks }
    const { groups, next, rest } = await this.#crew.frames({ kind: 'frames', ...place })
    this.#next = next
    this.#rest = rest
    this.#groups.push(...groups.map((group) => ({ ...group, goesOn: group.end < bytes })))
  }

  #sweep(group: FrameGroup, from: number, to: number, aligned: boolean): Promise<RangeAnswer> {
    return sweepRange(this.#crew, { ...this.#file, frames: group }, from, to, aligned)
  }

  /** Takes over what was found in a group, and has swept what is missing. Returns the end when the file ends in it. */
  async #sweepGroup({ group, answer }: Ahead): Promise<FileSweepEnd | null> {
    const guess = await answer
    const { start, broken } = guess.result
    let border = guess.border ?? null
    const isWithin = () => border === null || this.#point.offset < border
    const take = async (swept: RangeAnswer) => {
      border ??= swept.border ?? null
      return this.#take(swept, group)
    }
    // Where unpacking failed, what was passed over in search of a row may be part of one.
    if (broken === null) {
      // The first row begins with the group, or the one before ends sooner than was guessed.
      while (isWithin() && this.#point.offset < start) {
        const end = await take(await this.#sweep(group, this.#point.offset, start, true))
        if (end !== null) return end
      }
      if (isWithin() && this.#point.offset === start) {
        const end = await take(guess)
        if (end !== null) return end
      } else if (isWithin()) this.#wrongGuesses++
    }
    while (isWithin()) {
      const end = await take(await this.#sweep(group, this.#point.offset, Number.POSITIVE_INFINITY, true))
      if (end !== null) return end
    }
    this.#moveBehind(group, border ?? 0)
    return null
  }

  async #take({ result, position, refusal }: RangeAnswer, group: FrameGroup): Promise<FileSweepEnd | null> {
    const before = { ...this.#point, frames: group.start }
    const after = advance(before, result)
    const stretch = { result, before, after, position: Math.min(position, this.#file.bytes) }
    await this.#accept(moved(stretch, before.base ?? 0))
    this.#point = after
    if (!result.ended) return null
    return { broken: refusal === null ? result.broken : null, refusal, point: after, warnings: [] }
  }

  #moveBehind(group: FrameGroup, length: number): void {
    const { offset, base = 0 } = this.#point
    this.#point = { ...this.#point, offset: offset - length, frames: group.end, base: base + length }
  }
}
