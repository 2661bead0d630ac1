/**
 * The words by which the declarations of 17 U.S.C. 512(c)(3)(A)(v) and (vi) and of Art. 16(2)(d) of Regulation
 * (EU) 2022/2065 are known, in English, German, French, Spanish and Portuguese. They follow the content the law
 * asks for, not the wording of any form. All are searched in masked text and are bounded.
 */

const gap = '\\s{1,40}'

/** A pattern with a cheap sign: where the sign is not, the pattern need not be tried. */
export interface Phrase {
  readonly pattern: RegExp
  readonly sign: RegExp
}

/** A phrase from words; one blank stands for any white space. */
function words(sign: RegExp, source: string): Phrase {
  return { sign, pattern: new RegExp(source.replaceAll(' ', gap)) }
}

/** A belief held in good faith. */
export const belief = words(
  /faith|fide|glauben|bonne|buena|boa/,
  '\\bgood(?: |-)faith,?(?: and)?(?: \\w+){0,2} beli(?:ef|eve|eves|eved)\\b|\\bbona(?: |-)fide belief\\b|\\bbelie(?:f|ve|ves|ving),? (?:held )?in good(?: |-)faith\\b|\\bin good(?: |-)faith,? (?:(?:i|we|and|hereby|do|my|our|client) ){0,3}believe\\b|\\bbelieves? (?:honestly and )?in good(?: |-)faith\\b' +
    '|\\b(?:in|nach) gute[mn] glauben\\b|\\b(?:guten|in gutem) glaubens?\\b|\\bnach treu und glauben\\b|\\bde bonne(?: |-)foi\\b|\\bde buena fe\\b|\\bde boa(?: |-)f[eé]',
)

/** A use that is not authorised. */
export const unauthorised = words(
  /authori|autoris|autoriz|licen|permi|allow|approv|sanction|consent|genehmig|gestattet|erlaub|zustimm|lizenz/,
  "\\b(?:is|are|was|were|has|have|been|being|does|do)?(?: not|n't|never)(?: been| being)? (?:otherwise |properly |expressly )?(?:authori[sz]ed|permitted|licen[sc]ed|allowed|approved|sanctioned|consented)\\b|\\b(?:none|no|neither)\\b[^.]{0,60}\\b(?:authori[sz]ed|permitted|licen[sc]ed)\\b|\\bunauthori[sz]ed\\b|\\bunlicen[sc]ed\\b|\\bwithout(?: any| the| my| our| prior| proper| express| written)* (?:authori[sz]ation|permission|consent|licen[sc]e|approval)\\b|\\bno(?:t have| such)? (?:authori[sz]ation|permission|licen[sc]e)\\b|\\b(?:neither|nor) authori[sz]ed\\b|\\bauthori[sz]ed (?:by )?neither\\b|\\blacks? (?:authori[sz]ation|permission)\\b" +
    '|\\bweder\\b[^.]{0,160}\\b(?:autorisiert|genehmigt|gestattet|erlaubt|lizenziert)\\b|\\bnicht (?:durch |von |vom |seitens ){0,2}[^.]{0,90}(?:autorisiert|genehmigt|gestattet|erlaubt|lizenziert)\\b|\\bohne (?:erlaubnis|genehmigung|zustimmung|lizenz)\\b' +
    "|\\b(?:n'est|n'a|n'ont|ne sont|n'ait)\\b[^.]{0,30}\\bautoris|\\bsans (?:autorisation|l'autorisation|permission)\\b|\\bno (?:está|estan|están|ha sido|han sido|es) [^.]{0,20}autorizad|\\bsin (?:autorización|permiso)\\b|\\bnão (?:é|está|estão|foi|foram|são) [^.]{0,20}autorizad|\\bsem autorização\\b",
)

/** … nor by the law. */
export const byLaw = words(
  /law|statute|gesetz|recht|loi|ley|lei/,
  '(?:\\b(?:or|nor|and|by)\\b|[,/&])(?: (?:by|under|of|otherwise|is|not|permitted|allowed|authori[sz]ed|the|any|applicable|operation|other|relevant|governing|provision|provisions|an|a|in|with|u\\.s\\.|us|federal))* ?(?:laws?|statutes?)\\b' +
    '|\\b(?:oder|noch)\\b[^.]{0,40}\\b(?:gesetz|recht)\\b|\\b(?:ou|ni)\\b[^.]{0,25}\\b(?:la )?loi\\b|\\b(?:ni|o|u)\\b[^.]{0,25}\\bley\\b|\\b(?:nem|ou)\\b[^.]{0,25}\\blei\\b',
)

/** … by the owner. */
export const byOwner = words(
  /./,
  '\\b(?:owners?|holders?|proprietors?|licensors?|me|us|myself|ourselves|our company|my client|our client|company|claimant|author|artist|label|rights(?: |-)?holders?)\\b|\\b(?:inhaber|rechteinhaber|urheber|titulaire|titular|propietario|proprietário|detentor|ayant droit|autor|auteur)|\\bby (?:[\\w.,&-]+ ){1,6}',
)

/** Art. 16(2)(d): accurate and complete. */
export const accurateAndComplete = words(
  /compl|vollst/,
  '\\baccura(?:te|cy)(?: and|,| &) complete(?:ness)?\\b|\\bcomplete(?: and|,| &) accurate\\b|\\b(?:richtig|zutreffend|korrekt|genau) und vollständig\\b|\\bexact(?:e|es|s)? et compl[eè]t(?:e|es|s)?\\b|\\b(?:exact[oa]s?|correct[oa]s?|precis[oa]s?) y complet[oa]s?\\b|\\b(?:exat[oa]s?|corret[oa]s?|precis[oa]s?) e complet[oa]s?\\b',
)

/** The information given … is accurate. */
export const accurate = words(
  /accura|true|correct|truthful|factual|richtig|korrekt|zutreff|wahr|exact|véri|precis|vera|exat|verda|verí|corret/,
  '\\b(?:information|statements?(?! that| by| of)|facts?|contents?|details?|particulars|notification|notice|complaint|letter|foregoing|above|everything|all of the above|data|allegations|representations)\\b(?:(?! (?:that|whether) (?:the|all|this|my|our|everything))[^.;!?]){0,140}?\\b(?:is|are|be|being|to be)(?: all| both| fully| completely| entirely| hereby)* (?:true|accurate|correct|truthful|factual)\\b|\\b(?:true|accurate|correct) (?:and (?:complete|correct|accurate) )?information\\b|\\bis (?:the|this|all|your)(?: \\w+){0,3} (?:information|notice|notification)(?: \\w+){0,4} (?:accurate|true|correct)\\b|\\baccuracy of (?:the|this|all)(?: \\w+){0,3} (?:information|notice|notification|statements?)\\b' +
    '|\\b(?:angaben|informationen|mitteilung)\\b[^.;]{0,140}\\b(?:richtig|korrekt|zutreffend|wahr|wahrheitsgemäß)\\b|\\b(?:informations?|renseignements)\\b[^.;]{0,140}\\b(?:exact|véridique|correct)|\\b(?:información|informacion|datos)\\b[^.;]{0,140}\\b(?:exact|precis|correct|veraz|verdader|verídic)|\\b(?:informaç(?:ões|ão)|dados)\\b[^.;]{0,140}\\b(?:exat|precis|corret|verdadeir|verídic)',
)

/** The oath. */
export const perjury = words(
  /perj|parjur|oath|1746|meineid|eides|falso/,
  '\\b(?:penalt(?:y|ies)|pains?|threat|punishment|risk)(?: and (?:penalt(?:y|ies)|pains?))? (?:of|for) perjury\\b|\\bperjury\\b|\\bunder oath\\b|\\b28 u\\.?s\\.?c\\.?(?: §| sec\\.?| section)? ?1746\\b|\\bmeineid|\\ban eides statt\\b|\\beidesstattlich|\\bparjure\\b|\\bperjurio\\b|\\bperjúrio\\b|\\bfalso testimonio\\b',
)

/** I may act. */
export const mayAct = words(
  /authori|empower|entitl|permitt|appoint|owner|holder|propriet|author|creator|agent|represent|own\b|hold|control|act|berechtigt|mächtigt|befugt|inhaber|habilit|titular|titulaire|facultad|autoris|autoriz/,
  '\\b(?:authori[sz]ed|empowered|entitled|permitted|duly appointed)(?: and \\w+)?(?: (?:by|on|from)[^.;]{0,60})? to (?:act|make|submit|send|file|give|sign|represent|enforce|complain|bring)\\b|\\bauthori[sz]ed (?:on behalf|for the owner)|\\bauthori[sz]ed (?:agent|representative)\\b|\\bauthority to (?:act|make|submit|send|file|represent|sign|bind)\\b|\\b(?:am|are|is)(?: \\w+){0,3} (?:owner|holder|proprietor|author|creator|agent|representative)s?\\b|\\b(?:i|we)(?: \\w+){0,2} (?:own|hold|control)\\b|\\bowners? of (?:an|the|all|certain)?(?: \\w+){0,2} ?(?:exclusive )?(?:copyright|right|work)|\\bowner of the (?:copyright|material|work|content)|\\bact(?:ing)? (?:on behalf|for) (?:of )?' +
    "|\\b(?:bevollmächtigt|berechtigt|ermächtigt|befugt)\\b|\\brechteinhaber(?:in)?\\b|\\b(?:habilité|autorisé)e?s?(?: à agir)\\b|\\btitulaire (?:des droits|d'un droit)|\\b(?:autorizad[oa]s?|facultad[oa]s?|habilitad[oa]s?) (?:para|a) (?:actuar|agir|representar|presentar)|\\btitular (?:de|do|da|dos)",
)

/** A claim to be entitled anywhere in a notice, without oath. */
export const claimsRight = words(
  /owner|holder|author|creator|composer|writer|producer|agent|represent|attorney|counsel|rights|own|hold|control|behalf/,
  "\\b(?:i am|we are|i'm|we're)(?: (?!not\\b)\\w+){0,3} (?:owner|holder|author|creator|composer|songwriter|producer|agent|representative|attorney|counsel|rights)|\\b(?:i|we|our company|my client|our client|my company)(?: \\w+){0,2} (?:own|owns|hold|holds|control|controls|represent|represents)\\b|(?:(?<!to )\\bact|\\bacting|\\bwrite|\\bwriting) on behalf of\\b|(?<!person )\\bauthori[sz]ed (?:to act|agent|representative)|\\bauthority to act\\b|\\b(?:is|are) the (?:(?:sole|exclusive|legal|rightful|independent|original) )*(?:[\\w ]{0,30}and )?(?:copyright )?(?:owner|holder)\\b",
)

/** Hedges that take from an assertion what makes it one. */
export const hedged = words(
  /best|far as|think|guess|assume|suppose|believe|hope|be\b|probabl|presum|possibl|perhaps|likely|appear|seem|certain|less|mostly|largely|generally|substantial|knowledge|wissen|connaissance|saber/,
  '\\b(?:to the best of (?:my|our)|as far as (?:i|we)|(?:i|we) (?:think|guess|assume|suppose|believe|hope)|(?:should|may|might|could) be|probably|presumably|possibly|perhaps|likely|appears? to be|seems? to be|reasonably certain|more or less|mostly|largely|generally|substantially|to (?:my|our) knowledge|nach bestem wissen|à ma connaissance|a mi leal saber)\\b',
)

/** Why a counter-notice believes otherwise, 17 U.S.C. 512(g)(3)(C). */
export const mistake = words(
  /mis|err|vers|irr|equiv|engan/,
  '\\b(?:mistake|misidentif|mistaken|in error|erroneously|versehen|irrtum|erreur|error o|equivoc|engano)',
)

/** True when a phrase occurs. */
export function has({ sign, pattern }: Phrase, text: string): boolean {
  return sign.test(text) && pattern.test(text)
}

/** Where a phrase occurs first, or null. */
export function find(
  { sign, pattern }: Phrase,
  text: string,
): { readonly index: number; readonly length: number } | null {
  const match = sign.test(text) ? pattern.exec(text) : null
  return match === null ? null : { index: match.index, length: match[0].length }
}
