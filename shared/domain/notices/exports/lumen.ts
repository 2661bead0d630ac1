import type { DraftLetter } from '../drafts/draft-blocks.ts'
import type { DraftInput, DraftItem } from '../drafts/draft-input.ts'
import { inline, lines } from '../plain-text.ts'
import { regimes } from '../rules/regimes.ts'

interface LumenEntity {
  readonly name: string
  readonly kind: 'individual' | 'organization'
  readonly address?: string
  readonly phone?: string
  readonly email?: string
}

interface LumenWork {
  readonly description: string
  readonly kind: 'music' | 'image' | 'text'
  readonly infringing_urls: readonly { readonly url: string }[]
  readonly copyrighted_urls: readonly { readonly url: string }[]
}

/** A notice in the field names of the Lumen database (berkmancenter/lumendatabase, serializers). */
export interface LumenNotice {
  readonly type: 'DMCA' | 'Other'
  readonly title: string
  readonly body: string
  readonly date_sent: string | null
  readonly date_received: null
  readonly topics: readonly string[]
  readonly sender_name: string
  readonly principal_name: string
  readonly recipient_name: string
  readonly works: readonly LumenWork[]
  readonly tags: readonly string[]
  readonly jurisdictions: readonly string[]
  readonly action_taken: 'Unspecified'
  readonly language: string
  readonly case_id_number: string
  readonly regulations: readonly string[]
  readonly entities: Readonly<Record<'sender' | 'principal' | 'recipient', LumenEntity>>
}

/** What was recorded about the sending, if it was sent. */
export interface SentFacts {
  readonly at: string
  readonly reference: string
}

/** A notice in Lumen's field shape. What Lumen masks it masks itself: the body is the letter as it was sent. */
export function lumenNotice(
  input: DraftInput,
  letter: DraftLetter,
  text: string,
  sent: SentFacts | null,
): LumenNotice {
  const { american, european, basis } = regimes[input.regime]
  const entities = entitiesOf(input)
  return {
    type: american ? 'DMCA' : 'Other',
    title: letter.subject,
    body: text,
    date_sent: sent?.at ?? null,
    date_received: null,
    topics: ['Copyright'],
    sender_name: entities.sender.name,
    principal_name: entities.principal.name,
    recipient_name: entities.recipient.name,
    works: worksOf(input.items),
    tags: [],
    jurisdictions: [...(american ? ['US'] : []), ...(european ? ['EU'] : []), ...nationOf(input)],
    action_taken: 'Unspecified',
    language: input.language,
    case_id_number: sent?.reference ?? '',
    regulations: basis === '' ? [] : basis.split(' · '),
    entities,
  }
}

function nationOf({ regime }: DraftInput): readonly string[] {
  if (regime === 'uk-notice') return ['GB']
  return regime === 'ca-notice' ? ['CA'] : []
}

function entitiesOf({ claimant, recipient, regime }: DraftInput): LumenNotice['entities'] {
  const name = inline(claimant?.legalName ?? '')
  const company = inline(claimant?.company ?? '')
  const email = inline(claimant?.email ?? '')
  const owner = claimant?.role === 'agent' ? inline(claimant.artistName) : company || name
  // Art. 16 DSA asks for name and e-mail only: the file says no more than the letter.
  const reach =
    regime === 'eu-dsa-16'
      ? { email }
      : {
          address: [...lines(claimant?.address ?? ''), inline(claimant?.country ?? '')].join(', '),
          phone: inline(claimant?.phone ?? ''),
          email,
        }
  return {
    sender: { name, kind: 'individual', ...reach },
    principal: { name: owner, kind: owner === company && company !== '' ? 'organization' : 'individual' },
    recipient: {
      name: inline(recipient.name),
      kind: 'organization',
      ...(recipient.email === null ? {} : { email: recipient.email }),
    },
  }
}

function worksOf(items: readonly DraftItem[]): readonly LumenWork[] {
  const groups = new Map<string, DraftItem[]>()
  for (const item of items) {
    const key = `${item.recordingId} ${item.rightHeld}`
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const codes = [
      ...(first.isrc === null ? [] : [`ISRC ${inline(first.isrc)}`]),
      ...(first.registrationNumber === null ? [] : [`registration ${inline(first.registrationNumber)}`]),
      // Lumen has no field for the page that leads to a file.
      ...[...new Set(group.flatMap(({ foundOn }) => foundOn ?? []))].map(
        (page) => `found on ${inline(page)}`,
      ),
    ]
    return [
      {
        description: [`${inline(first.title)}, ${inline(first.artist)}`, ...codes].join('; '),
        kind: first.rightHeld === 'artwork' ? 'image' : first.rightHeld === 'lyrics' ? 'text' : 'music',
        infringing_urls: [...new Set(group.flatMap(({ url }) => url ?? []))].map((url) => ({ url })),
        copyrighted_urls: first.authorizedUrl === null ? [] : [{ url: first.authorizedUrl }],
      },
    ]
  })
}
