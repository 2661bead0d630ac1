import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { EscalationStep } from '../../../shared/domain/notices/escalation/escalation.ts'
import { type Circumstances, linkedCase, type linkSteps } from '../../../shared/contract/follow-up.ts'

const flag = z.int().transform((value) => value === 1)
const stored = z.object({
  fileElsewhere: flag,
  behindCdn: flag,
  hostKnown: flag,
  sells: flag,
  claimFiledOn: z.string().nullable(),
  claimServedOn: z.string().nullable(),
})

const none: Circumstances = {
  fileElsewhere: false,
  behindCdn: false,
  hostKnown: false,
  sells: false,
  claimFiledOn: null,
  claimServedOn: null,
}

const links = z.array(linkedCase)

/** Table access for what is known about where the material lies, and for linked cases. */
export function createFollowUpRepository(db: Database) {
  const one = db.prepare<[number]>(
    `SELECT file_elsewhere AS fileElsewhere, behind_cdn AS behindCdn, host_known AS hostKnown, sells,
       claim_filed_on AS claimFiledOn, claim_served_on AS claimServedOn
     FROM case_circumstance WHERE case_id = ?`,
  )
  const put = db.prepare<[Record<string, number | string | null>]>(
    `INSERT INTO case_circumstance (case_id, file_elsewhere, behind_cdn, host_known, sells, claim_filed_on, claim_served_on)
     VALUES (@caseId, @fileElsewhere, @behindCdn, @hostKnown, @sells, @claimFiledOn, @claimServedOn)
     ON CONFLICT (case_id) DO UPDATE SET file_elsewhere = excluded.file_elsewhere, behind_cdn = excluded.behind_cdn,
       host_known = excluded.host_known, sells = excluded.sells, claim_filed_on = excluded.claim_filed_on,
       claim_served_on = excluded.claim_served_on`,
  )
  const opened = db.prepare<[number]>(
    `SELECT l.case_id AS caseId, p.name AS providerName, l.step FROM case_link l
       JOIN enforcement_case c ON c.id = l.case_id JOIN provider p ON p.id = c.provider_id
     WHERE l.from_case_id = ? ORDER BY l.case_id`,
  )
  const from = db.prepare<[number]>(
    `SELECT l.from_case_id AS caseId, p.name AS providerName, l.step FROM case_link l
       JOIN enforcement_case c ON c.id = l.from_case_id JOIN provider p ON p.id = c.provider_id
     WHERE l.case_id = ?`,
  )
  const link = db.prepare<[number, number, string, string]>(
    'INSERT INTO case_link (case_id, from_case_id, step, opened_at) VALUES (?, ?, ?, ?)',
  )
  const carry = db.prepare<[number, number, number, string]>(
    `INSERT INTO carried_item (finding_id, case_id, right_held, fair_use, performance, exclusivity, seen_at)
     SELECT finding_id, ?, right_held, fair_use, performance, exclusivity, CASE WHEN ? THEN seen_at END FROM case_member
     WHERE case_id = ? AND finding_id IN (SELECT value FROM json_each(?)) ORDER BY finding_id`,
  )
  return {
    circumstances: (caseId: number): Circumstances => stored.optional().parse(one.get(caseId)) ?? none,
    setCircumstances(caseId: number, now: Circumstances): void {
      const bit = (value: boolean) => (value ? 1 : 0)
      const { fileElsewhere, behindCdn, hostKnown, sells, claimFiledOn, claimServedOn } = now
      put.run({
        caseId,
        fileElsewhere: bit(fileElsewhere),
        behindCdn: bit(behindCdn),
        hostKnown: bit(hostKnown),
        sells: bit(sells),
        claimFiledOn,
        claimServedOn,
      })
    },
    /** The cases opened from this one. */
    opened: (caseId: number) => links.parse(opened.all(caseId)),
    /** The case this one was opened from. */
    from: (caseId: number) => linkedCase.optional().parse(from.get(caseId)) ?? null,
    /** The step a case was opened at; one that sends a letter again stands where the first one stood. */
    stepOf(caseId: number): EscalationStep['code'] | null {
      for (let at = caseId; ;) {
        const link = linkedCase.optional().parse(from.get(at))
        if (link === undefined) return null
        if (link.step !== 'again') return link.step
        at = link.caseId
      }
    },
    link(caseId: number, fromCaseId: number, step: (typeof linkSteps)[number], at: string): void {
      link.run(caseId, fromCaseId, step, at)
    },
    /** Copies items of one case into another, the last look at them where that counts; returns how many. */
    carryItems: (
      fromCaseId: number,
      toCaseId: number,
      { findingIds, seen }: { readonly findingIds: readonly number[]; readonly seen: boolean },
    ): number => carry.run(toCaseId, seen ? 1 : 0, fromCaseId, JSON.stringify(findingIds)).changes,
  }
}
