import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CoreProcedureName, Input, Output } from '../../../shared/contract/index.ts'
import { artist, releases, sharedWorks } from './artist.ts'

type Call = <P extends CoreProcedureName>(name: P, input: Input<P>) => Promise<Output<P>>

const whole = 1_000_000
/** What the co-writer has of a work they wrote together. */
const coWriterShare = 300_000

/**
 * Gives the works of the first album their agreed shares, the album a registration and a signed split sheet; the other
 * albums are left as somebody finds them who begins.
 */
export async function addSampleRights(call: Call, folder: string): Promise<void> {
  const { rows: works } = await call('works.list', { limit: 100 })
  const { rows: recordings } = await call('recordings.list', { limit: 500 })
  const first = releases[0]
  const album = new Set(first?.tracks.map(([title]) => title))
  const recorded = recordings.filter(({ title }) => album.has(title))
  const documentId = await addSplitSheet(call, folder, works)
  for (const work of works) {
    const other = sharedWorks[work.title]
    const shares = [
      { party: { name: artist.legalName }, share: other === undefined ? whole : whole - coWriterShare },
      ...(other === undefined ? [] : [{ party: { name: other }, share: coWriterShare }]),
    ]
    const set = { subject: { type: 'work', id: work.id }, state: 'agreed', documentId, shares } as const
    for (const rightKind of ['performance', 'mechanical'] as const)
      await call('splits.set', { ...set, rightKind, shares: [...shares] })
  }
  for (const { id } of recorded) {
    await call('splits.set', {
      ...{ subject: { type: 'recording', id }, rightKind: 'master', state: 'agreed' },
      shares: [{ party: { name: artist.legalName }, share: whole }],
    })
  }
  await call('registrations.add', {
    // No number of the Office has come near it.
    ...{ authority: 'US-CO', number: 'SR 9-990-001', claimant: artist.legalName },
    ...{ effectiveOn: '2021-04-02', publishedOn: first?.date ?? null, status: 'registered' },
    notes: 'Made up for this sample.',
    subjects: recorded.map(({ id }) => ({ type: 'recording', id })),
  })
}

async function addSplitSheet(
  call: Call,
  folder: string,
  works: readonly { readonly id: number; readonly title: string }[],
): Promise<number> {
  const shared = works.filter(({ title }) => sharedWorks[title] !== undefined)
  const path = join(folder, 'split-sheet.txt')
  const lines = shared.map(
    ({ title }) =>
      `${title}: ${artist.legalName} 70 %, ${sharedWorks[title] ?? ''} 30 %, all rights, worldwide.`,
  )
  writeFileSync(
    path,
    [
      'Split sheet',
      '',
      ...lines,
      '',
      'Signed 12 January 2021. Everything in this sheet is made up.',
      '',
    ].join('\n'),
  )
  const signers = [artist.legalName, ...new Set(Object.values(sharedWorks))]
  const { documentId } = await call('documents.add', {
    ...{ path, kind: 'split-sheet', title: 'Split sheet, Harbour Lights', dated: '2021-01-12' },
    signedBy: signers.join(', '),
    subjects: shared.map(({ id }) => ({ type: 'work', id })),
  })
  return documentId
}
