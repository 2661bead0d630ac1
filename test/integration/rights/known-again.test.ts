import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'

let core: TestCore
let id = 0
beforeEach(async () => {
  core = await openTestCore()
  id = (await core.call('recordings.create', { title: 'Song', artist: 'Vela' })).recordingId
})
afterEach(() => core.dispose())

const rights = () => core.call('rights.get', { subject: { type: 'recording', id } })

it('a registration entered again gains what it did not say, and keeps what it said', async () => {
  const subjects = [{ type: 'recording', id }] as const
  const number = { authority: 'US-CO', number: 'SR 320-918' } as const
  await core.call('registrations.add', { ...number, claimant: 'Vela Ltd' })
  const again = await core.call('registrations.add', {
    ...{ authority: 'US-CO', number: 'sr320918', claimant: 'Other', effectiveOn: '2026-04-01' },
    subjects: [...subjects],
  })
  expect(again.existed).toBe(true)
  expect((await rights()).registrations).toMatchObject([{ claimant: 'Vela Ltd', effectiveOn: '2026-04-01' }])
  await core.call('undo.undo', {})
  const { rows } = await core.call('registrations.list', {})
  expect(rows).toMatchObject([{ claimant: 'Vela Ltd', effectiveOn: null, subjectCount: 0 }])
})

it('a document added again gains what it did not say, and keeps what it said', async () => {
  const path = join(core.folder, 'deed.txt')
  writeFileSync(path, 'a deed')
  await core.call('documents.add', { path, dated: '2026-01-02' })
  await core.call('documents.add', {
    ...{ path, kind: 'contract', signedBy: 'Vela', dated: '2026-05-05' },
    subjects: [{ type: 'recording', id }],
  })
  expect((await rights()).documents).toMatchObject([
    { kind: 'contract', signedBy: 'Vela', dated: '2026-01-02', subjectCount: 1 },
  ])
})
