import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../../shared/contract/notices.ts'
import { completeCase, openElements, profile } from '../../support/cases.ts'
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

/** The complete notice about one upload with this label line. */
async function noticeAbout(label: string): Promise<Notice> {
  const findingIds = [seed.finding({ url: 'https://youtube.com/watch?v=item1', label, offers: 'page' })]
  await core.call('findings.decide', { findingIds, decision: 'confirm' })
  const { caseIds } = await core.call('cases.group', {})
  return completeCase(core, caseIds[0] ?? 0)
}

describe('a label line that tells of a license', () => {
  it.each([
    '℗ 2026 Luna Vale under exclusive license to Northlight Records LLC',
    'Luna Vale, licensed to Northlight Records, distributed by Tidewater',
    '℗ 2026 Somebody under license from Northlight Records',
    '℗ 2026 Luna Vale unter exklusiver Lizenz an Northlight Records GmbH',
  ])('is one’s own delivery where it names one’s own label: %s', async (label) => {
    await core.call('rules.create', { kind: 'label', value: 'Northlight Records' })
    const notice = await noticeAbout(label)
    const stop = notice.elements.find(({ code }) => code === 'trap-licensed')
    expect(stop).toMatchObject({ stop: true, fix: 'remove' })
    expect(notice.complete).toBe(false)
  })

  it('is one’s own delivery where it names who distributes the recording by the catalogue', async () => {
    seed.db
      .prepare("UPDATE recording SET notes = 'Distributor: Tidewater Inc.\nOld master' WHERE id = 1")
      .run()
    const notice = await noticeAbout('℗ 2026 Luna Vale, distributed by Tidewater')
    expect(notice.elements.find(({ code }) => code === 'trap-licensed')).toMatchObject({ stop: true })
  })

  it('asks whether the claimant granted it, and goes out only with the answer in the letter', async () => {
    const notice = await noticeAbout('℗ 2026 Luna Vale under exclusive license to Quay Records')
    expect(openElements(notice)).toEqual(['label-license'])
    expect(notice.labelLicenses).toEqual(['Quay Records'])
    const open = notice.elements.find(({ code }) => code === 'label-license')
    expect(open).toMatchObject({ stop: false, fix: 'licenses' })
    expect(open?.source).toContain('17 U.S.C. 101')
    const denied = await core.call('notices.update', {
      noticeId: notice.id,
      patch: { details: { deniedLicenses: ['Quay Records'] } },
    })
    expect(openElements(denied)).toEqual(['i'])
    expect(denied.text.replace(/\s+/g, ' ')).toContain(
      'names a license to Quay Records. No such license was granted.',
    )
    const signed = await core.call('notices.update', {
      noticeId: notice.id,
      patch: { signature: profile.legalName },
    })
    expect(signed.complete).toBe(true)
  })

  it('says nothing of the claimant where others are named', async () => {
    const notice = await noticeAbout('℗ 2026 Thief Records under exclusive license to Quay Records')
    expect(notice).toMatchObject({ complete: true, labelLicenses: [] })
  })

  it('of one’s own catalogue: the exclusive licensee owns the right, and only who acts for it claims', async () => {
    seed.db
      .prepare("UPDATE recording SET p_line = '℗ 2026 Luna Vale under exclusive license to Quay Records'")
      .run()
    const notice = await noticeAbout('')
    expect(notice.elements.find(({ code }) => code === 'trap-owner-mismatch')).toMatchObject({ stop: true })
    await core.call('notices.update', {
      noticeId: notice.id,
      patch: { role: 'agent', owner: 'Quay Records' },
    })
    const signed = await core.call('notices.update', {
      noticeId: notice.id,
      patch: { signature: profile.legalName },
    })
    expect(openElements(signed)).toEqual([])
    seed.db.prepare("UPDATE recording SET p_line = '℗ 2026 Luna Vale under license to Quay Records'").run()
    await core.call('notices.update', { noticeId: notice.id, patch: { role: null } })
    const own = await core.call('notices.update', {
      noticeId: notice.id,
      patch: { signature: profile.legalName },
    })
    expect(openElements(own)).toEqual([])
  })
})
