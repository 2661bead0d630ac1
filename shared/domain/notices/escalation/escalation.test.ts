import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EscalationFacts, escalationPath } from './escalation.ts'

const path = (facts: Partial<EscalationFacts>) =>
  escalationPath({
    kind: 'unknown',
    fileElsewhere: false,
    behindCdn: false,
    hostKnown: false,
    sells: false,
    ...facts,
  }).map(({ code }) => code)

describe('the way on', () => {
  it('starts at the file, not at the listing', () => {
    expect(path({ fileElsewhere: true, behindCdn: true, sells: true })).toEqual([
      'file-host',
      'cdn',
      'host',
      'registrar',
      'search',
      'payment',
    ])
  })

  it('of an established service begins and mostly ends there', () => {
    expect(path({ kind: 'audio' })).toEqual(['service', 'search'])
    expect(path({ kind: 'streaming' })).toEqual(['service', 'distributor'])
  })

  it('of a shadow library is delisting before the registrar', () => {
    expect(path({ kind: 'shadow-library', behindCdn: true })).toEqual(['cdn', 'host', 'search', 'registrar'])
  })

  it('of a torrent ends in watching: nobody hosts the swarm', () => {
    expect(path({ kind: 'torrent-index' })).toEqual(['search', 'registrar', 'monitor'])
  })

  it('names each step once and never none', () => {
    const facts = fc.record({
      kind: fc.constantFrom(
        'unknown' as const,
        'audio' as const,
        'file-host' as const,
        'torrent-index' as const,
        'shadow-library' as const,
        'streaming' as const,
      ),
      fileElsewhere: fc.boolean(),
      behindCdn: fc.boolean(),
      hostKnown: fc.boolean(),
      sells: fc.boolean(),
    })
    fc.assert(
      fc.property(facts, (given) => {
        const codes = escalationPath(given).map(({ code }) => code)
        expect(codes.length).toBeGreaterThan(0)
        expect(new Set(codes).size).toBe(codes.length)
      }),
    )
  })
})
