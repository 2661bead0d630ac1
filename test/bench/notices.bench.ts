import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestCore } from '../support/core.ts'
import { openSeed } from '../support/seed.ts'
import { profile } from '../support/cases.ts'
import { median } from './support/statistics.ts'

// A thousand confirmed findings on seven providers put into cases, and the letter of each case drafted, checked and
// composed; then one letter of a thousand items written in every format. The peer of grouping and drafting is the least
// any such program does: to write as many rows into the same store in one transaction and to build one string of them.

const findings = 1000
const domains = [
  'youtube.com',
  'soundcloud.com',
  'files.tunevault.example',
  'mega.nz',
  'lockers.de',
  'huggingface.co',
  'lockers.fr',
]

async function round(spread: readonly string[]) {
  const core = await openTestCore()
  const seed = openSeed(core.folder)
  try {
    await core.call('profile.save', profile)
    const works = Array.from({ length: 20 }, (_, at) => seed.recording(`Song ${at}`))
    const ids = seed.db.transaction(() =>
      Array.from({ length: findings }, (_, at) =>
        seed.finding({
          url: `https://${spread[at % spread.length] ?? ''}/d/item-${at}`,
          recordingId: works[at % works.length] ?? 1,
        }),
      ),
    )()
    await core.call('findings.decide', { findingIds: ids, decision: 'confirm' })
    const began = performance.now()
    const { caseIds } = await core.call('cases.group', {})
    const grouped = performance.now()
    const drafted = []
    for (const caseId of caseIds) drafted.push(await core.call('notices.draft', { caseId }))
    const ended = performance.now()
    const items = drafted.reduce(
      (sum, { letter }) =>
        sum +
        letter.blocks.flatMap((block) =>
          block.kind === 'works' ? block.works.flatMap(({ materials }) => materials) : [],
        ).length,
      0,
    )
    if (items !== findings) throw new Error(`${items} of ${findings} stand in the letters`)
    const peerBegan = performance.now()
    seed.db.exec('CREATE TABLE peer (finding_id INTEGER PRIMARY KEY, case_id INTEGER, answers TEXT)')
    const insert = seed.db.prepare('INSERT INTO peer VALUES (?, ?, ?)')
    const text = seed.db.transaction(() =>
      ids
        .map((id, at) => {
          insert.run(id, at % 7, '{}')
          return `${id} ${at}`
        })
        .join('\n'),
    )()
    const peerEnded = performance.now()
    if (text.length === 0) throw new Error('nothing was written')
    return {
      cases: caseIds.length,
      groupMs: grouped - began,
      draftMs: ended - grouped,
      totalMs: ended - began,
      peerMs: peerEnded - peerBegan,
    }
  } finally {
    seed.close()
    await core.dispose()
  }
}

/** One letter of a thousand items in every format. */
async function formats() {
  const core = await openTestCore()
  const seed = openSeed(core.folder)
  const out = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
  try {
    await core.call('profile.save', profile)
    const ids = Array.from({ length: findings }, (_, at) =>
      seed.finding({ url: `https://youtube.com/watch?v=item${at}` }),
    )
    await core.call('findings.decide', { findingIds: ids, decision: 'confirm' })
    const { caseIds } = await core.call('cases.group', {})
    const caseId = caseIds[0] ?? 0
    await core.call('cases.itemUpdate', {
      caseId,
      findingIds: ids,
      patch: { fairUse: { conclusion: 'not-fair-use' } },
    })
    await core.call('cases.itemsSeen', { caseId, findingIds: ids })
    const { id } = await core.call('notices.draft', { caseId })
    await core.call('notices.update', { noticeId: id, patch: { goodFaith: true, accurate: true } })
    await core.call('notices.update', { noticeId: id, patch: { signature: profile.legalName } })
    const took: Record<string, number> = {}
    for (const format of ['txt', 'html', 'json', 'docx', 'pdf', 'eml'] as const) {
      const began = performance.now()
      await core.call('notices.export', { noticeId: id, format, path: join(out, `n.${format}`) })
      took[format] = Math.round(performance.now() - began)
    }
    return took
  } finally {
    seed.close()
    await core.dispose()
    rmSync(out, { recursive: true, force: true })
  }
}

const rounds: Awaited<ReturnType<typeof round>>[] = []
for (let at = 0; at < 5; at += 1) rounds.push(await round(domains))
const one = await round(['youtube.com'])
const of = (name: 'groupMs' | 'draftMs' | 'totalMs' | 'peerMs') =>
  Math.round(median(rounds.map((each) => each[name])))

console.log(
  JSON.stringify(
    {
      name: 'notices',
      findings,
      cases: rounds[0]?.cases,
      groupMs: of('groupMs'),
      draftMs: of('draftMs'),
      totalMs: of('totalMs'),
      peerMs: of('peerMs'),
      budgetMs: 2000,
      oneLetterOfAThousandMs: Math.round(one.totalMs),
      exportMs: await formats(),
    },
    null,
    2,
  ),
)
