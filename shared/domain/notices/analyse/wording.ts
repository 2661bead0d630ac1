/**
 * Words that do not belong in a notice, in English, German, French, Spanish and Portuguese. All are searched in masked
 * text (see `mask`) and are bounded.
 */

/** Liability or a lawsuit held out to who reads it. */
const threats = [
  /\b(?:you|your company|github|google) (?:are|is|will be|may be|shall be|could be) (?:held )?(?:\w+ )?liable\b|\bliab(?:le|ility)\b[^.]{0,60}\b(?:you|your)\b/,
  /\b(?:take|taking|pursue|initiate|bring|commence)\b[^.]{0,20}\b(?:legal|court) (?:action|proceedings|steps)\b|\bsue (?:you|your)\b|\bsee you in court\b|\bstatutory damages\b|\b(?:issue|commence) proceedings\b/,
  /\bsie haften\b|\bhaft(?:bar|ung)\b|\bschadens?ersatz\b|\bgerichtliche (?:schritte|verfahren)\b|\brechtliche schritte\b|\bverklagen\b/,
  /\bvous (?:\S{3,5}) (?:\w+ )?responsables?\b|\bdommages[- ]int|\bpoursuites judiciaires\b|\bvoie judiciaire\b/,
  /\b(?:ustedes|usted|vds?\.?) (?:es|son|ser\S{1,2}) (?:\w+ )?responsables?\b|\bda\S{1,2}os y perjuicios\b|\bacciones (?:legales|judiciales)\b/,
  /\b(?:voc\S{1,2}s?|os senhores) \S{1,5} (?:\w+ )?respons\S{1,2}ve(?:l|is)\b|\bperdas e danos\b|\bmedidas judiciais\b/,
]
const payments =
  /\b(?:settlement|settle|pay(?:ment)? (?:of|us|me)|invoice|licen[cs]e fee|compensation of)\b|\bzahlen sie\b|\bzahlung von\b|\blizenzgeb|\bvergleichs(?:summe|zahlung)\b|\b(?:payez|redevance|r\S{1,2}glement amiable)\b|\b(?:pague|paguen|paguem|pagar|pagamento|pago de)\b/
const money = /[$€£]|\b(?:usd|cad|eur|euros?|settle\w*)\b/
const trademarks =
  /\btrade ?marks?(?:ed)?\b|\b(?:markenrecht|markenverletz)\w*|\b(?:eingetragene|unsere|meine) marken?\b|\bmarques? (?:d\S{1,2}pos|enregistr)|\bmarcas? (?:registrad|comercial|depositad)/
const futureOaths =
  /\b(?:any|all) (?:future|further|subsequent) (?:notices?|notifications?|complaints?|requests?)\b|\b(?:future|subsequent) (?:notices?|emails?) (?:from|by|sent)\b|\b(?:k\S{1,2}nftigen?|zuk\S{1,2}nftigen?) (?:meldungen|mitteilungen)\b|\bnotifications? (?:futures?|ult\S{1,2}rieures?|\S venir)|\bnotificaciones (?:futuras|posteriores)\b|\bfuturas notificaciones\b|\bnotifica\S{1,5}es (?:futuras|posteriores)\b/
const indemnities =
  /\bindemnif\w+|hold (?:you )?harmless\b|\bstellen? sie\b[^.]{0,80}\bfrei\b|\bfreistell\w+|\bschadlos\b|\bindemnis\w+|\binde(?:mni|ni)[zsc]\S{1,8}|\bmantener indemne/

/** True where somebody is threatened with liability or a court. */
export function threatens(text: string): boolean {
  return threats.some((each) => each.test(text))
}

/** True where money is asked for. */
export function asksForMoney(text: string): boolean {
  return payments.test(text) && money.test(text)
}

/** True where a trademark is spoken of. */
export function speaksOfTrademarks(text: string): boolean {
  return trademarks.test(text)
}

/** True where something is stated about notices to come. */
export function swearsForFuture(text: string): boolean {
  return futureOaths.test(text)
}

/** True where it is promised to make good what the notice costs. */
export function promisesIndemnity(text: string): boolean {
  return indemnities.test(text)
}

const takenBack =
  /\b(?:i|we)(?: hereby)? (?:withdraw|retract|rescind|revoke|cancel|take back)\b[^.]{0,40}\b(?:this|my|our|the) (?:notice|letter|claim|complaint|request)\b|\b(?:disregard|ignore) this (?:notice|letter|claim|request)\b|\b(?:nehme|ziehe)n?\b[^.]{0,20}\b(?:diese|meine|unsere) (?:meldung|anzeige|beschwerde)\b|\b(?:retire|retirons) (?:cette|ma|notre) notification\b|\bretir(?:o|amos) (?:esta|mi|nuestra|minha|nossa) notifica/i

/** True where what is written takes back the very letter it stands in. */
export function takesBack(text: string): boolean {
  return takenBack.test(text)
}
