import type { Handlers } from '../../../shared/contract/index.ts'
import type { OfficialLink } from '../../../shared/contract/live-addresses.ts'
import { describeRule, ruleKey, type RuleKind } from '../../../shared/domain/findings/rules.ts'
import { readOfficialLink } from '../../../shared/domain/live/official-links.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { createRuleMaker, createRulesRepository } from '../findings/index.ts'

type LinkHandlers = Pick<Handlers, 'live.readLinks' | 'live.acceptLinks'>

/** The assistant for official links: what they would authorize, and making rules of them. */
export function createLinkHandlers(context: CoreContext): LinkHandlers {
  const rules = createRuleMaker(context)
  const repository = createRulesRepository(context.db)
  const exists = (kind: RuleKind, value: string): boolean => {
    const key = ruleKey(kind, value)
    return key.ok && repository.exists({ kind, key: key.key })
  }
  return {
    'live.readLinks': ({ links }) => ({
      links: links.map((link): OfficialLink => {
        const { leadsTo, proposals, refusal } = readOfficialLink(link)
        return {
          link,
          leadsTo,
          proposals: proposals.map(({ kind, value, recommended }) => ({
            ...{ kind, value, recommended },
            words: describeRule({ kind, value }),
            exists: exists(kind, value),
            wouldSettle: rules.matching(kind, value).length,
          })),
          refusal,
        }
      }),
    }),
    'live.acceptLinks': ({ rules: accepted }) => {
      const wanted = new Map<string, (typeof accepted)[number]>()
      for (const rule of accepted) {
        const key = ruleKey(rule.kind, rule.value)
        if (!key.ok) {
          throw new RefrainError('VALIDATION', `“${rule.value}”: ${key.message} Nothing was changed.`, {
            field: 'value',
          })
        }
        wanted.set(`${rule.kind} ${key.key}`, rule)
      }
      const fresh = [...wanted.values()].filter(({ kind, value }) => !exists(kind, value))
      if (fresh.length === 0) return { created: 0, known: accepted.length, settled: 0 }
      const what = fresh.length === 1 ? 'one official link' : `${String(fresh.length)} official links`
      const made = rules.createAll(fresh, `Authorize ${what}`)
      const settled = made.reduce((sum, rule) => sum + rule.settled, 0)
      return { created: fresh.length, known: accepted.length - fresh.length, settled }
    },
  }
}
