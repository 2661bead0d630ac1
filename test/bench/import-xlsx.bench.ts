import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkRecord, rowSettings } from '../../electron/core/catalog/import-rows.ts'
import { toInspection } from '../../electron/core/catalog/import-inspect.ts'
import { readSourceBeginning, sourceRecords } from '../../electron/core/catalog/source-kinds.ts'
import { writeWorkbook } from '../support/xlsx.ts'

// Reading and checking a sheet of two million rows: how fast, how many rows are held at once, and in how much memory.

const rows = Number(process.env.REFRAIN_BENCH_ROWS ?? 2_000_000)
const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
const header = ['Title', 'Artist', 'ISRC', 'Duration', 'Year']

function* sheet(): Generator<readonly [number, (string | { xml: string })[]]> {
  yield [1, header]
  for (let row = 2; row <= rows + 1; row++) {
    const isrc = `QZ${String.fromCharCode(65 + (Math.floor(row / 100_000) % 26))}AA24${String(row % 100_000).padStart(5, '0')}`
    yield [row, [`Song ${row}`, 'Vela', isrc, { xml: '<c><v>181</v></c>' }, { xml: '<c><v>2024</v></c>' }]]
  }
}

try {
  const path = await writeWorkbook(join(folder, 'catalogue.xlsx'), {
    sheets: [{ name: 'Songs', rows: sheet() }],
  })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let [peak, held, checked] = [0, 0, 0]
  const began = performance.now()
  const reading = await readSourceBeginning(path)
  const settings = rowSettings(toInspection(path, reading).mapping, reading, {
    heldPrefixes: [],
    artist: null,
  })
  for await (const records of sourceRecords(path, reading.dialect, () => undefined)) {
    held = Math.max(held, records.length)
    for (const record of records) if (checkRecord(record, settings) !== null) checked++
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  if (checked !== rows) throw new Error(`expected ${rows} rows, checked ${checked}`)
  console.log(
    JSON.stringify({
      bench: 'import-xlsx',
      rows,
      megabytes: Number((statSync(path).size / 1e6).toFixed(1)),
      rowsPerSecond: Math.round((rows / (performance.now() - began)) * 1000),
      mostRowsHeld: held,
      memoryGrowthMegabytes: Math.round((peak - before) / 1e6),
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
