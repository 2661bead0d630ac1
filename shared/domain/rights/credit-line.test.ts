import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditLine, type LineCredit, spacedPhrase } from './credit-line.ts'
import { contributionRoles, isRole, roleLabel, rolesFor, writerRoles } from './roles.ts'

function credit(name: string, fields: Partial<LineCredit> = {}): LineCredit {
  return { name, creditedAs: '', role: 'main-artist', joinPhrase: '', ...fields }
}
const featured = { role: 'featured-artist' }

describe('creditLine', () => {
  it.each([
    ['Vela', [credit('Vela')]],
    ['Vela & Orin', [credit('Vela'), credit('Orin')]],
    ['Vela, Orin & Tam', [credit('Vela'), credit('Orin'), credit('Tam')]],
    ['Vela feat. Orin', [credit('Vela'), credit('Orin', featured)]],
    ['Vela & Tam feat. Orin, Una & Nell', [
      credit('Vela'), credit('Tam'), credit('Orin', featured), credit('Una', featured), credit('Nell', featured),
    ]],
    ['Vela feat. Orin', [credit('Orin', featured), credit('Vela')]],
    ['Vela vs. DJ O', [credit('Vela', { joinPhrase: 'vs.' }), credit('Orin', { creditedAs: 'DJ O' })]],
    ['Vela, with Orin', [credit('Vela', { joinPhrase: ', with' }), credit('Orin')]],
    ['Vela', [credit('Vela'), credit('Ada', { role: 'producer' })]],
    ['', [credit('Ada', { role: 'producer' })]],
    ['', []],
  ] satisfies [string, LineCredit[]][])('prints %j', (line, credits) => {
    expect(creditLine(credits)).toBe(line)
  }) // prettier-ignore

  it('holds every artist in order, and ends with a name (property)', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{2,8}$/), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        names,
        fc.nat({ max: 8 }),
        fc.constantFrom('', 'x', ',', '&', ' and '),
        (list, main, join) => {
          const credits = list.map((name, index) =>
            credit(name, { joinPhrase: join, role: index < main ? 'main-artist' : 'featured-artist' }),
          )
          const line = creditLine(credits)
          let at = -1
          for (const name of list) {
            const found = line.indexOf(name, at + 1)
            expect(found).toBeGreaterThan(at)
            at = found
          }
          expect(line.endsWith(list.at(-1) ?? '')).toBe(true)
          expect(line).not.toMatch(/ {2}/)
        },
      ),
    )
  })

  it('spaces a phrase once (property)', () => {
    expect(['feat.', ',', ' & ', '', ' ', ' x\n'].map(spacedPhrase)).toEqual([
      ' feat. ',
      ', ',
      ' & ',
      '',
      ' ',
      ' x ',
    ])
    fc.assert(
      fc.property(fc.string(), (phrase) => {
        expect(spacedPhrase(spacedPhrase(phrase))).toBe(spacedPhrase(phrase))
      }),
    )
  })
})

describe('roles', () => {
  it('have one code and one label each', () => {
    expect(new Set(contributionRoles.map(({ code }) => code)).size).toBe(contributionRoles.length)
    expect(new Set(contributionRoles.map(({ label }) => label)).size).toBe(contributionRoles.length)
  })
  it('fit their subject', () => {
    expect(rolesFor('work').map(({ code }) => code)).toContain('lyricist')
    expect(rolesFor('recording').map(({ code }) => code)).not.toContain('lyricist')
    expect(writerRoles).toContain('composer-lyricist')
    expect(isRole('conductor')).toBe(true)
    expect(isRole('wizard')).toBe(false)
    expect(roleLabel('wizard')).toBe('wizard')
  })
})
