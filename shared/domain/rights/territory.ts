/** The world: contains every territory. */
export const world = 'WW'

// ISO 3166-1 alpha-2, officially assigned codes (249), and XK, the user-assigned code that ISO 3166-1 reserves room
// for and that music societies use for Kosovo.
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA ' +
  'CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA ' +
  'GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS ' +
  'MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS ' +
  'RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW ' +
  'TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK'

/** Every country code that may stand for a territory, without the world. */
export const countryCodes: readonly string[] = codes.split(' ')
const known: ReadonlySet<string> = new Set(countryCodes)

export type TerritoryReading =
  | { readonly status: 'valid'; readonly value: string }
  | { readonly status: 'invalid'; readonly message: string; readonly suggestion: string | null }
  | { readonly status: 'empty' }

// Codes and words people write for another one: the United Kingdom is GB, the world is WW in DDEX and 2WL in CWR.
const meant: Readonly<Record<string, string>> = {
  UK: 'GB',
  EL: 'GR',
  USA: 'US',
  WORLD: world,
  WORLDWIDE: world,
  '2WL': world,
  '2136': world,
  WELT: world,
  WELTWEIT: world,
  MONDE: world,
  MUNDO: world,
}

/** Reads a territory: an ISO 3166-1 alpha-2 code in any case, or a word for the world. Never throws. */
export function parseTerritory(raw: string): TerritoryReading {
  const text = raw.normalize('NFKC').trim().toUpperCase()
  if (text === '') return { status: 'empty' }
  if (text === world || known.has(text)) return { status: 'valid', value: text }
  const other = meant[text]
  if (other !== undefined && text.length !== 2) return { status: 'valid', value: other }
  return {
    status: 'invalid',
    message: 'Write the two letters of a country (ISO 3166-1), such as US or DE, or WW for the world.',
    suggestion: other ?? null,
  }
}

/** True when a place lies in both. */
export function territoriesOverlap(one: string, other: string): boolean {
  return one === other || one === world || other === world
}

/** The name of a territory in plain English: `the world`, `Germany`. */
export function territoryName(code: string): string {
  if (code === world) return 'the world'
  return known.has(code) ? (names.of(code) ?? code) : code
}

const names = new Intl.DisplayNames(['en'], { type: 'region' })
