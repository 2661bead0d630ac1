/** What a question of a form asks for. `statement`: no question, but a ready-made declaration of the form. */
export type PromptTopic =
  | 'work'
  | 'material'
  | 'signature'
  | 'contact'
  | 'infringer'
  | 'authority'
  | 'circumvention'
  | 'other'
  | 'statement'

const interrogative =
  /^(?:q\d{0,2}[.:]\s*|\d{1,2}[.)]\s*|[-*]\s*)?(?:are|is|do|does|did|have|has|was|were|can|could|will|would|what|which|who|whom|where|when|why|how|may|sind|haben|ist|welche|êtes|avez|quel|quelle|es usted|cuál|qué|você|qual)\b/
const imperative =
  /^(?:q\d{0,2}[.:]\s*|\d{1,2}[.)]\s*|[-*]\s*)?(?:(?:if possible|if so|so that [^,]{3,60}|to [^,]{3,60}),\s*)?(?:please\s+)?(?:provide|describe|type|enter|include|specify|state|identify|list|indicate|give|attach|check|tick|confirm|insert|fill|upload|select|sign|write|paste|explain|choose)\b/
const ownStatement =
  /^(?:["']\s*)?(?:it is my|under (?:the )?penalt|(?:all of )?the (?:above )?information|the undersigned|my client|by (?:checking|submitting|signing)|as required)\b|^(?:["']\s*)?(?:i|we)\s+(?:have|swear|declare|state|certify|affirm|hereby|am|are|attest|confirm|understand|acknowledge|believe|represent)\b/

/** True for a sentence that asks: it ends in a question mark and is no quotation of a title. */
export function isQuestion(sentence: string): boolean {
  return /\?["')\]* ]{0,4}$/.test(sentence.trimEnd())
}

const marksQuestion = /^q\d{0,2}[.:)]\s/

/** “Title: Where Is My Mind?”: a field or a quotation that ends so asks nothing. */
function namesTitle(text: string): boolean {
  return /^[^:?]{1,40}:\s+\S/.test(text) || /"[^"]*\?"/.test(text)
}

/** The topic of a line when it is a question or a direction of a form, `statement` for a form's declaration. */
export function promptTopic(line: string): PromptTopic | null {
  const text = line.slice(0, 600).trim()
  if (text.length < 8 || text.startsWith('/s/')) return null
  if (ownStatement.test(text) && !text.includes('?')) return 'statement'
  const asks =
    marksQuestion.test(text) ||
    (interrogative.test(text) && text.includes('?')) ||
    (isQuestion(text) && !namesTitle(text))
  const directs = imperative.test(text) && directsSender(text)
  return asks || directs ? topicOf(text) : null
}

/** “Please confirm that you have removed it” speaks to the provider; “Please provide your name” to the sender. */
function directsSender(text: string): boolean {
  if (
    /\b(?:confirm|provide|give|send|identify)\b.{0,40}\b(?:removal|removed|disabled|taken down|receipt|us with|me with|me the|us the)\b/.test(
      text,
    )
  )
    return false
  return (
    /\b(?:your|you|below|the following|a (?:detailed )?(?:description|statement)|urls?|the (?:original|copyrighted|infringing))\b/.test(
      text,
    ) && !/:\s*\S*https?:/.test(text)
  )
}

function topicOf(text: string): PromptTopic {
  if (
    /alleged infringer|infringer's|uploader's|the other (?:person|party)/.test(text) &&
    text.includes('contact')
  )
    return 'infringer'
  if (/technological measure|access control|circumvent/.test(text)) return 'circumvention'
  if (/\bsign\b|signature|legal name/.test(text)) return 'signature'
  if (
    /files? should be taken down|infringing (?:material|content|url|files?|pages?)|taken down|\bforks?\b|urls? (?:of|for|to) (?:the )?(?:infring|content|material|each)|where (?:is|can) the infring|remove(?:d)?\b.{0,40}\burl/.test(
      text,
    ) &&
    !/best solution|original (?:copyrighted )?work/.test(text)
  )
    return 'material'
  if (
    /original(?:ly)? (?:copyrighted )?work|copyrighted work|original content|description of (?:the|your) work|work(?:s)? (?:that|which|you claim|claimed)/.test(
      text,
    )
  )
    return 'work'
  if (
    /telephone|phone|e-?mail|physical address|postal address|mailing address|contact (?:information|details)|reach you/.test(
      text,
    )
  )
    return 'contact'
  if (/copyright (?:holder|owner)|authori[sz]ed to act|nature of your/.test(text)) return 'authority'
  return 'other'
}
