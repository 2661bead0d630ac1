import { describe, expect, it } from 'vitest'
import { completeDraft, draftNow } from '../../../../test/support/draft-input.ts'
import { analyseNotice } from '../analyse/analyse.ts'
import { checkDraft } from '../checks/check-draft.ts'
import { mayGoOut } from '../checks/draft-check.ts'
import { rulesIn } from '../drafts/draft-blocks.ts'
import { composeDraft } from '../drafts/draft-letter.ts'
import { renderDraft } from '../drafts/draft-text.ts'
import { providerKinds } from '../providers.ts'
import { isEuropeanUnion } from './european-union.ts'
import { type ProviderClass, proposeLetter } from './propose.ts'
import { regimes } from './regimes.ts'

const classes: readonly ProviderClass[] = [...providerKinds, 'unknown']
const places = [
  ['abroad', 'tunevault.example', 'United Kingdom'],
  ['in-the-union', 'tunevault.de', 'United Kingdom'],
  ['to-the-world-from-the-union', 'tunevault.example', 'Germany'],
] as const

const proposed = (providerClass: ProviderClass, domain: string, country: string) =>
  proposeLetter({ name: 'TuneVault', domains: [domain], providerClass }, country)

describe('the letter for each class of recipient', () => {
  const all = classes.flatMap((each) => places.map((place) => [each, ...place] as const))

  it.each(all)('%s, %s: holds every element of its law and may go out', (each, _, domain, country) => {
    const { regime, language, regimeReason, languageReason } = proposed(each, domain, country)
    const draft = completeDraft(regime, { language })
    expect(rulesIn(composeDraft(draft).blocks)).toEqual(expect.arrayContaining([...regimes[regime].elements]))
    const { elements } = analyseNotice(renderDraft(draft))
    for (const name of regimes[regime].mustShow)
      expect([name, elements[name].status]).toEqual([name, 'present'])
    expect(mayGoOut(checkDraft(draft, { now: draftNow }))).toBe(true)
    expect([regimeReason, languageReason].join(' ')).toMatch(/^[^.].*[.]$/)
  })

  it('is the one reviewed', async () => {
    const table = all.map(([each, place, domain, country]) => {
      const { regime, language } = proposed(each, domain, country)
      return `${each.padEnd(15)} ${place.padEnd(28)} ${regime} ${language}`
    })
    await expect(`${table.join('\n')}\n`).toMatchFileSnapshot(
      '../../../../test/fixtures/drafts/by-provider-class.txt',
    )
  })

  it('is the one of the step for which a case was carried on, whatever is known of who it goes to', () => {
    const at = (step: 'cdn' | 'host' | 'registrar' | 'search' | 'payment' | 'file-host') =>
      proposeLetter({ name: 'X', domains: ['x.example'], providerClass: 'unknown', step }, 'US').regime
    expect(at('cdn')).toBe('cdn-report')
    expect(at('host')).toBe('host-abuse')
    expect(at('registrar')).toBe('registrar')
    expect(at('search')).toBe('us-512d')
    expect(at('payment')).toBe('payment')
    expect(at('file-host')).toBe('us-512c')
  })

  it('takes no language its recipient refuses', () => {
    const { language, languageReason } = proposeLetter(
      { name: 'Pixeldrain', domains: ['pixeldrain.de'], providerClass: 'file-host' },
      'Germany',
    )
    expect(language).toBe('en')
    expect(languageReason).toContain('English only')
  })

  it('does not take a domain in a country’s zone for a provider of that country when others are elsewhere', () => {
    const regime = (domains: readonly string[]) =>
      proposeLetter({ name: 'X', domains, providerClass: 'video' }, 'United States').regime
    expect(regime(['youtube.com', 'youtu.be'])).toBe('us-512c')
    expect(regime(['a.fr', 'b.fr'])).toBe('eu-dsa-16')
  })
})

it.each(['Germany', ' deutschland ', 'DE', 'España', 'eu'])('%j is in the Union', (country) => {
  expect(isEuropeanUnion(country)).toBe(true)
})
it.each(['', 'United Kingdom', 'GB', 'Norway', 'Switzerland', 'US'])('%j is not in the Union', (country) => {
  expect(isEuropeanUnion(country)).toBe(false)
})
