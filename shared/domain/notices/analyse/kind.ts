import type { AnalysedRegime, NoticeKind } from './notice-analysis.ts'
import { accurateAndComplete, belief, has, perjury } from './phrases.ts'
import type { Reading } from './reading.ts'
import { isAboutCircumvention } from './work.ts'

/** The sender's own words, and the directions and questions of a form, each as one text. */
export interface Voices {
  readonly own: string
  readonly form: string
}

/** Longest part of a text that decides what kind it is: its beginning and its end. */
const decisive = 60_000

/** One line without addresses: “dmca@…” says nothing about the law. */
function prose(text: string): string {
  const words = text.replace(/https?:\/\/\S+/g, ' ')
  const plain = words.includes('@') ? words.replace(/[\w.+-]{1,64}@[\w.-]{1,100}/g, ' ') : words
  return plain.replace(/\s+/g, ' ')
}

export function voicesOf(reading: Reading): Voices {
  const join = (speaker: 'sender' | 'form') => {
    const text = reading.sentences
      .filter((sentence) => sentence.speaker === speaker)
      .map(({ text }) => text.trim())
      .join('\n')
    return text.length <= 2 * decisive ? text : `${text.slice(0, decisive)}\n${text.slice(-decisive)}`
  }
  return { own: prose(join('sender')), form: prose(join('form')) }
}

const infringement =
  /\b(?:never|not|nobody|no one|no)\b[^.]{0,30}\b(?:permission|permit\w*|allow\w*|agreed?|licen[cs]ed?|(?:said|say) yes)\b|\bdidn't (?:allow|agree|permit|license)\b|\b(?:is|are|that's|thats|it's|its) (?:my|our) (?:own )?(?:music|songs?|tracks?|beats?|albums?|recordings?|tapes?)\b|\bstolen\b|\bstole\b|\billegal content\b|\bdigital services act\b|\bunlicen[sc]ed\b|\bwithout (?:any |a |my |our )?(?:licen[cs]e|permission|authori[sz]ation)|\binfring\w*|\bcopyright\w*|\bpirat\w*|\bdmca\b|\b512\b|\bplagiari\w*|\b1201\b|urheberrecht|droits? d'auteur|derechos? de autor|direitos? autora|diritt[oi] d'autore|senza (?:la mia )?autorizzazione/
const asksRemoval =
  /\b(?:remov\w+|take[n]?[ -]?down|disabl\w+|delet\w+|block\w*|delist\w*|cease|expeditiously|takedown|entfern\w*|sperr\w*|lösch\w*|supprim\w*|retir\w*|elimin\w*|remoção|remover|rimozione|rimuov\w+|reported)\b/
const counter = [
  /\bcounter[- ]?(?:notice|notification|claim)s?\b|gegen(?:darstellung|mitteilung|anzeige)|contre-notification|contranotificaci|contranotificaç|contra-?notifica/,
  /\b(?:mistake or (?:a )?misidentification|mistaken(?:ly)? (?:removed|disabled|identified)|misidentif\w+|(?:removed|taken down|disabled|blocked|deleted) (?:or disabled )?(?:by|in) (?:mistake|error)|result of (?:a )?mistake)/,
  /\b(?:consent to|submit to|agree to|accept) the (?:personal )?jurisdiction|jurisdiction of (?:the )?(?:u\.?s\.? |united states )?(?:federal )?district court/,
  /\baccept service of process/,
  /\b(?:reinstat\w+|restor\w+|put (?:it |them |this |that )?back|re-?enable)\b/,
] as const
const withdrawal =
  /\b(?:nehme|ziehe)n?\b[^!?]{0,60}\b(?:meldung|anzeige|beschwerde)\b[^!?]{0,60}\bzurück|\bretire\b[^.]{0,20}\bnotification\b|\bretiro\b[^.]{0,20}\bnotifica(?:ción|ção)\b|\b(?:withdraw(?:n|s|al)?|retract(?:s|ed|ion|ing)?|rescind(?:ed|ing)?|revok(?:e|ed|ing)|cancel(?:led|ling)?|reversal of|reverse)\b[^.]{0,80}\b(?:notice|notification|complaint|claim|request|takedown|report|submission)s?\b|\b(?:notice|notification|complaint|claim|takedown|report)s?\b[^.]{0,60}\b(?:(?:is|was|are|were|been) (?:hereby )?(?:withdrawn|retracted|rescinded|revoked|submitted in error|sent in error|a mistake)|(?:sent|submitted|filed) (?:in error|by mistake|mistakenly))/
const court =
  /\b(?:filed|commenced|initiated|brought|instituted|lodged)\b[^.]{0,100}\b(?:action|lawsuit|complaint|suit|proceedings?|claim)\b[^.]{0,120}\b(?:court|copyright claims board|ccb)\b|\b(?:lawsuit|civil action|complaint)\b[^.]{0,60}\b(?:was|has been|been) filed\b/
const courtPurpose =
  /\b(?:counter[- ]?(?:notice|notification)|512\(g\)|restrain\w*|do not (?:restore|reinstate|replace)|not (?:be )?(?:restored|reinstated|replaced)|seeking (?:a court )?order|remain(?:s)? (?:disabled|down|removed))\b/
const teaches =
  /\b(?:complaining party|service provider|designated agent|must include|must be a written|substantially the following|you (?:must|should|can)|how to|your notice|notice must)\b/g

/** What a text is, from the sender's own words. */
export function kindOf(reading: Reading, { own, form }: Voices, hasMaterial: boolean): NoticeKind {
  if (reading.masked.trim() === '') return 'empty'
  const disputes = counter.filter((sign) => sign.test(own)).length
  const suit = court.test(own) && courtPurpose.test(own)
  if (suit && !/\bi (?:consent|will accept)\b/.test(own)) return 'court-action'
  if (
    disputes >= 3 ||
    (disputes >= 2 &&
      !has(perjury, own.replace(/counter/g, '')) &&
      !/\bwe request (?:the )?remov/.test(own)) ||
    isCounter(own, disputes)
  )
    return 'counter-notice'
  if (withdrawal.test(own) && !claimsAnew(own)) return 'withdrawal'
  if (own.trim().length < 40 && form.length > 100 && !hasMaterial)
    return (form.match(teaches)?.length ?? 0) >= 2 ? 'guidance' : 'blank-form'
  if (isGuidance(own, hasMaterial)) return 'guidance'
  if (isOtherMail(own, hasMaterial)) return 'other'
  if (isAboutCircumvention(reading) && (asksRemoval.test(own) || hasMaterial)) return 'circumvention'
  const complains = asksRemoval.test(own) || has(belief, own)
  if (infringement.test(own) && (complains || (hasMaterial && !onlyMentions(own)))) {
    return /\btrade ?mark/.test(own) && !/\bcopyright/.test(own) ? 'trademark' : 'takedown'
  }
  if (/\btrade ?marks?\b/.test(own) && asksRemoval.test(own)) return 'trademark'
  return hasMaterial && (has(belief, own) || infringement.test(form)) ? 'takedown' : 'other'
}

const toldOfCounter = /\b(?:if|when|should|once)\b[^.]{0,60}\bcounter[- ]?(?:notice|notification)/

/** Copyright is a word of its own there, and nothing says that somebody infringes it. */
function onlyMentions(own: string): boolean {
  return !infringement.test(own.replace(/\b(?:copyright\w*|dmca|512)\b/g, ' '))
}

/** A counter-notice by its core: what was removed by mistake, or what it calls itself first of all. */
function isCounter(own: string, disputes: number): boolean {
  const head = own.slice(0, 300)
  return (
    (disputes >= 1 && counter[1].test(own) && !/not authori[sz]ed by/.test(own)) ||
    (counter[0].test(head) && !toldOfCounter.test(head) && !asksNewRemoval(head) && !withdrawsFirst(head))
  )
}

/** A work may be called “Counter-Notice”: what comes first says what the letter is. */
function withdrawsFirst(head: string): boolean {
  const at = head.search(withdrawal)
  return at >= 0 && at < head.search(counter[0])
}

function asksNewRemoval(head: string): boolean {
  return /\b(?:please|request|ask)\b[^.]{0,60}\b(?:remove|take ?down|disable)\b/.test(head)
}

/** A new notice may mention that an older one was withdrawn. */
function claimsAnew(own: string): boolean {
  return has(belief, own) && has(perjury, own) && /not authori[sz]ed|unauthori[sz]ed/.test(own)
}

const claims =
  /\bmy (?:own )?(?:music|songs?|tracks?|beats?|recordings?|works?)\b|\b(?:i|we) (?:own|hold|represent)\b|\bour client\b/
const asks =
  /\b(?:would|'d) (?:like|love) to licen[cs]e\b|\blicen[cs](?:e|ing) (?:request|offer|proposal)\b|\bthe (?:licen[cs]e )?fee would be\b/
const contract = /\b(?:licensor|licensee|this agreement|hereinafter|the parties)\b/g
const advertises = /\bunsubscribe\b|\bbulletproof\b|\bdmca[- ]ignor/
const answersNotice =
  /\bwe(?: have|'ve)? (?:removed|disabled|taken down)\b|\bthank(?:s| you) for (?:your (?:message|notice|report|e-?mail)|contacting|reporting|writing)\b/
const warnsRecipient =
  /\byour (?:account|posts?|page|profile|channel)\b[^.!]{0,80}\b(?:deleted|suspended|disabled|closed|restricted|terminated)\b/

/** Speaks of copyright and complains of nothing: an offer, a contract, an advertisement, a threat to who reads it. */
function isOtherMail(own: string, hasMaterial: boolean): boolean {
  if (has(belief, own) && has(perjury, own)) return false
  if (asks.test(own) && !/\binfring\w*|\bwithout\b/.test(own)) return true
  if (!hasMaterial && (own.match(contract)?.length ?? 0) >= 3) return true
  if (claims.test(own) || has(belief, own)) return false
  return [advertises, warnsRecipient, answersNotice].some((each) => each.test(own))
}

function isGuidance(own: string, hasMaterial: boolean): boolean {
  const lessons = own.match(teaches)?.length ?? 0
  const speaks =
    /\bi (?:have|am|swear|declare|state|hereby|own|write)\b|\bwe (?:have|are|own|write|represent|hereby|request)\b|\bmy (?:work|song|copyright|music)/.test(
      own,
    )
  return lessons >= 2 && !hasMaterial && (!speaks || lessons >= 5)
}

const dsa =
  /\bdigital services act\b|\b2022\/2065\b|\bart(?:icle|\.)? ?16(?:\(\d\))? (?:of the )?(?:eu )?(?:dsa|digital)|\bdsa\b|gesetz über digitale dienste|digitale-dienste-gesetz|règlement (?:\(ue\)|sur les services numériques)|ley de servicios digitales|reglamento (?:\(ue\)|de servicios digitales)|regulamento (?:\(ue\)|dos serviços digitais)/
const us = /\bdmca\b|digital millennium|\b512\s?\(c\)|\b17 u\.?s\.?c\b|\b512\b/

/** The law a text follows: the one it names, else the one whose declarations it makes. */
export function regimeOf({ own, form }: Voices, kind: NoticeKind): AnalysedRegime {
  if (kind === 'counter-notice' || kind === 'court-action') return 'us-512g'
  const text = `${own} ${form}`
  const european = dsa.test(text)
  const american = us.test(own) || has(perjury, own)
  if (kind === 'circumvention' && !european) return 'us-1201'
  if (european && american) return 'us-512c+eu-dsa-16'
  if (european) return 'eu-dsa-16'
  if (
    /\b41\.2[56]\b|notice[- ]and[- ]notice|copyright act,? \(?(?:r\.s\.c|canada)|r\.s\.c\. ?,?1985/.test(text)
  )
    return 'ca-41.25'
  if (
    /electronic commerce \(ec directive\)|copyright,? designs and patents act|\bcdpa\b|\b2002\/2013\b/.test(
      text,
    ) &&
    !american
  )
    return 'uk-ecommerce'
  if (
    /\b512\s?\(d\)/.test(own) ||
    /\b(?:search (?:results?|index|engine)|delist\w*|de-?index\w*)\b/.test(own)
  )
    return 'us-512d'
  if (american || has(belief, own) || has(belief, form) || /\bdmca\b/.test(form))
    return has(accurateAndComplete, own) && !american ? 'eu-dsa-16' : 'us-512c'
  return 'unknown'
}
