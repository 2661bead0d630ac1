import type { DialectHints, SourceDialect, SourceFormat } from '../../../shared/contract/imports.ts'
import { ernSource } from './ern/ern-source.ts'
import { musicBrainzSource } from './musicbrainz/musicbrainz-source.ts'
import { type FileHead, readFileHead } from './table-head.ts'
import type { OnProgress, SourceKind, SourceReading, SourceRecord } from './table-source.ts'
import { textSource } from './text-source.ts'
import { xlsxSource } from './xlsx/xlsx-source.ts'

/** Every kind of source, in the order in which a file is tried. Text takes what no other kind recognises. */
const kinds: { readonly [Format in SourceFormat]: SourceKind<Format> } = {
  xlsx: xlsxSource,
  ern: ernSource,
  musicbrainz: musicBrainzSource,
  text: textSource,
}

type AnyKind = (typeof kinds)[SourceFormat]

/**
 * Finds out what a file is and how to read it. What `hints` settle is taken as it is.
 * @throws RefrainError FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_TEXT, FILE_TOO_LARGE, NO_HEADER.
 */
export async function readSourceBeginning(path: string, hints: DialectHints = {}): Promise<SourceReading> {
  const head = await readFileHead(path)
  const kind: AnyKind = hints.format === undefined ? recognised(head) : kinds[hints.format]
  return kind.readBeginning(path, head, hints)
}

/** The records of a source that is read as `dialect` says; see `SourceKind.records`. */
export function sourceRecords(
  path: string,
  dialect: SourceDialect,
  onProgress: OnProgress,
): AsyncGenerator<readonly SourceRecord[], string> {
  switch (dialect.format) {
    case 'text':
      return textSource.records(path, dialect, onProgress)
    case 'xlsx':
      return xlsxSource.records(path, dialect, onProgress)
    case 'ern':
      return ernSource.records(path, dialect, onProgress)
    case 'musicbrainz':
      return musicBrainzSource.records(path, dialect, onProgress)
  }
}

function recognised(head: FileHead): AnyKind {
  return Object.values(kinds).find((kind) => kind.recognises(head)) ?? textSource
}
