import { webDomain } from '../../findings/web-address.ts'
import type { Fix } from '../check-outcome.ts'
import type { DraftInput } from '../drafts/draft-input.ts'
import { inline } from '../plain-text.ts'
import { ruleOf } from '../rules/all-rules.ts'
import { type ProviderRule, providerRuleOf, type Shown } from '../rules/provider-rules.ts'
import { regimes } from '../rules/regimes.ts'
import { type CheckCode, checkTitles, type DraftCheck, type Severity } from './draft-check.ts'

const postBox = /\b(?:p\.?\s?o\.?\s?box|post(?:al)? box|postfach|apartado|casilla)\b/iu

/** What the recipient's own rules say about a draft, and who will see what it holds. */
export function providerChecks(input: DraftInput): readonly DraftCheck[] {
  const rule = providerRuleOf(input.recipient.name)
  const { email, form } = input.recipient
  const nowhere = inline(email ?? '') === '' && inline(form ?? '') === ''
  const boxed = postBox.test(input.claimant?.address ?? '') && input.regime !== 'eu-dsa-16'
  return [
    ...(nowhere
      ? [
          warned(
            'recipient-address',
            `No e-mail address and no web form of ${inline(input.recipient.name)} is on record, so this letter has nowhere to go. Look its agent up, on its site or at dmca.copyright.gov, and enter the address.`,
            ruleOf('us-512c2-agent').source,
            'provider',
          ),
        ]
      : []),
    ...(boxed
      ? [
          warned(
            'trap-post-box',
            'Your address is a post box: the statute allows it, some hosts refuse it.',
            ruleOf('trap-post-box').source,
            'profile',
          ),
        ]
      : []),
    ...(rule === null ? [] : [...limits(input, rule), ...demands(input, rule), ...privacy(input, rule)]),
  ]
}

function warned(code: CheckCode, message: string, source: string, fix: Fix): DraftCheck {
  return { code, title: checkTitles[code], severity: 'warn', message, source, fix, findingIds: [] }
}

function limits(input: DraftInput, rule: ProviderRule): readonly DraftCheck[] {
  const addresses = new Set(input.items.map(({ url }) => url ?? ''))
  const hosts = new Set(input.items.map(({ url }) => webDomain(url ?? '') ?? ''))
  const most = rule.mostAddresses ?? Infinity
  return [
    ...when(
      rule,
      addresses.size > most,
      'open',
      'provider-most-addresses',
      `${rule.provider} takes ${most} addresses in one notice; these are ${addresses.size}. Divide it.`,
    ),
    ...when(
      rule,
      rule.oneHost === true && hosts.size > 1,
      'open',
      'provider-one-host',
      `${rule.provider} takes addresses of one host in one notice; these are on ${hosts.size}. Divide it by host.`,
    ),
    ...when(
      rule,
      rule.language !== undefined && rule.language !== input.language,
      'open',
      'provider-language',
      `${rule.provider} takes notices in English only.`,
    ),
    ...when(
      rule,
      rule.elementsOnly === true && inline(input.details.freeText) !== '',
      'open',
      'provider-elements-only',
      `${rule.provider} wants the elements and nothing else. Take your own words out.`,
    ),
  ]
}

function demands(input: DraftInput, rule: ProviderRule): readonly DraftCheck[] {
  const unregistered = input.items.filter(
    ({ registrationNumber }) => inline(registrationNumber ?? '') === '',
  ).length
  const reachable = inline(input.claimant?.address ?? '') !== '' && inline(input.claimant?.phone ?? '') !== ''
  return [
    ...when(
      rule,
      rule.formOnly === true,
      'warn',
      'provider-form-only',
      `${rule.provider} takes notices through its form only: copy the parts of this letter there.`,
    ),
    ...when(
      rule,
      rule.registrationAsked === true && unregistered > 0,
      'warn',
      'provider-registration',
      `${rule.provider} asks for registration numbers and may ignore works without: ${unregistered} here.`,
    ),
    ...when(
      rule,
      rule.indemnity === true && !regimes[input.regime].european && input.regime !== 'withdrawal',
      'warn',
      'provider-indemnity',
      `${rule.provider} asks you to promise an indemnity, to make good what the notice costs it. No law asks for it and this letter promises none. Art. 16 DSA lists all that a notice needs there, and no indemnity.`,
    ),
    ...when(
      rule,
      rule.addressAndPhone === true && !reachable,
      'open',
      'provider-address-and-phone',
      `${rule.provider} asks for a postal address and a telephone number.`,
    ),
  ]
}

const shownNames: Readonly<Record<Shown, string>> = {
  name: 'your name',
  email: 'your e-mail address',
  phone: 'your telephone number',
  address: 'your postal address',
  'whole-notice': 'the whole notice with your name, postal address, telephone number and e-mail',
}

/** Which of your data this recipient shows to whom. The way out: a role e-mail, a business address, or an agent. */
function privacy(input: DraftInput, rule: ProviderRule): readonly DraftCheck[] {
  const shown = (to: readonly Shown[]) => to.map((what) => shownNames[what]).join(', ')
  const parts = [
    ...(rule.shownToPublic === undefined ? [] : [`publishes ${shown(rule.shownToPublic)}`]),
    ...(rule.shownToUploader === undefined ? [] : [`gives the uploader ${shown(rule.shownToUploader)}`]),
  ]
  return when(
    rule,
    parts.length > 0 && input.claimant !== null,
    'warn',
    'trap-privacy',
    `${rule.provider} ${parts.join(' and ')}, parts blacked out at most. A role e-mail address or an agent keeps your private data out.`,
  )
}

function when(
  rule: ProviderRule,
  applies: boolean,
  severity: Severity,
  code: RecipientCode,
  message: string,
): readonly DraftCheck[] {
  const doubt = rule.confidence === 'high' ? '' : ` (${rule.confidence} confidence)`
  return applies
    ? [
        {
          code,
          title: checkTitles[code],
          severity,
          message,
          source: `${rule.source}, ${rule.checkedOn}${doubt}`,
          fix: wayOut[code],
          findingIds: [],
        },
      ]
    : []
}

type RecipientCode = Extract<CheckCode, `provider-${string}` | 'trap-privacy'>

/** What mends a letter its recipient would not take. */
const wayOut: Readonly<Record<RecipientCode, Fix>> = {
  'provider-most-addresses': 'split',
  'provider-one-host': 'split',
  'provider-language': 'english',
  'provider-elements-only': 'words',
  'provider-form-only': 'form',
  'provider-registration': 'items',
  'provider-indemnity': 'european',
  'provider-address-and-phone': 'profile',
  'trap-privacy': 'profile',
}
