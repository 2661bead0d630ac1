import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { useCli } from './cli-run.ts'

const { refrain, json, file, folder } = useCli()
beforeEach(async () => {
  expect((await refrain('init')).code).toBe(0)
  const table = 'Title,Artist,ISRC\nHarbour Lights,Vela,USS1Z9900001\nRopewalk,Vela,USS1Z9900002\n'
  expect((await refrain('catalog', 'import', file('c.csv', table))).code).toBe(0)
})

it('party: add, show, edit, delete, each undone in one step', async () => {
  const added = await json(
    ...([0, 'party', 'add', 'Mira Halvorsen', '--set', 'ipi=00119750569'] as const),
    ...['--set', 'aliases=Mira; M. Halvorsen', '--set', 'email=mira@example.org'],
  )
  expect(added).toMatchObject({
    ...{ id: 1, name: 'Mira Halvorsen', kind: 'person', ipiName: '00119750569' },
    aliases: ['Mira', 'M. Halvorsen'],
  })
  expect(await json(0, 'party', 'edit', '1', '--set', 'name=Mira Holm', '--set', 'email=')).toMatchObject({
    ...{ name: 'Mira Holm', email: '' },
    aliases: expect.arrayContaining(['Mira Halvorsen']) as string[],
  })
  expect((await refrain('party', 'show', '1')).out).toMatch(/^Party 1 · Mira Holm · person\n/)
  const wrong = await refrain('party', 'edit', '1', '--set', 'ipi=no number')
  expect(wrong.code).toBe(2)
  expect((await refrain('party', 'edit', '1', '--set', 'shoe-size=44')).err).toContain('The fields are: name')
  await json(0, 'credit', 'add', 'recording:1', 'Mira Holm', '--role', 'producer')
  expect((await refrain('party', 'delete', '1')).code).toBe(3)
  await json(0, 'credit', 'remove', '1')
  expect(await json(0, 'party', 'delete', '1')).toEqual({ partyId: 1, deleted: true })
  expect(await json(3, 'party', 'show', '1')).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect((await refrain('undo')).code).toBe(0)
  expect((await refrain('party', 'show', '1')).code).toBe(0)
})

it('credit: add, list, edit, move, remove', async () => {
  await json(0, 'credit', 'add', 'recording:1', 'Vela', '--role', 'main-artist', '--kind', 'group')
  await json(0, 'credit', 'add', 'recording:1', 'Orin', '--role', 'featured-artist')
  const cello = ['--role', 'instrument', '--instrument', 'cello', '--as', 'T. Lin'] as const
  expect(await json(0, 'credit', 'add', 'recording:1', 'Tam Lin', ...cello)).toMatchObject({
    contributionId: 3,
    creditLine: 'Vela feat. Orin',
    contributions: [{ name: 'Vela' }, { name: 'Orin' }, { name: 'Tam Lin', creditedAs: 'T. Lin' }],
  })
  expect((await refrain('credit', 'list', 'recording:1')).out).toMatch(
    /^Vela feat\. Orin\n.*\n.*Vela\n.*Orin\n3 +Instrument \(cello\) +Tam Lin, as “T\. Lin”\n$/,
  )
  await json(0, 'credit', 'edit', '3', '--set', 'instrument=viola', '--set', 'credited-as=')
  await json(0, 'credit', 'move', '3', '--to', '1')
  expect(await json(0, 'credit', 'list', 'recording:1')).toMatchObject({
    contributions: [{ id: 3, instrument: 'viola', creditedAs: '' }, { id: 1 }, { id: 2 }],
  })
  await json(0, 'credit', 'remove', '3')
  expect(await json(0, 'credit', 'list', 'recording:1')).toMatchObject({
    contributions: [{ id: 1 }, { id: 2 }],
  })
  expect((await refrain('credit', 'add', 'recording:1', 'Tam', '--role', 'wizard')).code).toBe(2)
  expect((await refrain('credit', 'edit', '1', '--set', 'role=wizard')).code).toBe(2)
  expect((await refrain('credit', 'add', 'work:9', 'Tam', '--role', 'composer')).code).toBe(3)
  expect((await refrain('credit', 'remove', '9')).err).toContain('“refrain credit list')
})

it('work: show, unlink, delete', async () => {
  await json(0, 'work', 'add', '--title', 'Song', '--writer', 'Ada', '--recording', '1')
  expect(await json(0, 'work', 'show', '1')).toMatchObject({
    ...{ title: 'Song', recordings: [{ id: 1, title: 'Harbour Lights', relation: 'performance' }] },
    contributions: [{ name: 'Ada', role: 'composer-lyricist' }],
  })
  expect((await refrain('work', 'show', '1')).out).toMatch(
    /^Work 1 · Song · no ISWC\n[^]*Ada\n[^]*USS1Z9900001/,
  )
  await json(0, 'work', 'unlink', '1', '--recording', '1')
  expect(await json(0, 'work', 'show', '1')).toMatchObject({ recordings: [] })
  expect((await refrain('work', 'unlink', '1', '--recording', '1')).code).toBe(3)
  await json(0, 'work', 'delete', '1')
  expect((await refrain('work', 'show', '1')).err).toContain('“refrain work list”')
})

it('registration: edit, link, unlink, remove', async () => {
  await json(0, 'registration', 'add', 'SR 320-918', '--for', 'recording:1', '--status', 'pending')
  await json(0, 'registration', 'edit', '1', '--set', 'status=registered', '--set', 'effective=2026-02-03')
  await json(0, 'registration', 'link', '1', 'recording:2')
  expect(await json(0, 'registration', 'list')).toMatchObject([
    { status: 'registered', effectiveOn: '2026-02-03', subjects: [{ id: 1 }, { id: 2 }] },
  ])
  await json(0, 'registration', 'unlink', '1', 'recording:1')
  expect(await json(0, 'registration', 'list')).toMatchObject([{ subjects: [{ id: 2 }] }])
  expect((await refrain('registration', 'edit', '1', '--set', 'effective=soon')).code).toBe(2)
  expect((await refrain('registration', 'unlink', '1', 'recording:1')).code).toBe(3)
  await json(0, 'registration', 'remove', '1')
  expect(await json(0, 'registration', 'list')).toEqual([])
})

it('document: edit, link, unlink, remove', async () => {
  await json(0, 'document', 'add', file('deed.txt', 'a deed'), '--for', 'recording:1')
  await json(0, 'document', 'edit', '1', '--set', 'kind=contract', '--set', 'signed-by=Ada, Bo')
  await json(0, 'document', 'link', '1', 'recording:2')
  await json(0, 'document', 'unlink', '1', 'recording:1')
  expect(await json(0, 'document', 'list')).toMatchObject([
    { kind: 'contract', signedBy: 'Ada, Bo', subjects: [{ type: 'recording', id: 2 }] },
  ])
  expect((await refrain('document', 'edit', '1', '--set', 'kind=poem')).code).toBe(2)
  expect((await refrain('document', 'link', '1', 'song:2')).code).toBe(2)
  await json(0, 'document', 'remove', '1')
  expect(await json(0, 'document', 'list')).toEqual([])
})

it('track: set and remove', async () => {
  await json(0, 'release', 'add', '--set', 'title=Nightfall', '--set', 'artist=Vela')
  expect(await json(0, 'track', 'set', '1', '2')).toMatchObject({ track: { disc: 1, number: 1 } })
  const place = ['--disc', '2', '--number', '4', '--single', 'yes', '--title', 'Ropewalk (Long)'] as const
  expect(await json(0, 'track', 'set', '1', '2', ...place)).toMatchObject({
    track: { disc: 2, number: 4, alsoSingle: 'yes', titleOverride: 'Ropewalk (Long)' },
  })
  expect((await refrain('track', 'set', '1', '2', '--disc', '0')).code).toBe(2)
  await json(0, 'track', 'remove', '1', '2')
  expect(await json(0, 'release', 'show', '1')).toMatchObject({ tracks: [] })
  expect((await refrain('track', 'remove', '1', '2')).code).toBe(3)
})

it('recording check is the score card of one recording', async () => {
  const card = await json(1, 'recording', 'check', '1')
  expect(card).toMatchObject({ next: { criterion: 'right' }, lines: expect.any(Array) as unknown[] })
  expect((await refrain('recording', 'check', '1')).out).toMatch(/\nright +missing +\S[^]*\nNext: \S/)
  expect((await refrain('recording', 'check', '9')).code).toBe(3)
})

describe('split set --state draft', () => {
  beforeEach(() => json(0, 'work', 'add', '--title', 'Song'))
  const set = (...args: readonly string[]) => ['split', 'set', 'work:1', '--right', 'performance', ...args]
  const drafts = async () =>
    ((await json(0, 'split', 'list', 'work:1')) as { lines: { name: string }[] }[]).map(({ lines }) =>
      lines.map(({ name }) => name),
    )

  it('never takes the place of another draft unless told to', async () => {
    await json(0, ...set('Ada=50', 'Bo=50'))
    const refused = await json(3, ...set('Cy=100'))
    expect(refused).toMatchObject({
      error: {
        code: 'CONFLICT',
        message: expect.stringMatching(/Ada 50 %, Bo 50 %.*--replace-draft/) as string,
      },
    })
    expect(await drafts()).toEqual([['Ada', 'Bo']])
    await json(0, ...set('Cy=100', '--replace-draft'))
    expect(await drafts()).toEqual([['Cy']])
  })

  it('stands beside drafts of other rights, places and times', async () => {
    await json(0, ...set('Ada=50'))
    await json(0, 'split', 'set', 'work:1', 'Bo=100', '--right', 'mechanical')
    await json(0, ...set('Cy=20', '--territory', 'de'))
    expect((await refrain(...set('Dee=20', '--territory', 'DE'))).code).toBe(3)
    await json(0, ...set('Dee=30', '--from', '2030-01-01'))
    expect(await drafts()).toEqual([['Ada'], ['Bo'], ['Cy'], ['Dee']])
  })
})

it('catalog forget-mapping: columns are detected anew', async () => {
  const odd = file('odd.csv', 'Name,Who\nSummer,Vela\n')
  await json(0, 'catalog', 'import', odd, '--map', 'title=Name', '--map', 'artist=Who')
  const mapped = (await json(0, 'catalog', 'import', odd, '--dry-run')) as { mapping: { columns: object } }[]
  expect(mapped[0]?.mapping.columns).toMatchObject({ title: [0], artist: [1] })
  expect(await json(0, 'catalog', 'forget-mapping', odd)).toEqual({ file: 'odd.csv', forgotten: true })
  expect(await json(0, 'catalog', 'forget-mapping', odd)).toEqual({ file: 'odd.csv', forgotten: false })
  expect((await refrain('catalog', 'forget-mapping', join(folder(), 'none.csv'))).code).toBe(3)
})

describe('catalog history', () => {
  it('knows releases, works and people besides recordings, and restore brings back their values', async () => {
    await json(0, 'release', 'add', '--set', 'title=Tide')
    await json(0, 'work', 'add', '--title', 'Song')
    await json(0, 'party', 'add', 'Mira')
    await json(0, 'recording', 'add', '--set', 'title=Pier', '--set', 'artist=Vela')
    const edits = [
      ['release', 'title', ['release', 'edit', '--id', '1', '--set', 'title=Ebb']],
      ['work', 'title', ['work', 'edit', '1', '--title', 'Air']],
      ['party', 'name', ['party', 'edit', '1', '--set', 'name=Mina']],
      ['recording', 'title', ['recording', 'edit', '--id', '3', '--set', 'title=Quay']],
    ] as const
    for (const [kind, field, edit] of edits) {
      const id = kind === 'recording' ? '3' : '1'
      await json(0, ...edit)
      const entries = (await json(0, 'catalog', 'history', `--${kind}`, id)) as {
        id: number
        kind: string
        fields: { field: string; from: string; to: string }[]
      }[]
      const [{ fields }, added] = [entries[0]!, entries.at(-1)!]
      expect(fields, kind).toContainEqual(expect.objectContaining({ field }))
      expect(added.kind, kind).toBe('added')
      const { from, to } = fields.find((change) => change.field === field)!
      expect((await refrain('catalog', 'history', `--${kind}`, id)).out, kind).toContain(
        `${field}: ${from} → ${to}`,
      )
      const entry = String(added.id)
      expect(await json(0, 'catalog', 'restore', `--${kind}`, id, '--entry', entry), kind).toMatchObject({
        changed: true,
      })
      expect((await refrain(kind, 'show', id)).out, kind).toContain(from)
    }
  })

  it('asks for one record', async () => {
    for (const options of [[], ['--release', '1', '--work', '1']]) {
      const { code, err } = await refrain('catalog', 'history', ...options)
      expect([code, err]).toEqual([2, expect.stringContaining('Name one record')])
    }
  })
})
