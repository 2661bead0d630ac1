/** Member states of the European Union, by ISO 3166-1 code and name; `eu` is the domain of the Union itself. */
const members = new Set(
  [
    ['eu'],
    ['at', 'aut', 'austria', 'österreich'],
    ['be', 'bel', 'belgium', 'belgië', 'belgique'],
    ['bg', 'bgr', 'bulgaria'],
    ['hr', 'hrv', 'croatia', 'hrvatska'],
    ['cy', 'cyp', 'cyprus'],
    ['cz', 'cze', 'czechia', 'czech republic'],
    ['dk', 'dnk', 'denmark', 'danmark'],
    ['ee', 'est', 'estonia', 'eesti'],
    ['fi', 'fin', 'finland', 'suomi'],
    ['fr', 'fra', 'france'],
    ['de', 'deu', 'germany', 'deutschland'],
    ['gr', 'grc', 'greece', 'el', 'ellada'],
    ['hu', 'hun', 'hungary', 'magyarország'],
    ['ie', 'irl', 'ireland', 'éire'],
    ['it', 'ita', 'italy', 'italia'],
    ['lv', 'lva', 'latvia', 'latvija'],
    ['lt', 'ltu', 'lithuania', 'lietuva'],
    ['lu', 'lux', 'luxembourg'],
    ['mt', 'mlt', 'malta'],
    ['nl', 'nld', 'netherlands', 'the netherlands', 'nederland'],
    ['pl', 'pol', 'poland', 'polska'],
    ['pt', 'prt', 'portugal'],
    ['ro', 'rou', 'romania', 'românia'],
    ['sk', 'svk', 'slovakia', 'slovensko'],
    ['si', 'svn', 'slovenia', 'slovenija'],
    ['es', 'esp', 'spain', 'españa'],
    ['se', 'swe', 'sweden', 'sverige'],
  ].flat(),
)

/** True for a member state, written as a country's name or code or as the end of a domain. */
export function isEuropeanUnion(country: string): boolean {
  return members.has(country.trim().toLowerCase())
}
