import { describe, expect, it } from 'vitest'
import { completeDraft, draftNow } from '../../../../test/support/draft-input.ts'
import { checkDraft } from '../checks/check-draft.ts'
import { mayGoOut } from '../checks/draft-check.ts'
import { renderDraft } from '../drafts/draft-text.ts'
import { draftRegimes, regimes } from '../rules/regimes.ts'
import { analyseNotice } from './analyse.ts'

const names = [
  ...[
    'X Æ A-12',
    'Ólafur Arnalds',
    '宇多田ヒカル',
    '宇多田・ヒカル',
    '50 Cent',
    'deadmau5',
    '!!!',
    '311',
    '+/-',
  ],
  ...['Will Oldham', 'The Edge', 'J', '王', '*NSYNC', 'A$AP Rocky', 'will.i.am', 'Yes No', '¿Téo?', '† † †'],
  ...['محمد عبده', 'ए. आर. रहमान', 'Sunn O)))', 'True Love', 'María José de la Cruz Fernández y García'],
  'Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios Cipriano de la Santísima Trinidad Ruiz y Picasso',
]

const signatureOf = (foot: string) =>
  analyseNotice(`Please remove https://files.example/d/1\n\n${foot}\n`).elements.signature.status

describe('a signature by name', () => {
  it.each(names)('is recognized behind its mark: %s', (name) => {
    expect(signatureOf(`/s/ ${name}`)).toBe('present')
    expect(signatureOf(`Signature:   /s/ ${name}`)).toBe('present')
  })

  it.each(names)('keeps no draft of one’s own back: %s', (legalName) => {
    for (const regime of draftRegimes.filter((each) => regimes[each].mustShow.includes('signature'))) {
      const draft = completeDraft(regime)
      const claimant = draft.claimant && { ...draft.claimant, legalName }
      const signature = { ...draft.signature, name: legalName }
      const signed = { ...draft, claimant, signature }
      expect([regime, mayGoOut(checkDraft(signed, { now: draftNow }))]).toEqual([regime, true])
      expect(analyseNotice(renderDraft(signed)).elements.signature.status).toBe('present')
    }
  })

  it.each([
    'X Æ A-12',
    '50 Cent',
    'deadmau5',
    'Will Oldham',
    '宇多田ヒカル',
    'A$AP Rocky',
    'Ana Lucía de la Vega',
  ])('is recognized after a closing formula and in a field: %s', (name) => {
    expect(signatureOf(`Sincerely,\n${name}`)).toBe('present')
    expect(signatureOf(`Signature: ${name}`)).toBe('present')
  })

  it.each([
    ...[
      '/s/ ____',
      '/s/ [name]',
      'Signature: [name]',
      '/s/',
      'Signature: ..........',
      '/s/ {{name}}',
      '/s/ n/a',
    ],
    ...['/s/ [your name]', '/s/ Your Full Name', '/s/ Name', '/s/ (signature)', '/s/ 2026-11-22', '/s/ xxxx'],
    ...['Signature: /s/ [ missing: signature ]', 'Sincerely,\n[name]', 'Regards,\nYour Name', '/s/ -----'],
    ...['Sincerely,\n12 Quay Street', 'Sincerely,\n10115 Berlin', 'Regards,\nTel 0117 496', '/s/ ...'],
    ...['Regards,\nI will sign the letter', '/s/ I swear under penalty of perjury', 'Regards,\nPlease act!'],
  ])('is no empty place, day, address or sentence: %s', (foot) => {
    expect(signatureOf(foot)).toBe('missing')
  })
})
