import { describe, expect, it } from 'vitest'
import { completeDraft, draftNow } from '../../../../test/support/draft-input.ts'
import type { DraftLanguage } from '../drafts/draft-input.ts'
import { checkDraft } from './check-draft.ts'

function found(language: DraftLanguage, freeText: string): readonly string[] {
  const draft = completeDraft('us-512c+eu-dsa-16', { language })
  const details = { ...draft.details, freeText }
  return checkDraft({ ...draft, details }, { now: draftNow }).map(({ code }) => code)
}

describe('words of one’s own', () => {
  it.each<[DraftLanguage, string, string]>([
    ['en', 'trap-threat', 'We will take legal action against you.'],
    ['en', 'trap-threat', 'Otherwise we will see you in court.'],
    ['en', 'trap-threat', 'You owe statutory damages.'],
    ['de', 'trap-threat', 'Sie haften für jeden Abruf.'],
    ['de', 'trap-threat', 'Wir behalten uns Schadensersatz vor.'],
    ['de', 'trap-threat', 'Andernfalls werden wir gerichtliche Schritte einleiten.'],
    ['fr', 'trap-threat', 'Vous êtes responsables de chaque copie.'],
    ['fr', 'trap-threat', 'Nous réclamerons des dommages-intérêts.'],
    ['es', 'trap-threat', 'Ustedes son responsables de cada copia.'],
    ['es', 'trap-threat', 'Reclamaremos daños y perjuicios.'],
    ['pt', 'trap-threat', 'Vocês são responsáveis por cada cópia.'],
    ['pt', 'trap-threat', 'Vamos pedir perdas e danos.'],
    ['de', 'trap-payment', 'Zahlen Sie eine Lizenzgebühr von 500 EUR.'],
    ['fr', 'trap-payment', 'Payez une redevance de 500 €.'],
    ['es', 'trap-payment', 'Paguen 500 € de licencia.'],
    ['pt', 'trap-payment', 'Paguem 500 EUR de licença.'],
    ['de', 'trap-trademark', 'Auch unsere eingetragene Marke wird verletzt.'],
    ['fr', 'trap-trademark', 'Notre marque déposée est aussi utilisée.'],
    ['es', 'trap-trademark', 'También usan nuestra marca registrada.'],
    ['pt', 'trap-trademark', 'Também usam a nossa marca registrada.'],
    ['de', 'trap-1201', 'Dort wird außerdem unser Kopierschutz umgangen.'],
    ['fr', 'trap-1201', 'Ils contournent aussi nos mesures techniques de protection.'],
    ['es', 'trap-1201', 'También eluden nuestras medidas tecnológicas.'],
    ['pt', 'trap-1201', 'Também contornam as nossas medidas tecnológicas.'],
    ['de', 'trap-future-oath', 'Das gilt für alle künftigen Meldungen von uns.'],
    ['fr', 'trap-future-oath', 'Cela vaut pour nos notifications futures.'],
    ['es', 'trap-future-oath', 'Esto vale para todas las notificaciones futuras.'],
    ['pt', 'trap-future-oath', 'Isto vale para todas as notificações futuras.'],
    ['en', 'letter-form', 'I hereby withdraw this notice.'],
    ['de', 'letter-form', 'Ich nehme diese Meldung zurück.'],
    ['fr', 'letter-form', 'Je retire cette notification.'],
    ['es', 'letter-form', 'Retiro esta notificación.'],
    ['pt', 'letter-form', 'Retiro esta notificação.'],
    ['de', 'indemnity', 'Ich stelle Sie von allen Kosten frei.'],
    ['fr', 'indemnity', 'Je vous indemniserai de tout dommage.'],
    ['es', 'indemnity', 'Les indemnizaré por cualquier coste.'],
    ['pt', 'indemnity', 'Vou indenizá-los por qualquer custo.'],
  ])('%s: %s: %s', (language, code, words) => {
    expect(found(language, words)).toContain(code)
    expect(found('en', words)).toContain(code)
  })

  it.each<[DraftLanguage, string]>([
    ['en', 'I wrote to the uploader twice; the tape was pressed in court houses and churches.'],
    [
      'en',
      'My earlier notice of 3 May named a wrong address; the uploader’s counter-notice was about that one.',
    ],
    ['de', 'Die Aufnahme entstand 2024 in Hamburg; der Hochlader antwortet nicht.'],
    ['de', 'Das Titelbild zeigt eine Briefmarke zu 20 €.'],
    ['fr', 'L’enregistrement a été publié le 3 mars 2026 ; le compte ne répond pas.'],
    ['es', 'La grabación se publicó en 2026; quien la subió no responde.'],
    ['pt', 'A gravação foi publicada em 2026; quem a enviou não responde.'],
  ])('that only tell what happened hold nothing back: %s: %s', (language, words) => {
    expect(found(language, words)).toEqual([])
  })

  it.each([
    ['I withdraw this notice. It was sent in error', 'letter-form'],
    ['[your name]', 'letter-form'],
    ['Quay. You are liable for every copy', 'trap-threat'],
  ])('are also the names in a label line that the letter answers: %s', (licensedTo, code) => {
    const draft = completeDraft('us-512c')
    const items = draft.items.map((item) => ({ ...item, licensedTo }))
    const details = { ...draft.details, deniedLicenses: [licensedTo] }
    expect(checkDraft({ ...draft, items, details }, { now: draftNow }).map((check) => check.code)).toContain(
      code,
    )
  })
})
