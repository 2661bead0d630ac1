/** Date of the IFPI list below. The list grows about yearly, so an unknown prefix is a warning, never an error. */
export const isrcPrefixListDate = '2025-11-04'

/** What IFPI publishes about the first two characters of an ISRC. `territory` is ISO 3166-1 or WORLDWIDE. */
export type IsrcPrefix = {
  readonly agency: string
  readonly territory: string
  /** No new codes are allocated under it; codes that exist stay valid. */
  readonly retired: boolean
}

// Source: IFPI, "Valid Characters in the ISRC Prefix" (isrc.ifpi.org), list of 2025-11-04, 223 prefixes.
const registrationAuthority = [
  'AD AE AF AG AI AL AM AO AW AZ BA BD BF BG BH BI BJ BM BN BO BS BT BY BZ CD CF CG CI CM CN CO CP',
  'CS CU CV CW CY DG DM DZ EC EG ET GA GD GE GG GH GI GM GN GQ GT GW GY HN HR HT HU IM IQ IR JE JO',
  'KE KG KH KM KN KW KY KZ LA LB LC LK LR LS MA MC MD ME MF MG MK ML MM MN MO MP MR MS MT MU MV MW',
  'MZ NA NE NG NI NP OM PF PG PK PR PS QA QN RS RU RW SA SB SC SD SI SL SM SN SO SR SS SV SX SY SZ',
  'TD TG TL TN TZ UG UZ VC VE VG VN VU VV XK YE YU ZM ZW ZZ',
].join(' ')

const nationalAgencies: Readonly<Record<string, string>> = {
  AFP: 'PT',
  AGATA: 'LT',
  AGEDI: 'ES',
  AMPROFON: 'MX',
  ARIA: 'AU',
  ASIRI: 'ID',
  BVMI: 'DE',
  'Camara Uruguaya Del Disco': 'UY',
  CAPIF: 'AR',
  COSBOTS: 'BW',
  COSCAP: 'BB',
  COTT: 'TT',
  EFU: 'EE',
  FIMI: 'IT',
  FONOTICA: 'CR',
  'GRAMEK DK': 'DK FO GL',
  Gramo: 'NO',
  'IFPI (Hong Kong Group) Ltd': 'HK',
  'IFPI Chile': 'CL',
  'IFPI Finland': 'FI',
  'IFPI Greece': 'GR',
  'IFPI Israel': 'IL',
  'IFPI Sweden': 'SE',
  'IFPI Switzerland': 'CH LI',
  IMI: 'IN',
  INTERGRAM: 'CZ',
  JAMMS: 'JM',
  KMCA: 'KR KS',
  LaIPA: 'LV',
  LSG: 'AT',
  'MU-YAP': 'TR',
  PARI: 'PH',
  PPI: 'IE',
  'PPL UK': 'GB GX UK',
  'Pro-música Brazil': 'BC BK BP BR BX',
  PRODUCE: 'PA',
  'Re:Sound': 'CA CB',
  'Recorded Music NZ': 'FJ NZ TO',
  'Recording Industry Association Singapore': 'SG',
  RIAA: 'QM QT QZ US',
  RIAJ: 'JP',
  RIM: 'MY',
  RISA: 'ZA ZB',
  RIT: 'TW',
  SCPP: 'FR FX',
  SENA: 'NL',
  SFH: 'IS',
  SGP: 'PY',
  SIMIM: 'BE LU',
  SLOVGRAM: 'SK',
  SODINPRO: 'DO',
  TECA: 'TH',
  TuneCore: 'TC',
  'Ukrainian Music Alliance': 'UA',
  UNIMPRO: 'PE',
  UPFR: 'RO',
  ZPAV: 'PL',
}

// Prefixes whose letters are not the ISO code of the territory they serve.
const territories: Readonly<Record<string, string>> = {
  BC: 'BR',
  BK: 'BR',
  BP: 'BR',
  BX: 'BR',
  CB: 'CA',
  CP: 'WORLDWIDE',
  DG: 'WORLDWIDE',
  FO: 'DK',
  FX: 'FR',
  GL: 'DK',
  GX: 'GB',
  KS: 'KR',
  QM: 'US',
  QN: 'WORLDWIDE',
  QT: 'US',
  QZ: 'US',
  TC: 'WORLDWIDE',
  UK: 'GB',
  VV: 'WORLDWIDE',
  ZB: 'ZA',
  ZZ: 'WORLDWIDE',
}

const retiredPrefixes: ReadonlySet<string> = new Set(['CS', 'IM', 'PR', 'YU'])

const agencyByPrefix = new Map<string, string>()
for (const prefix of registrationAuthority.split(' '))
  agencyByPrefix.set(prefix, 'International ISRC Registration Authority')
for (const [agency, prefixes] of Object.entries(nationalAgencies)) {
  for (const prefix of prefixes.split(' ')) agencyByPrefix.set(prefix, agency)
}

/**
 * Agency and territory behind the first two letters of an ISRC (upper case), or null when IFPI does not list
 * them. Nothing about the recording may be inferred from it: codes keep their prefix when rights are sold.
 */
export function describePrefix(letters: string): IsrcPrefix | null {
  const agency = agencyByPrefix.get(letters)
  if (agency === undefined) return null
  return { agency, territory: territories[letters] ?? letters, retired: retiredPrefixes.has(letters) }
}

/** True for two letters (upper case) that IFPI lists, as `describePrefix` describes them. */
export function isListedPrefix(letters: string): boolean {
  return agencyByPrefix.has(letters)
}

/** Every listed two-letter prefix, retired ones included. */
export function listIsrcPrefixes(): readonly string[] {
  return [...agencyByPrefix.keys()].sort()
}
