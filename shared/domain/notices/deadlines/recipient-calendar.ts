/** Member states of the European Union by ISO 3166-1 code, with their names. */
export const europeanUnion: Readonly<Record<string, string>> = {
  AT: 'Austria',
  BE: 'Belgium',
  BG: 'Bulgaria',
  CY: 'Cyprus',
  CZ: 'Czechia',
  DE: 'Germany',
  DK: 'Denmark',
  EE: 'Estonia',
  ES: 'Spain',
  FI: 'Finland',
  FR: 'France',
  GR: 'Greece',
  HR: 'Croatia',
  HU: 'Hungary',
  IE: 'Ireland',
  IT: 'Italy',
  LT: 'Lithuania',
  LU: 'Luxembourg',
  LV: 'Latvia',
  MT: 'Malta',
  NL: 'Netherlands',
  PL: 'Poland',
  PT: 'Portugal',
  RO: 'Romania',
  SE: 'Sweden',
  SI: 'Slovenia',
  SK: 'Slovakia',
}

/** The calendars business days can be counted by, United States first. */
export const calendarCountries: Readonly<Record<string, string>> = { US: 'United States', ...europeanUnion }

/**
 * The country whose calendar a recipient is thought to keep: the one on record, else that of a domain under the code of
 * a member state, else the United States, under whose statute most notices go out. A guess, to be shown as one.
 */
export function calendarOf(country: string | null, domains: readonly string[]): string {
  if (country !== null && Object.hasOwn(calendarCountries, country)) return country
  for (const domain of domains) {
    const code = domain.slice(domain.lastIndexOf('.') + 1).toUpperCase()
    if (Object.hasOwn(europeanUnion, code)) return code
  }
  return 'US'
}
