// DDEX Party Identifier: PADPIDA, ten digits and a check character, ISO 7064 MOD 37,36 over the first 17 characters.
// Source: DDEX Party Identifier (DPID) Standard.

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The check character (ISO 7064 MOD 37,36) that belongs after `body`, which holds digits and capitals only. */
export function mod3736CheckCharacter(body: string): string {
  let product = 36
  for (const character of body) {
    const sum = (product + alphabet.indexOf(character)) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return alphabet.charAt((37 - product) % 36)
}

/** True for the stored form: 18 characters, no hyphens, a right check character. */
export function isDpid(value: string): boolean {
  return (
    /^PADPIDA\d{10}[0-9A-Z]$/.test(value) && mod3736CheckCharacter(value.slice(0, 17)) === value.charAt(17)
  )
}

/** Reads `PA-DPIDA-2007050901-U` and the like. Null when it is no DPID. */
export function parseDpid(raw: string): string | null {
  const code = raw
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
  return isDpid(code) ? code : null
}
