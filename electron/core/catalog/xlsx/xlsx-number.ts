/**
 * The digits of a stored number, none lost and none made up: `1.90295810726E11` is 190295810726, while `1.90296E+11`
 * stays as it is, because a spreadsheet has rounded it and the zeros behind it would be inventions. Long decimals of
 * binary arithmetic (`0.10000000000000001`) are shortened to the number they stand for.
 */
export function readStoredNumber(stored: string): string {
  const text = stored.trim()
  const scientific = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/.exec(text)
  if (scientific === null) return /^-?\d+\.\d{9,}$/.test(text) ? shortest(text) : text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = scientific
  const shift = Number(exponent)
  const zeros = shift - fraction.length
  if (zeros === 0 || (zeros > 0 && zeros + whole.length + fraction.length < 8)) {
    return sign + (whole + fraction + '0'.repeat(Math.max(0, zeros))).replace(/^0+(?=\d)/, '')
  }
  return zeros > 0 ? text : shortest(text)
}

function shortest(text: string): string {
  const value = Number(text)
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : text
}
