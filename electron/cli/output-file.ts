import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import { RefrainError } from '../../shared/errors.ts'
import { UsageError, wrongValue } from './usage-error.ts'

/** A file that appears under its name only when it is whole. */
export interface OutputFile {
  write(part: string | Uint8Array): void
  /** Puts it in its place; before that what stood there is untouched. */
  keep(): void
  /** Gives up: nothing is left of what was written. Does nothing after `keep`. */
  discard(): void
}

/**
 * The format the ending of a file name asks for. An ending nobody promised is refused, because a file in another
 * format than its name says helps nobody.
 */
export function formatByEnding<F extends string>(option: string, path: string, formats: readonly F[]): F {
  const ending = extname(path).slice(1).toLowerCase()
  const format = formats.find((known) => known === ending)
  if (format !== undefined) return format
  const supported = new Intl.ListFormat('en', { type: 'disjunction' }).format(formats.map((f) => `.${f}`))
  throw new UsageError(
    wrongValue(option, path, `The name must end in ${supported}; the ending says the format`),
  )
}

/** As `formatByEnding`, where `--format` may say it as well; both must mean the same. */
export function agreedFormat<F extends string>(
  path: string,
  format: F | undefined,
  formats: readonly F[],
): F {
  const ending = formatByEnding('--out', path, formats)
  if (format === undefined || format === ending) return ending
  throw new UsageError(`--out names a .${ending} file, but --format says ${format}. Leave --format out.`)
}

/** Bytes written at a time. */
const blockBytes = 1 << 17
/** A unit of UTF-16 takes up to three bytes. */
const bytesPerUnit = 3

/**
 * Begins to write a file beside its place.
 * @throws RefrainError when there is no such folder, a folder has that name, or the rights are missing.
 */
export function openOutputFile(path: string): OutputFile {
  const target = resolve(path)
  refuseBadTarget(target)
  const part = `${target}.part`
  const file = openSync(part, 'w')
  let open = true
  let kept = false
  /** Rows are short: each by itself would be a call of the system. */
  const waiting = Buffer.allocUnsafeSlow(blockBytes)
  let length = 0
  const flush = () => {
    const block = waiting.subarray(0, length)
    length = 0
    if (block.length > 0) writeFileSync(file, block)
  }
  const close = () => {
    if (open) closeSync(file)
    open = false
  }
  return {
    write(part) {
      const most = typeof part === 'string' ? bytesPerUnit * part.length : blockBytes
      if (length + most > blockBytes) flush()
      if (typeof part === 'string' && most <= blockBytes) length += waiting.write(part, length)
      else writeFileSync(file, part)
    },
    keep() {
      flush()
      close()
      renameSync(part, target)
      kept = true
    },
    discard() {
      close()
      if (!kept) rmSync(part, { force: true })
    },
  }
}

/** Refuses to write over a file that is there. */
export function refuseExisting(path: string): void {
  if (!existsSync(path)) return
  throw new RefrainError(
    'CONFLICT',
    `“${basename(path)}” exists already and was left as it is. Nothing was written. Choose another name.`,
  )
}

/** Refuses a path where no file can be: its folder is not there, or it is a folder itself. */
export function refuseBadTarget(path: string): void {
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `The folder for “${basename(path)}” is not there. Nothing was written. Make the folder or choose another.`,
    )
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${basename(path)}” is a folder. Nothing was written. Give the file a name.`,
    )
  }
}
