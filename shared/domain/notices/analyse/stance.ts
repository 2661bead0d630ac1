import type { Sentence } from './reading.ts'

/**
 * In which way words stand in a text. Only `declared` counts as a declaration of the sender.
 * `asked`: in a question or direction of a form. `agreed`: such a question, answered with yes. `quoted`: somebody
 * else's words, for example the statute's. `weak`: hedged or only promised. `denied`: said not to be so.
 */
export type Stance = 'declared' | 'weak' | 'agreed' | 'asked' | 'quoted' | 'denied'

/** From best to worst, for choosing among several places. */
export const stanceOrder: readonly Stance[] = ['declared', 'weak', 'agreed', 'asked', 'quoted', 'denied']

const yes =
  /^(?:\[[x✓]\]|☑|☒|✓|✔|a[.:]\s*)?\s*(?:yes|i do|i agree|agreed|i confirm|confirmed|checked|true|x\b|correct|ja|oui|sim)\b|^s[ií](?:\W|$)/

/** Speaks of what a notice has to contain instead of containing it. */
const describes =
  /\b(?:complaining party|statements? (?:by (?:you|the)|that (?:you|the|he|she|it)|of (?:your|the)|under penalty|that)|a (?:good faith|bona fide) (?:belief )?statement|(?:must|should|shall|needs? to|has to|have to|required to) (?:also )?(?:include|contain|state|be(?! (?:\w+ )?(?:removed|disabled|taken|deleted|blocked|delisted))|have|declare|swear|say|affirm)|(?:requires?|asks? for|demands?)\b(?! removal| you to remove)|you (?:must|should|have|swear|declare|state|believe|are)|your (?:statement|good|signature)|whether|notification of claimed infringement (?:must|means)|to be effective|for example|e\.g\.|such as|the (?:claimant|complainant|notifier|sender|reporter|applicant|user|uploader|provider|respondent) (?:must|has|have|is|should|swears|states)|(?:he|she|they) (?:has|have|must|should|swear|is|are))\b/
/** “as required by …, I have”: whoever says so declares all the same. */
const ownVoice =
  /\b(?:i|we|undersigned|our client|my client|the company|company)\b[^"]{0,80}$|\b(?:ich|wir|je|nous|yo|eu|nós|declaro|declaramos|juro|afirmo)\b[^"]{0,80}$/
const mandated =
  /\b(?:requires?|must|should|need(?:s|ed)?|asks?|asked|wants?|expects?|obliges?|tells?|told|supposed)\b(?: \w+){0,3} (?:to )?(?:that |(?:state|declare|swear|say|affirm|include|write)\b[^"]{0,40}\b(?:that )?)(?:i|we|a|the|one)\b[^"]{0,60}$|\b(?:i|we) (?:must|should|have to|need to|am required to|are required to|was asked to|am asked to|am supposed to)\b[^"]{0,60}$/
const denies =
  /\b(?:(?:do|does|did|can|could|will|would|am|is|are)(?: not|n't)|cannot|can't|won't) (?:yet )?(?:have|hold|swear|state|declare|believe|affirm|certify|claim|say|make|willing|able|prepared)\b[^"]{0,60}$|\b(?:cannot|can't|won't|refuse to|unable to|unwilling to|decline to|never|lack(?:s)?|without|no longer)\b(?: \w+){0,4} ?$|\bno (?:good faith )?$|\b(?:am|are)(?: not|n't) (?:yet |currently |duly |really )?$/
const conditional =
  /^\s*(?:["'(]\s*)?(?:if|unless|should|when|once|in case|were|provided that|assuming|wenn|falls|sofern|si|se|caso)\b/
const weakens =
  /\b(?:will|would|could|can|shall|may|might|am willing to|am prepared to|am ready to|are willing to|are prepared to|are ready to|intend to|plan to|going to|happy to|glad to|hope to) (?:(?:also|gladly|then|later|soon|shortly|tomorrow|certainly|of course|be (?:able|willing|prepared|ready|happy|glad) to) )?(?:have|swear|state|declare|certify|affirm|confirm|provide|make|sign|submit|attest|give|send|supply)\b[^"]{0,90}$/
const attributed =
  /\b(?:requires?|statutes?|section|sec\.|§|512|article|law|act|code|guide(?:lines?)?|policy|form|template|example|sample|reads?|says?|asks?|must|should|need|wording|contains?|provides?|called|phrases?|include|following statement|following text|following words|required statement|type|write|copy)\b/
const adopts =
  /\b(?:i|we)\b(?: \w+){0,3} (?:state|declare|swear|affirm|certify|confirm|attest|say|make|adopt)\b[^".!?]{0,60}$|^\s*(?:my )?(?:statements?|declarations?)\s*:?\s*$/

const adoptedAfter = /\b(?:i|we) (?:hereby )?so (?:declare|state|swear|affirm|certify)\b/

/** How the words that start at `index` of a sentence stand there. */
export function stanceAt(sentence: Sentence, index: number): Stance {
  const { text, speaker, before } = sentence
  if (speaker === 'quoted' || speaker === 'publisher') return 'quoted'
  if (speaker === 'form') return yes.test(sentence.after) ? 'agreed' : 'asked'
  const lead = text.slice(Math.max(0, index - 400), index)
  if (insideQuotes(sentence, index)) return quotedStance(`${before} ${lead}`)
  if (directedTo(before) && /^\s*"?$/.test(lead.slice(0, 2)) && isLabel(before)) return 'asked'
  if (denies.test(lead)) return 'denied'
  if (mandated.test(lead)) return 'quoted'
  if (describes.test(lead) && !declaresItself(lead) && !adoptedAfter.test(text.slice(index))) return 'quoted'
  if (conditional.test(text) && !/\b(?:then|,) (?:i|we)\b/.test(lead)) return 'weak'
  return weakens.test(lead) ? 'weak' : 'declared'
}

/** After all the talk about what the law asks, the sender says it: “As the statute requires, I have …”. */
function declaresItself(lead: string): boolean {
  const last = lead.slice(-120)
  return ownVoice.test(last) && !describes.test(last.slice(last.search(ownVoice)))
}

function insideQuotes({ text, before }: Sentence, index: number): boolean {
  const own = text.slice(0, index)
  const opened = (own.match(/"/g)?.length ?? 0) % 2 === 1
  if (opened) return true
  const single = /(?:^|[\s:(])'(?!\s)[^']{0,200}$/.exec(own)
  if (single !== null && !/\bs'/.test(own)) return /^[^']{0,1500}'(?:[\s.,;)]|$)/.test(text.slice(index))
  // A quotation that began in an earlier sentence of the same paragraph.
  return (
    own.trim() === '' &&
    (before.slice(-240).match(/"/g)?.length ?? 0) % 2 === 1 &&
    /"\s*$|"[^"]{0,238}$/.test(before)
  )
}

function quotedStance(lead: string): Stance {
  const introduction = lead
    .slice(0, lead.lastIndexOf('"') < 0 ? lead.length : lead.lastIndexOf('"'))
    .slice(-200)
  if (adopts.test(introduction)) return 'declared'
  if (attributed.test(introduction.slice(-140))) return 'quoted'
  return 'declared'
}

const directs =
  /\b(?:include|add|type|copy|insert|contain|write|with|make|quote|state|say|sign)\b[^.]{0,60}\b(?:the following|this|these|a|following)\b[^.]{0,30}\b(?:statements?|texts?|sentences?|words|wording|declarations?|paragraphs?)\b|\b(?:statute|law|section|act|template|guide|form|policy|512[^ ]*)\b[^.]{0,60}\b(?:reads|says|requires|asks(?: for)?|states|provides|demands)\b/

function directedTo(before: string): boolean {
  return (
    directs.test(before.slice(-200)) &&
    !/\b(?:i|we)\b[^.]{0,30}\b(?:make|state|declare|give|add|provide|include)\b[^.]{0,60}$/.test(
      before.slice(-160),
    )
  )
}

/** The words before end as an introduction does. */
function isLabel(before: string): boolean {
  return /[:\u2014-]\s*["']?\s*$/.test(before)
}
