import { describe, expect, it } from 'vitest'
import { completeDraft, draftItemWith, draftNow } from '../../../../test/support/draft-input.ts'
import { analyseNotice } from '../analyse/analyse.ts'
import { checkDraft } from '../checks/check-draft.ts'
import { mayGoOut } from '../checks/draft-check.ts'
import { findRule } from '../rules/all-rules.ts'
import { draftRegimes, regimes } from '../rules/regimes.ts'
import { draftLanguages } from './draft-input.ts'
import { rulesIn } from './draft-blocks.ts'
import { composeDraft } from './draft-letter.ts'
import { renderDraft } from './draft-text.ts'
import { opening } from './draft-parts.ts'
import { frameOf } from './frame.ts'

const context = { now: draftNow }
const flat = (text: string) => text.replace(/\s+/g, ' ')
const everyLetter = draftRegimes.flatMap((regime) =>
  draftLanguages
    .filter((language) => regimes[regime].languages?.includes(language) ?? true)
    .map((language) => [regime, language] as const),
)

describe('every regime in every language', () => {
  it.each(everyLetter)(
    '%s, %s: contains each element of its table, and the analyser finds them',
    (regime, language) => {
      const input = completeDraft(regime, { language })
      const letter = composeDraft(input)
      expect(rulesIn(letter.blocks)).toEqual(expect.arrayContaining([...regimes[regime].elements]))
      const { elements, kind, isNotice } = analyseNotice(renderDraft(input))
      for (const name of regimes[regime].mustShow)
        expect([name, elements[name].status]).toEqual([name, 'present'])
      expect([kind, isNotice]).toEqual(regime === 'withdrawal' ? ['withdrawal', false] : ['takedown', true])
      expect(mayGoOut(checkDraft(input, context))).toBe(true)
    },
  )

  it.each(draftRegimes)('%s reads as reviewed', async (regime) => {
    await expect(renderDraft(completeDraft(regime))).toMatchFileSnapshot(
      `../../../../test/fixtures/drafts/${regime}.txt`,
    )
  })

  it.each(['de', 'fr', 'es', 'pt'] as const)(
    'the letter under both laws reads as reviewed in %s',
    async (language) => {
      await expect(renderDraft(completeDraft('us-512c+eu-dsa-16', { language }))).toMatchFileSnapshot(
        `../../../../test/fixtures/drafts/us-512c+eu-dsa-16.${language}.txt`,
      )
    },
  )
})

describe('a letter', () => {
  it('under American law in another language carries the statute’s words in English too, once', () => {
    const text = flat(renderDraft(completeDraft('us-512c', { language: 'de' })))
    const { goodFaith, accuracy, authority } = frameOf('en')
    for (const words of [goodFaith, accuracy, authority]) {
      expect(text.split(words)).toHaveLength(2)
    }
  })

  it('swears to the authority to act and to nothing else, and threatens nobody', () => {
    for (const [regime, language] of everyLetter) {
      const text = flat(renderDraft(completeDraft(regime, { language })))
      expect(text).not.toMatch(/liab|lawsuit|damages|haft(?:bar|en)|settle|indemn/i)
      const oath = /[^.]*penalty of perjury[^.]*\./.exec(text)?.[0] ?? ''
      expect(oath).not.toMatch(/accurate|good faith/)
    }
  })

  it('says of every sentence where it comes from, and keeps the versions', () => {
    for (const [regime, language] of everyLetter) {
      const { blocks, ruleVersions } = composeDraft(completeDraft(regime, { language }))
      for (const rule of rulesIn(blocks)) {
        expect(findRule(rule)?.source).not.toBe('')
        expect(ruleVersions[rule]).toBe(findRule(rule)?.version)
      }
    }
  })

  it('says that a company owns or licenses, where one does, and never that its writer does', () => {
    for (const role of ['owner', 'exclusive-licensee'] as const) {
      for (const [regime, language] of everyLetter) {
        const draft = completeDraft(regime, { language })
        const claimant = draft.claimant && { ...draft.claimant, role, company: 'Vale Music Ltd' }
        const text = flat(renderDraft({ ...draft, claimant }))
        expect(text).toMatch(/(?:for|für|pour|por) Vale Music Ltd[,; ]/)
        expect(text).not.toMatch(/\bI own\b/)
        expect(
          mayGoOut(
            checkDraft(
              {
                ...draft,
                claimant,
                items: draft.items.map((item) => ({ ...item, catalogueOwner: 'Vale Music Ltd' })),
              },
              context,
            ),
          ),
        ).toBe(true)
      }
    }
  })

  it.each(draftLanguages)(
    'that takes a notice back claims nothing and is signed by nobody: %s',
    (language) => {
      for (const role of ['owner', 'exclusive-licensee', 'agent'] as const) {
        const draft = completeDraft('withdrawal', { language })
        const claimant = draft.claimant && { ...draft.claimant, role }
        const text = flat(renderDraft({ ...draft, claimant }))
        const { labels, sections, rights } = frameOf(language)
        for (const claim of [
          labels.right,
          `${labels.material}:`,
          sections.works,
          '/s/',
          ...Object.values(rights),
        ])
          expect(text.toLowerCase()).not.toContain(claim.toLowerCase())
        expect(text).not.toContain(opening({ ...draft, claimant }, frameOf(language)))
        expect(text).toContain('Ana Valera Ruiz')
      }
    },
  )

  it.each(draftLanguages)(
    'gives as reason whose the rights are, in one capacity and not in two: %s',
    (language) => {
      const draft = completeDraft('eu-dsa-16', { language })
      const { whose } = frameOf(language)
      const textAs = (fields: object) =>
        flat(renderDraft({ ...draft, claimant: draft.claimant && { ...draft.claimant, ...fields } }))
      const cases = [
        [{ role: 'owner' }, whose.owner],
        [{ role: 'exclusive-licensee' }, whose['exclusive-licensee']],
        [{ role: 'agent', artistName: 'Nova Tern' }, whose.agent.replace('{owner}', 'Nova Tern')],
        [{ role: 'owner', company: 'Quay Ltd' }, whose.agent.replace('{owner}', 'Quay Ltd')],
        [
          { role: 'exclusive-licensee', company: 'Quay Ltd' },
          whose.licensedCompany.replace('{owner}', 'Quay Ltd'),
        ],
      ] as const
      for (const [fields, words] of cases) expect(textAs(fields)).toContain(words)
      expect(textAs({ role: 'agent', artistName: 'Nova Tern' })).not.toContain(whose.owner)
    },
  )

  it.each(draftLanguages)('denies a license that a label line names only when told to: %s', (language) => {
    const draft = completeDraft('us-512c+eu-dsa-16', { language })
    const items = draft.items.map((item) => ({ ...item, licensedTo: 'Quay Records' }))
    const denial = frameOf(language).noLicense.replace('{licensee}', 'Quay Records')
    expect(flat(renderDraft({ ...draft, items }))).not.toContain(denial)
    expect(mayGoOut(checkDraft({ ...draft, items }, context))).toBe(false)
    const told = { ...draft, items, details: { ...draft.details, deniedLicenses: ['Quay Records'] } }
    expect(flat(renderDraft(told))).toContain(denial)
    expect(mayGoOut(checkDraft(told, context))).toBe(true)
  })

  it('under Art. 16 DSA shows neither address nor telephone number', () => {
    const text = renderDraft(completeDraft('eu-dsa-16'))
    expect(text).not.toMatch(/Quay Street|\+44/)
    expect(text).toContain('rights@lunavale.example')
  })

  it('never contains a declaration that was not made', () => {
    const statements = { goodFaith: false, accurate: false, complete: false }
    for (const [regime, language] of everyLetter) {
      const draft = completeDraft(regime, { language, statements })
      const { elements } = analyseNotice(renderDraft(draft))
      for (const name of ['goodFaith', 'accuracy', 'authority'] as const)
        expect(elements[name].status, regime).not.toBe('present')
      const declares = regimes[regime].american || regimes[regime].european
      expect(mayGoOut(checkDraft(draft, context))).toBe(!declares)
    }
  })

  it('of two hundred items stays one entry a work', () => {
    const items = Array.from({ length: 200 }, (_, at) =>
      draftItemWith({
        findingId: at,
        recordingId: at % 5,
        title: `Song ${at % 5}`,
        url: `https://tunevault.example/d/${at}`,
      }),
    )
    const letter = composeDraft(completeDraft('eu-dsa-16', { items }))
    const works = letter.blocks.flatMap((block) => (block.kind === 'works' ? block.works : []))
    expect(works.map(({ materials }) => materials.length)).toEqual([40, 40, 40, 40, 40])
  })
})
