import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mlcColumns } from '../../../shared/domain/export/mlc.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { catalogueOf, importFile, keptRows, preview, temporaryFolder } from './support.ts'

let core: TestCore
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  core = await openTestCore()
  folder = temporaryFolder()
})
afterEach(async () => {
  await core.dispose()
  folder.remove()
})

interface Row {
  readonly work?: string
  readonly writer: string
  readonly publisher?: string
  readonly share: string
  readonly recording?: boolean
}

/** A file of the MLC's form; rows are of “Harbour” and of one recording unless they say otherwise. */
function mlcFile(rows: readonly Row[], name = 'mlc.csv'): string {
  const lines = rows.map(({ work = 'Harbour', writer, publisher = '', share, recording = true }) => {
    const cells: Readonly<Record<string, string>> = {
      'PRIMARY TITLE *': work,
      'WRITER LAST NAME *': writer,
      'WRITER ROLE CODE *': 'CA',
      'PUBLISHER NAME *': publisher,
      'COLLECTION SHARE *': share,
      ...(recording ? { 'RECORDING TITLE †': work, 'RECORDING ARTIST NAME †': 'Vela' } : {}),
    }
    return mlcColumns.map((column) => cells[column] ?? '').join(',')
  })
  return folder.file(name, [mlcColumns.join(','), ...lines].join('\n'))
}

/** The mechanical shares of each work, by name. */
async function mechanical() {
  const { rows } = await core.call('works.list', { limit: 100 })
  const detailed = await Promise.all(
    rows.map(async ({ id, title }) => {
      const { splits } = await core.call('rights.get', { subject: { type: 'work', id } })
      const lines = splits.flatMap(({ rightKind, territory, state, lines: shares }) =>
        shares.map(({ name, share }) => [rightKind, name, share, territory, state].join(' ')),
      )
      return [title, lines.sort()] as const
    }),
  )
  return Object.fromEntries(detailed)
}

const problemsOf = async (importId: number) =>
  (await keptRows(core, importId, 'warnings')).map(({ row, problems }) => [
    row,
    problems.map(({ field, code }) => `${field}: ${code}`),
  ])

describe('the collection shares of the MLC', () => {
  it('become drafted mechanical shares of who collects, in the United States', async () => {
    const path = mlcFile([
      { writer: 'Vale', publisher: 'Vale Songs', share: '33.33' },
      { writer: 'Roe', publisher: 'Roe', share: '33.33', recording: false },
      { writer: 'Storm', share: '33.34%', recording: false },
      { work: 'Winter', writer: 'Storm', publisher: 'Both Songs', share: '25' },
      { work: 'Winter', writer: 'Vale', publisher: 'Both Songs', share: '75', recording: false },
    ])
    const planned = await preview(core, path)
    expect(planned.batch.counts).toMatchObject({ newShares: 4, warnings: 0 })
    expect(await mechanical()).toEqual({})
    await importFile(core, path)
    expect(await mechanical()).toEqual({
      Harbour: [
        'mechanical Roe 333300 US draft',
        'mechanical Storm 333400 US draft',
        'mechanical Vale Songs 333300 US draft',
      ],
      Winter: ['mechanical Both Songs 1000000 US draft'],
    })
  })

  it('count once for a writer and who collects, however many recordings repeat them', async () => {
    await importFile(
      core,
      mlcFile([
        { writer: 'Vale', publisher: 'Vale Songs', share: '60' },
        { writer: 'Vale', publisher: 'Vale Songs', share: '60', recording: false },
        { writer: 'Roe', publisher: 'Roe Songs', share: '40', recording: false },
      ]),
    )
    expect(await mechanical()).toEqual({
      Harbour: ['mechanical Roe Songs 400000 US draft', 'mechanical Vale Songs 600000 US draft'],
    })
  })

  it('that make more than the whole are a problem of their row; the others go in', async () => {
    const { batch, importId } = await importFile(
      core,
      mlcFile([
        { writer: 'Vale', publisher: 'Vale Songs', share: '60' },
        { writer: 'Roe', publisher: 'Roe Songs', share: '50', recording: false },
        { writer: 'Storm', publisher: 'Storm Songs', share: '40', recording: false },
      ]),
    )
    expect(batch.counts).toMatchObject({ newShares: 2, warnings: 1, rejected: 0 })
    expect(await problemsOf(importId)).toEqual([[3, ['collectionShare: share-sum']]])
    expect((await keptRows(core, importId, 'warnings'))[0]?.problems[0]?.message).toMatch(
      /110 %, which is more than 100 %. 50 % for “Roe Songs” is left out/,
    )
    expect(await mechanical()).toEqual({
      Harbour: ['mechanical Storm Songs 400000 US draft', 'mechanical Vale Songs 600000 US draft'],
    })
  })

  it.each([
    ['120', 'too-much'],
    ['half', 'shape'],
    ['0.5', 'share-small'],
  ])('that cannot be right (%s) are named', async (share, code) => {
    const { importId } = await importFile(core, mlcFile([{ writer: 'Vale', publisher: 'Vale Songs', share }]))
    expect(await problemsOf(importId)).toEqual([[2, [`collectionShare: ${code}`]]])
    expect(await mechanical()).toEqual({
      Harbour: code === 'share-small' ? ['mechanical Vale Songs 5000 US draft'] : [],
    })
  })

  it('contradicting an earlier row of the same writer leave the earlier', async () => {
    const { importId } = await importFile(
      core,
      mlcFile([
        { writer: 'Vale', publisher: 'Vale Songs', share: '60' },
        { writer: 'Vale', publisher: 'Vale Songs', share: '30', recording: false },
      ]),
    )
    expect(await problemsOf(importId)).toEqual([[3, ['collectionShare: share-twice']]])
    expect(await mechanical()).toEqual({ Harbour: ['mechanical Vale Songs 600000 US draft'] })
  })
})

describe('a second import', () => {
  const rows: readonly Row[] = [
    { writer: 'Vale', publisher: 'Both Songs', share: '30' },
    { writer: 'Roe', publisher: 'Both Songs', share: '30', recording: false },
    { writer: 'Storm', publisher: 'Storm Songs', share: '40', recording: false },
  ]

  it('of the same file adds nothing and complains of nothing', async () => {
    await importFile(core, mlcFile(rows))
    const before = await mechanical()
    const { batch } = await importFile(core, mlcFile(rows, 'again.csv'))
    expect(batch.counts).toMatchObject({ unchanged: 3, newShares: 0, warnings: 0 })
    expect(await mechanical()).toEqual(before)
  })

  it('with other shares leaves what is known and says so', async () => {
    await importFile(core, mlcFile(rows))
    const before = await mechanical()
    const [first, second, third] = rows as readonly [Row, Row, Row]
    const other = mlcFile([{ ...first, share: '20' }, second, { ...third, share: '50' }], 'other.csv')
    const { importId } = await importFile(core, other)
    expect(await problemsOf(importId)).toEqual([[4, ['collectionShare: kept-existing']]])
    expect(await mechanical()).toEqual(before)
  })

  it('adds who was missing, up to the whole', async () => {
    await importFile(core, mlcFile(rows.slice(0, 2)))
    await importFile(core, mlcFile(rows, 'more.csv'))
    expect((await mechanical()).Harbour).toEqual([
      'mechanical Both Songs 600000 US draft',
      'mechanical Storm Songs 400000 US draft',
    ])
    const { importId } = await importFile(
      core,
      mlcFile([{ writer: 'Late', publisher: 'Late Songs', share: '1' }], 'late.csv'),
    )
    expect(await problemsOf(importId)).toEqual([[2, ['collectionShare: share-sum']]])
  })

  it('lays no draft beside shares that are agreed', async () => {
    await importFile(core, mlcFile([{ writer: 'Vale', share: '' }]))
    const [work] = (await core.call('works.list', {})).rows
    await core.call('splits.set', {
      subject: { type: 'work', id: work?.id ?? 0 },
      rightKind: 'mechanical',
      shares: [{ party: { name: 'Vale' }, share: 1_000_000 }],
      state: 'agreed',
    })
    const before = await mechanical()
    const { importId } = await importFile(core, mlcFile(rows, 'late.csv'))
    expect((await problemsOf(importId)).map(([row]) => row)).toEqual([2, 3, 4])
    expect(await mechanical()).toEqual(before)
  })
})

it('is undone as one step with its shares, also after a change of them was undone', async () => {
  await importFile(core, mlcFile([{ writer: 'Vale', publisher: 'Vale Songs', share: '' }]))
  const before = { catalogue: await catalogueOf(core), shares: await mechanical() }
  const file = mlcFile([{ writer: 'Vale', publisher: 'Vale Songs', share: '100' }], 'shares.csv')
  const { batch } = await importFile(core, file)
  expect(batch.counts).toMatchObject({ update: 1, newShares: 1 })
  await core.call('undo.undo', {})
  expect({ catalogue: await catalogueOf(core), shares: await mechanical() }).toEqual(before)

  await importFile(core, file)
  const [work] = (await core.call('works.list', {})).rows
  await core.call('splits.set', {
    subject: { type: 'work', id: work?.id ?? 0 },
    rightKind: 'mechanical',
    territory: 'US',
    shares: [{ party: { name: 'Vale Songs' }, share: 500_000 }],
  })
  await core.call('undo.undo', {})
  expect((await mechanical()).Harbour).toEqual(['mechanical Vale Songs 1000000 US draft'])
  await core.call('undo.undo', {})
  expect({ catalogue: await catalogueOf(core), shares: await mechanical() }).toEqual(before)
})
