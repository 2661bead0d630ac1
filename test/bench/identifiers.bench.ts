import { createRandom } from '../../electron/core/sample/random.ts'
import { checkIdentifier, identifierParsers } from '../../shared/domain/identifiers/scheme.ts'
import { median } from './support/statistics.ts'

// Judging a million random strings by the rules of each identifier, beside what only tells whether the same strings,
// made bare, have the form of an ISRC: one regular expression, without a reason or a suggestion. Rates by the clock, and by
// processor time, which says more on a busy machine.

const count = 1_000_000
const rounds = 3
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-. –/'] as [
  string,
  ...string[],
]
const random = createRandom(7)
const strings = Array.from({ length: count }, () =>
  Array.from({ length: random.below(21) }, () => random.pick(letters)).join(''),
)

const form = /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/
const judges: Readonly<Record<string, (raw: string) => unknown>> = {
  ...identifierParsers,
  anyOfThem: (raw) => checkIdentifier(raw),
  peer: (raw) => form.test(raw.replace(/[\s-]/g, '').toUpperCase()),
}

interface Taken {
  readonly ms: number
  readonly cpuMs: number
}

const taken = new Map<string, Taken[]>()
for (let round = 0; round < rounds; round++) {
  for (const [name, judge] of Object.entries(judges)) {
    const cpu = process.cpuUsage()
    const began = performance.now()
    for (const raw of strings) judge(raw)
    const ms = performance.now() - began
    const { user, system } = process.cpuUsage(cpu)
    taken.set(name, [...(taken.get(name) ?? []), { ms, cpuMs: (user + system) / 1000 }])
  }
}

const names = Object.keys(judges)
const rates = (of: (one: Taken) => number) =>
  Object.fromEntries(
    names.map((name) => [name, Math.round((count / median((taken.get(name) ?? []).map(of))) * 1000)]),
  )
console.log(
  JSON.stringify({
    bench: 'identifiers',
    strings: count,
    rounds,
    perSecond: rates(({ ms }) => ms),
    perProcessorSecond: rates(({ cpuMs }) => cpuMs),
    peer: 'a regular expression of the form of an ISRC',
  }),
)
