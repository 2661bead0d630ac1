import type { ImportInspection } from '../../../shared/contract/imports.ts'
import { catalogueFields } from '../../../shared/domain/catalogue/fields.ts'
import type { SourceReading, SourceRecord } from './table-source.ts'

const samplesShown = 5
const longestSample = 120

/** The reading as the window shows it: columns with samples, the proposed mapping and its reasons. */
export function toInspection(path: string, reading: SourceReading): ImportInspection {
  const { head, dialect, detected, preset } = reading
  const columns: ImportInspection['mapping']['columns'] = {}
  const reasons: ImportInspection['reasons'] = {}
  for (const field of catalogueFields) {
    const match = detected[field]
    if (!match) continue
    columns[field] = [match.column, ...match.fallbacks]
    reasons[field] = match.why
  }
  return {
    path,
    fileName: head.fileName,
    bytes: head.bytes,
    dialect,
    preset: preset === null ? null : { id: preset.preset.id, name: preset.preset.name },
    sheets: [...reading.sheets],
    columns: reading.columns.map((name, index) => ({
      index,
      name,
      samples: samplesOf(reading.sample, index),
    })),
    mapping: { columns, durationUnit: detected.duration?.unit ?? 'auto' },
    reasons,
    remembered: null,
    warnings: [...reading.warnings],
  }
}

function samplesOf(sample: readonly SourceRecord[], column: number): string[] {
  const samples: string[] = []
  for (const { cells } of sample) {
    const text = (cells[column] ?? '').trim()
    if (text !== '') samples.push(text.slice(0, longestSample))
    if (samples.length === samplesShown) break
  }
  return samples
}
