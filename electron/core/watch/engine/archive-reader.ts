import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import { BrokenStream } from './broken-stream.ts'
import { bytesSource, openPacked, openPipe, type PackedFile, unpackingSource } from './byte-source.ts'
import { type ArchiveLayout, type Inspection, inspectContent, sampleBytes } from './inspect-listing.ts'
import type { ByteFeed } from './unpack/byte-feed.ts'
import type { UnpackStep } from './unpack/steps.ts'
import { nextTarMember, type TarMember } from './unpack/tar.ts'
import type { ZipMember } from './unpack/zip.ts'

/** Where a member of a tar archive lies in it. */
export interface MemberPlace {
  readonly archive: ArchiveLayout
  readonly start: number
  readonly length: number
}

/** A listing in an archive. Plain data: it travels from a worker. */
export interface ArchivePart extends Inspection {
  readonly name: string
  /** Null when the layout's steps lead to it by themselves. */
  readonly member: MemberPlace | null
  /** Where to look for the next one. */
  readonly next: number
}

export interface FoundPart {
  /** Null when there are no more. */
  readonly part: ArchivePart | null
  /** Members that were passed over because they hold no listing: names with the reason. */
  readonly passed: readonly string[]
  /** Set when the archive breaks off here. */
  readonly broken: 'truncated' | 'damaged' | null
}

/** Enough of a packed member for a sample of what is in it; bzip2 gives nothing for less than a block. */
const memberSampleBytes = 2 << 20
/** Members named as passed over; of the others only the number is told. */
const mostPassed = 20

/** Finds the listings in an archive, one after the other. What is open of the file stays open in between. */
export class ArchiveReader {
  readonly #fd: number
  readonly #archive: ArchiveLayout
  readonly #fileName: string
  readonly #pause: () => void
  #packed: PackedFile | null = null
  #members: readonly ZipMember[] | null = null

  constructor(fd: number, archive: ArchiveLayout, fileName: string, pause: () => void) {
    this.#fd = fd
    this.#archive = archive
    this.#fileName = fileName
    this.#pause = pause
  }

  /** The first listing from `after` on: 0, or what the part before says comes next. */
  async next(after: number): Promise<FoundPart> {
    const passed: string[] = []
    try {
      const part = await this.#next(after, passed)
      return { part, passed: shortened(passed), broken: null }
    } catch (error) {
      if (!(error instanceof BrokenStream)) throw error
      return { part: null, passed: shortened(passed), broken: error.kind }
    }
  }

  /** The archive, unpacked up to `offset`. */
  async at(offset: number): Promise<PackedFile> {
    if (this.#packed !== null && this.#packed.feed.offset > offset) await this.close()
    this.#packed ??=
      this.#archive.kind === 'pipe' ? openPipe(this.#fd) : openPacked(this.#fd, this.#archive.steps)
    await this.#packed.feed.skipTo(offset, this.#pause)
    return this.#packed
  }

  async close(): Promise<void> {
    const open = this.#packed
    this.#packed = null
    await open?.feed.close()
  }

  #next(after: number, passed: string[]): Promise<ArchivePart | null> {
    if (this.#archive.kind === 'zip') return this.#nextOfZip(after, passed)
    return this.#archive.kind === 'tar' ? this.#nextOfTar(after, passed) : this.#onlyOne(after)
  }

  /** What a pipe holds. Throws what looking at it throws: there is nothing else to go on with. */
  async #onlyOne(after: number): Promise<ArchivePart | null> {
    if (after > 0) return null
    const { feed } = await this.at(0)
    const sample = await feed.take(memberSampleBytes)
    feed.putBack(sample)
    const open = (steps: readonly UnpackStep[]) => bytesSource(sample, steps, sampleBytes)
    const found = await inspectContent({ fileName: this.#fileName, open, fd: null })
    if ('kind' in found) return null
    const member = { archive: this.#archive, start: 0, length: Number.POSITIVE_INFINITY }
    return { ...found, name: this.#fileName, member, next: 1 }
  }

  async #nextOfTar(after: number, passed: string[]): Promise<ArchivePart | null> {
    const { feed } = await this.at(after)
    for (;;) {
      const member = await nextTarMember(feed, this.#pause)
      if (member === null) return null
      const part = await this.#partOfTar(feed, member, passed)
      if (part !== null) return part
      await feed.skipTo(member.next, this.#pause)
    }
  }

  async #partOfTar(feed: ByteFeed, member: TarMember, passed: string[]): Promise<ArchivePart | null> {
    const { name, start, length, next } = member
    if (length === 0 || isHidden(name)) return null
    const sample = await feed.take(Math.min(length, memberSampleBytes))
    feed.putBack(sample)
    const inspection = await this.#inspect(name, passed, (steps) => bytesSource(sample, steps, sampleBytes))
    return inspection === null
      ? null
      : { ...inspection, name, member: { archive: this.#archive, start, length }, next }
  }

  async #nextOfZip(after: number, passed: string[]): Promise<ArchivePart | null> {
    if (this.#members === null) {
      // Loaded where it is needed: each thread holds its own.
      const { zipMembers } = await import('./unpack/zip.ts')
      this.#members = await zipMembers(this.#fd)
    }
    if (this.#members.some(({ name }) => name === '[Content_Types].xml')) throw isWorkbook(this.#fileName)
    for (let index = after; index < this.#members.length; index++) {
      this.#pause()
      const member = this.#members[index]
      if (member === undefined || isHidden(member.name)) continue
      const { name, steps: own } = member
      if (own === null) {
        passed.push(`“${name}” (locked, or packed in a way that is not known)`)
        continue
      }
      const found = await this.#inspect(name, passed, (steps) =>
        unpackingSource(this.#fd, [...own, ...steps], sampleBytes),
      )
      if (found === null) continue
      const layout = { ...found.layout, steps: [...own, ...found.layout.steps] }
      return { ...found, layout, name, member: null, next: index + 1 }
    }
    return null
  }

  /** What a member holds; null, with its name among those passed over, when that is no listing. */
  async #inspect(
    name: string,
    passed: string[],
    open: Parameters<typeof inspectContent>[0]['open'],
  ): Promise<Inspection | null> {
    try {
      const found = await inspectContent({ fileName: `${this.#fileName}: ${name}`, open, fd: null })
      return 'kind' in found ? null : found
    } catch (error) {
      if (!isRefrainError(error)) throw error
      if (error.code !== 'FILE_EMPTY') passed.push(error.message)
      return null
    }
  }
}

function isWorkbook(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_NOT_TEXT',
    `“${fileName}” is an Office document, not a listing. Save a workbook as CSV and choose that file.`,
  )
}

/** What file systems of others leave in archives. */
function isHidden(name: string): boolean {
  const file = name.split('/').at(-1) ?? ''
  return file.startsWith('._') || file === '.DS_Store' || name.startsWith('__MACOSX/')
}

function shortened(passed: readonly string[]): readonly string[] {
  const more = passed.length - mostPassed
  return more <= 0 ? passed : [...passed.slice(0, mostPassed), `${String(more)} more hold no listing.`]
}
