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
  /** What happened and what comes next or can be done, in two sentences. */
  readonly says: string | null
  /** It is left alone until then. */
  readonly until: string | null
}

/** Problems after which a source only has to be left alone for a while. */
const waits: ReadonlySet<LiveProblem['kind']> = new Set(['quota', 'slow-down', 'budget'])

const plain = { says: null, until: null } as const

function problemHealth({ kind, message, until }: LiveProblem): SourceHealth {
  return waits.has(kind)
    ? { kind: 'waits', tone: 'warning', label: 'Waits', says: message, until }
    : { kind: 'error', tone: 'danger', label: 'Error', says: message, until }
}

/** How a source is. What keeps it from being asked at all comes before what its last answer was. */
export function sourceHealth(source: LiveSource, state: Pick<LiveState, 'offline'>): SourceHealth {
  if (!source.enabled) return { ...plain, kind: 'off', tone: 'muted', label: 'Off' }
  if (source.key.state === 'missing' && source.key.needs === 'required')
    return {
      kind: 'key',
      tone: 'warning',
      label: 'Key missing',
      says: 'It cannot be asked without your own key. Set it in its panel.',
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
