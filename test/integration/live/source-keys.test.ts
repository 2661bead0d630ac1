import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSourceKeys, type SourceKeys } from '../../../electron/core/live/keys/source-keys.ts'
import { isRefrainError } from '../../../shared/errors.ts'
import { type EvidenceWorkspace, openEvidenceWorkspace } from '../evidence/evidence-workspace.ts'
import { memorySecrets } from '../evidence/memory-secrets.ts'

const system = { by: 'system' } as const
const secret = 'AIzaSy-sesame-0123456789'

let workspace: EvidenceWorkspace
let keys: SourceKeys
const start = (options: Parameters<typeof openEvidenceWorkspace>[0] = {}) => {
  workspace = openEvidenceWorkspace(options)
  keys = createSourceKeys(workspace.context)
}
beforeEach(() => {
  start({ secrets: memorySecrets() })
})
afterEach(() => workspace.dispose())

async function failureOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!isRefrainError(error)) throw new Error('it did not fail as expected', { cause: error })
  return error
}

test('a key is kept by the system’s store and never lies in the workspace in the clear', async () => {
  await keys.set('youtube', ` ${secret}\n`, system)
  expect(await keys.of('youtube')).toBe(secret)
  expect(keys.list()).toMatchObject([{ source: 'youtube', kind: 'system', isOpen: true }])
  workspace.context.db.pragma('wal_checkpoint(TRUNCATE)')
  expect(readFileSync(workspace.context.paths.database).includes(secret)).toBe(false)
  expect(keys.remove('youtube')).toBe(true)
  expect(await keys.of('youtube')).toBeNull()
  expect(keys.remove('youtube')).toBe(false)
})

test('without a secret store a key is refused in words, unless there is a passphrase', async () => {
  await workspace.dispose()
  start()
  expect(await failureOf(keys.set('brave', secret, system))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('Start a keyring') as string,
  })
  expect(keys.list()).toEqual([])
  await keys.set('brave', secret, { by: 'passphrase', passphrase: 'a ferry in the night' })
  expect(await keys.of('brave')).toBe(secret)
  // As after a restart.
  keys = createSourceKeys(workspace.context)
  expect(await keys.of('brave')).toBeNull()
  expect(keys.list()).toMatchObject([{ kind: 'passphrase', isOpen: false }])
  expect((await failureOf(keys.open('another passphrase'))).code).toBe('FORBIDDEN')
  await keys.open('a ferry in the night')
  expect(await keys.of('brave')).toBe(secret)
  keys.close()
  expect(await keys.of('brave')).toBeNull()
})

test('the box of one source does not open in the place of another', async () => {
  await keys.set('brave', secret, { by: 'passphrase', passphrase: 'a ferry in the night' })
  workspace.context.db.prepare("UPDATE live_key SET source = 'youtube'").run()
  keys = createSourceKeys(workspace.context)
  expect((await failureOf(keys.open('a ferry in the night'))).code).toBe('FORBIDDEN')
})

test('what is no key is refused', async () => {
  for (const text of ['', '  ', 'two words', 'line\nbreak', 'x'.repeat(2_001)]) {
    expect((await failureOf(keys.set('brave', text, system))).code).toBe('VALIDATION')
  }
})

test('a key of another computer is named as such', async () => {
  await keys.set('youtube', secret, system)
  workspace.context.db.prepare("UPDATE live_key SET closed = 'from elsewhere'").run()
  expect(await failureOf(keys.of('youtube'))).toMatchObject({ code: 'CONFLICT' })
})
