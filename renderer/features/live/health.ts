import type { LiveProblem, LiveSource, LiveState } from '../../../shared/contract/live.ts'
import { formatInstant } from '../../ui/format.ts'
import { locale } from '../../ui/locale.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'

export type HealthKind = 'off' | 'key' | 'offline' | 'running' | 'waits' | 'error' | 'new' | 'works'

/** How a source is, in words. */
export interface SourceHealth {
  readonly kind: HealthKind
  readonly tone: Tone
  readonly label: string
  /** What happened, in a sentence. */
  readonly says: string | null
  /** What to do about it. */
  readonly advice: string | null
  /** It is left alone until then. */
  readonly until: string | null
}

/** Problems after which a source only has to be left alone for a while. */
const waits: ReadonlySet<LiveProblem['kind']> = new Set(['quota', 'slow-down', 'budget'])

const advice: Readonly<Record<LiveProblem['kind'], string>> = {
  quota: 'It goes on by itself. A longer interval spends less of its quota.',
  'slow-down': 'It asked for patience, and goes on by itself.',
  budget: 'It goes on by itself tomorrow (UTC). A longer interval spends less.',
  key: 'Its key was refused. Replace it with a valid one.',
  robots: 'The site asks programs to stay away, and Refrain does. Look at this address yourself.',
  offline: 'Go online to have it asked again.',
  'private-address':
    'Addresses inside your own network are not asked, unless you named one as its own address.',
  unreachable: 'Check the connection and the address. It is tried again by itself.',
  'server-error': 'The fault lies on its side. It is tried again by itself.',
  refused: 'It does not let this program in. Where it takes a key, set one.',
  'not-found': 'Check whether the address still exists.',
  'too-large': 'It sent more than is taken for one look. A narrower address may help.',
  'wrong-type': 'It sent something that is no answer. Check the address.',
  'changed-shape':
    'It answers in a new form, so it says nothing about your recordings. Look for a newer Refrain.',
}

/** What to do about a problem. */
export function adviceFor(kind: LiveProblem['kind']): string {
  return advice[kind]
}

const plain = { says: null, advice: null, until: null } as const

function problemHealth({ kind, message, until }: LiveProblem): SourceHealth {
  return waits.has(kind)
    ? { kind: 'waits', tone: 'warning', label: 'Waits', says: message, advice: advice[kind], until }
    : { kind: 'error', tone: 'danger', label: 'Error', says: message, advice: advice[kind], until }
}

/** How a source is. What keeps it from being asked at all comes before what its last answer was. */
export function sourceHealth(source: LiveSource, state: Pick<LiveState, 'offline'>): SourceHealth {
  if (!source.enabled) return { ...plain, kind: 'off', tone: 'muted', label: 'Off' }
  if (source.key.state === 'missing' && source.key.needs === 'required')
    return {
      kind: 'key',
      tone: 'warning',
      label: 'Key missing',
      says: 'It cannot be asked without your own key.',
      advice: 'Set your key in its panel.',
      until: null,
    }
  if (state.offline) return { ...plain, kind: 'offline', tone: 'muted', label: 'Offline' }
  if (source.running !== null) return { ...plain, kind: 'running', tone: 'accent', label: 'Looking now' }
  if (source.problem !== null) return problemHealth(source.problem)
  if (source.lastRun === null) return { ...plain, kind: 'new', tone: 'neutral', label: 'Not looked at yet' }
  return { ...plain, kind: 'works', tone: 'success', label: 'Works' }
}

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const dayMs = 24 * 60 * 60 * 1000

/** The state in two or three words, with the time until which the source is left alone. */
export function healthLabel({ label, until }: SourceHealth, now: number): string {
  if (until === null) return label
  const at = Date.parse(until)
  if (at <= now) return label
  return `${label} until ${at - now < dayMs ? clock.format(at) : formatInstant(until)}`
}
