/** Who a label line names: “℗ 2026 Luna Vale under exclusive license to Quay Records, distributed by Tidewater”. */
export interface LabelLine {
  /** The label or owner the line begins with, or from whom it is licensed. */
  readonly owner: string
  /** To whom it is licensed; null where the line tells of no license. */
  readonly licensee: string | null
  /** The license is called exclusive. */
  readonly exclusive: boolean
  /** Everybody named, the owner, the licensee and who distributes, in their order. */
  readonly names: readonly string[]
}

const exclusively =
  '(?:exclusive(?:ly)?|sole|exklusiv(?:er|e|en)?|alleinige[rn]?|en exclusivité|exclusiva(?:mente)?|exclusif)'
const license = '(?:licen[cs]e|lizenz|licencia|licença|licenza)'
const toWhom = '(?:to|for|with|from|of|by|an|für|von|der|des|à|au|chez|pour|de|du|da|a|para|por)'
const connector = new RegExp(
  [
    `(?:under|on|in|with|unter|sous|bajo|sob|su|sotto)\\s+(?:(?:an?|einer|une|una|uma)\\s+)?(?:(?:${exclusively}|non-exclusive|worldwide|global|digital)\\s+)*${license}(?:\\s+${exclusively})?(?:\\s+${toWhom})?\\s+`,
    `(?:${exclusively}\\s+)?(?:licen[cs]ed|lizenziert|licencié|licenciad[oa])\\s+(?:${exclusively}\\s+)?${toWhom}\\s+`,
    '(?:(?:exclusively|digitally|manufactured|marketed|released)\\s+(?:(?:and|&)\\s+)?)*(?:distributed|marketed)\\s+(?:(?:and|&)\\s+\\w+\\s+)?by\\s+',
    '(?:(?:im|in)\\s+)?vertrieb(?:en)?\\s+(?:von|durch)\\s+|distribué\\s+par\\s+|distribu[ií]d[oa]\\s+por\\s+',
  ]
    .map((each) => `(?:^|[\\s,;.(]+)${each}`)
    .join('|'),
  'giu',
)
const licenses = new RegExp(`${license}|licen[cs]ed|lizenziert|licencié|licenciad`, 'iu')
const fromOwner = /\b(?:from|of|by|von|der|des|de|du|da|por)\s*$/iu
const isExclusive = new RegExp(`(?<!non-)\\b${exclusively}`, 'iu')

/** Takes a label line apart. Years and marks stay with the name they stand before; see `labelKey`. Never throws. */
export function readLabelLine(line: string): LabelLine {
  const text = line.slice(0, 500)
  const links = [...text.matchAll(connector)]
  const parts = links.map(({ index, 0: link }, at) =>
    barely(text.slice(index + link.length, links[at + 1]?.index ?? text.length)),
  )
  const first = barely(text.slice(0, links[0]?.index ?? text.length))
  const names = [first, ...parts].filter((name) => name !== '')
  const at = links.findIndex(([link]) => licenses.test(link))
  const link = links[at]?.[0] ?? ''
  const other = parts[at] ?? ''
  if (other === '') return { owner: first, licensee: null, exclusive: false, names }
  const backwards = fromOwner.test(link)
  return {
    owner: backwards ? other : first,
    licensee: backwards ? first : other,
    exclusive: isExclusive.test(link),
    names,
  }
}

/** A name without what explains it: “Quay Records, a division of Big Music (UK)”. */
function barely(name: string): string {
  return name
    .replace(/[,;(]\s*(?:an?\s+(?:division|unit|imprint|label)\b|under\b|all rights\b).*$/iu, '')
    .replace(/^[\s,;.(]+|[\s,;.)]+$/gu, '')
}

const legalForm = /[,\s]+(?:l\.?l\.?c|inc|ltd|limited|corp|gmbh|ug|s\.?a\.?s|b\.?v)\.?\s*$/iu

/** “Northlight Records LLC” as “Northlight Records”. */
export function withoutLegalForm(name: string): string {
  return name.trim().replace(legalForm, '')
}
