import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { openSeed, type Seed } from '../../support/seed.ts'

let core: TestCore
let seed: Seed

beforeEach(async () => {
  core = await openTestCore()
  seed = openSeed(core.folder)
})
afterEach(async () => {
  seed.close()
  await core.dispose()
})

it('a sweep settles what earlier rules authorize, and says so in the history', async () => {
  await core.call('rules.create', { kind: 'domain', value: 'bandcamp.com' })
  await core.call('rules.create', { kind: 'label', value: 'Northlight Records' })
  const path = join(core.folder, 'exports', 'listings.csv')
  const rows = [
    'isrc,title,artist,url,label',
    'USS1Z2600001,Harbour Lights,Luna Vale,https://luna.bandcamp.com/track/harbour-lights,',
    'USS1Z2600001,Harbour Lights,Luna Vale,https://files.tunevault.example/d/1/a.mp3,℗ 2024 NORTHLIGHT RECORDS',
    'USS1Z2600001,Harbour Lights,Luna Vale,https://files.tunevault.example/d/2/b.mp3,Someone Else',
  ]
  writeFileSync(path, `${rows.join('\n')}\n`)
  const { jobId } = await core.call('sweeps.start', { paths: [path] })
  expect((await core.finished(jobId)).state).toBe('done')

  const { rows: found } = await core.call('findings.list', { sort: 'found', direction: 'asc' })
  const states = found.map(({ url, state }) => [url, state])
  expect(new Map(states as [string, string][])).toEqual(
    new Map([
      ['https://luna.bandcamp.com/track/harbour-lights', 'authorized'],
      ['https://files.tunevault.example/d/1/a.mp3', 'authorized'],
      ['https://files.tunevault.example/d/2/b.mp3', 'new'],
    ]),
  )
  expect(await core.call('rules.list', {})).toMatchObject({ rules: [{ settled: 1 }, { settled: 1 }] })
  const settled = found.find(({ domain }) => domain === 'luna.bandcamp.com')
  const { history, stateReason } = await core.call('findings.get', { findingId: settled?.id ?? 0 })
  expect(stateReason).toBe('A rule of yours authorizes everything on bandcamp.com and its subdomains.')
  expect(history.map(({ action }) => action)).toContain('rules.applied')
  expect((await core.call('undo.state', {})).undo).toContain('Northlight Records')
})
