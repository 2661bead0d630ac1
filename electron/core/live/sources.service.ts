import type { Handlers } from '../../../shared/contract/index.ts'
import { parseWebAddress } from '../../../shared/domain/findings/web-address.ts'
import { longestIntervalOf } from '../../../shared/domain/live/retention.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import type { LooksRepository } from './looks.repository.ts'
import type { SourceKeys } from './keys/source-keys.ts'
import type { KnownSource } from './means.ts'
import type { SourceViews } from './source-view.ts'
import type { SourcesRepository } from './sources.repository.ts'

type SourceHandlers = Pick<
  Handlers,
  'live.sources' | 'live.setSource' | 'live.setKey' | 'live.removeKey' | 'live.runs'
>

export interface SourceServiceDeps {
  readonly known: ReadonlyMap<string, KnownSource>
  readonly keys: SourceKeys
  readonly sources: SourcesRepository
  readonly looks: LooksRepository
  readonly views: SourceViews
  /** Called after a change that concerns the schedule. */
  readonly changed: () => void
}

/** Sources: how they stand, and what the artist sets of them. */
export function createSourceHandlers(context: CoreContext, deps: SourceServiceDeps): SourceHandlers {
  const { known, keys, sources, looks, views } = deps
  const mustKnow = (id: string): KnownSource => {
    const source = known.get(id)
    if (source === undefined) throw noSource(known)
    return source
  }
  const afterKey = (source: KnownSource) => {
    context.mutations.once(['live'], () => {
      // What a missing or wrong key caused is over.
      sources.succeed(source.connector.id)
    })
    deps.changed()
    return views.view(source)
  }
  return {
    'live.sources': async () => ({
      sources: [...known.values()].map((source) => views.view(source)),
      secretStore: await context.secrets.describe(),
    }),
    'live.setSource': ({ sourceId, enabled, intervalMs, base }) => {
      const source = mustKnow(sourceId)
      const before = sources.get(sourceId)
      if (intervalMs !== undefined) checkInterval(source, intervalMs)
      const after = {
        enabled: enabled === undefined ? before.enabled : Number(enabled),
        intervalMs: intervalMs ?? before.intervalMs,
        base: base === undefined ? before.base : ownBase(base),
      }
      context.mutations.once(['live'], () => {
        sources.set(sourceId, after)
        if (after.enabled === 1) looks.sync(source)
        if (after.intervalMs < before.intervalMs)
          looks.bringForward(sourceId, context.clock() + after.intervalMs)
        if (after.base !== before.base || (after.enabled === 1 && before.enabled === 0))
          sources.succeed(sourceId)
      })
      deps.changed()
      return views.view(source)
    },
    'live.setKey': async ({ sourceId, key }) => {
      const source = mustKnow(sourceId)
      if (source.connector.key === 'none') throw needsNoKey(source)
      await keys.set(sourceId, key, { by: 'system' })
      return afterKey(source)
    },
    'live.removeKey': ({ sourceId }) => {
      const source = mustKnow(sourceId)
      keys.remove(sourceId)
      return afterKey(source)
    },
    'live.runs': ({ sourceId, limit }) => {
      mustKnow(sourceId)
      return { runs: sources.runs(sourceId, limit) }
    },
  }
}

/** The failure of naming a source that is none. */
export function noSource(known: ReadonlyMap<string, KnownSource>): RefrainError {
  const ids = [...known.keys()].join(', ')
  return new RefrainError(
    'NOT_FOUND',
    `There is no such source. ${ids === '' ? 'This version has none.' : `There are: ${ids}.`} Nothing was changed.`,
  )
}

function checkInterval({ connector }: KnownSource, intervalMs: number): void {
  const longest = longestIntervalOf(connector.id)
  if (intervalMs <= longest) return
  const days = Math.floor(longest / (24 * 60 * 60 * 1000))
  throw new RefrainError(
    'VALIDATION',
    `What ${connector.name} says may only be kept while it is read again: visit it at least every ${String(days)} days. Nothing was changed.`,
    { field: 'intervalMs' },
  )
}

function ownBase(base: string | null): string | null {
  if (base === null) return null
  const address = parseWebAddress(base)
  if (address !== null && address.query === '' && address.fragment === '') return base.replace(/\/+$/, '')
  throw new RefrainError(
    'VALIDATION',
    'This is not the address of a source. Give it as “https://search.example”, without a query. Nothing was changed.',
    { field: 'base' },
  )
}

function needsNoKey({ connector }: KnownSource): RefrainError {
  return new RefrainError('VALIDATION', `${connector.name} needs no key. Nothing was changed.`, {
    field: 'key',
  })
}
