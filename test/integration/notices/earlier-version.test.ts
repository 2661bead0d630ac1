import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorkspace } from '../../../electron/core/platform/open-workspace.ts'
import { openElements } from '../../support/cases.ts'
import { openTestCore } from '../../support/core.ts'
import { testResources } from '../../support/resources.ts'
import { openSeed } from '../../support/seed.ts'

const at = '2026-11-20T10:00:00.000Z'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-earlier-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A workspace of the version before: one sent case, and one whose American notice is signed and not sent. */
function seedEarlier(workspace: string): void {
  const { migrations } = testResources()
  const earlier = join(folder, 'earlier')
  mkdirSync(earlier)
  for (const name of readdirSync(migrations).filter((each) => each < '0010'))
    copyFileSync(join(migrations, name), join(earlier, name))
  openWorkspace({
    folder: workspace,
    create: true,
    migrations: earlier,
    sqliteBinding: null,
    appVersion: '1.0.0',
    now: () => at,
  }).close()
  const seed = openSeed(workspace)
  for (const url of ['https://files.tunevault.example/d/1.mp3', 'https://files.tunevault.example/d/2.mp3'])
    seed.finding({ url })
  seed.db.exec(`UPDATE finding SET state = 'confirmed';
    INSERT INTO provider (id, name, domains, source, checked_on, confidence)
      VALUES (900, 'TuneVault', '["tunevault.example"]', 'test', '2026-11-01', 'high');
    INSERT INTO enforcement_case (id, provider_id, title, state, opened_at) VALUES
      (1, 900, 'TuneVault', 'draft', '${at}'), (2, 900, 'TuneVault', 'draft', '${at}');
    INSERT INTO case_item (finding_id, case_id, right_held, fair_use) VALUES
      (1, 1, 'both', '{"purpose":"","nature":"","amount":"","market":"","conclusion":"not-fair-use","consideredAt":"${at}"}'),
      (2, 2, 'sound-recording', '{"purpose":"","nature":"","amount":"","market":"","conclusion":"undecided","consideredAt":null}');
    UPDATE enforcement_case SET sent_at = '${at}', state = 'sent', sent_channel = 'form' WHERE id = 1;
    INSERT INTO notice (case_id, regime, template_version, status, good_faith, accurate, signature, signed_on, signed_sha256, updated_at)
      VALUES (2, 'us-512c3', '1', 'complete', 1, 1, 'Ana Valera Ruiz', '2026-11-20', '${'0'.repeat(64)}', '${at}')`)
  seed.close()
}

it('the items and the notice of an earlier version are kept, and its signature asked for again', async () => {
  const workspace = join(folder, 'workspace')
  mkdirSync(workspace)
  seedEarlier(workspace)
  const core = await openTestCore({ workspace })
  const seed = openSeed(workspace)
  try {
    expect(seed.db.pragma('foreign_key_check')).toEqual([])
    expect((await core.call('cases.get', { caseId: 1 })).itemsList).toMatchObject([
      { findingId: 1, rightHeld: 'both', performance: 'unknown', exclusivity: 'exclusive', lastSeenAt: null },
    ])
    const { notice } = await core.call('cases.get', { caseId: 2 })
    expect(notice).toMatchObject({
      regime: 'us-512c',
      language: 'en',
      goodFaith: true,
      signature: 'Ana Valera Ruiz',
    })
    expect(openElements(notice)).toEqual(expect.arrayContaining(['i', 'fair-use', 'trap-address']))
    for (const sql of [
      "UPDATE case_item SET right_held = 'none' WHERE finding_id = 1",
      'DELETE FROM case_item WHERE finding_id = 1',
      "UPDATE finding SET state = 'new' WHERE id = 1",
    ])
      expect(() => seed.db.exec(sql), sql).toThrow(/sent case/)
    seed.db.exec("UPDATE case_item SET right_held = 'lyrics' WHERE finding_id = 2")
  } finally {
    seed.close()
    await core.dispose()
  }
})
