/** Countries that write letters on US Letter (8.5 × 11 in) instead of A4, by ISO 3166 code and by name. */
const letterCountries = new Set(
  [
    ['us', 'usa', 'u.s.', 'u.s.a.', 'united states', 'united states of america', 'estados unidos'],
    ['ca', 'can', 'canada'],
    ['mx', 'mex', 'mexico', 'méxico'],
    ['co', 'col', 'colombia'],
    ['cl', 'chl', 'chile'],
    ['ph', 'phl', 'philippines', 'pilipinas'],
    ['pr', 'pri', 'puerto rico'],
    ['ve', 'ven', 'venezuela'],
    ['gt', 'gtm', 'guatemala'],
    ['cr', 'cri', 'costa rica'],
    ['pa', 'pan', 'panama', 'panamá'],
    ['do', 'dom', 'dominican republic', 'república dominicana'],
    ['sv', 'slv', 'el salvador'],
    ['ni', 'nic', 'nicaragua'],
  ].flat(),
)

/** The paper a letter from this country is set on; A4 when the country is unknown. */
export function paperOf(country: string): 'LETTER' | 'A4' {
  return letterCountries.has(country.trim().toLowerCase()) ? 'LETTER' : 'A4'
}
