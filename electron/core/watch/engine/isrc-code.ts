/** Values of letters and digits in base 36, either case; -1 for every other byte. */
export const base36 = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 10; digit++) base36[0x30 + digit] = digit
for (let letter = 0; letter < 26; letter++) {
  base36[0x41 + letter] = 10 + letter
  base36[0x61 + letter] = 10 + letter
}

/**
 * The two integers a code is looked up by: its prefix (two letters, three letters or digits) in base 36 and its
 * seven digits. `at` is where the prefix starts, `digitsAt` where the seven digits do.
 */
export function codePrefix(bytes: Uint8Array, at: number, registrantAt: number): number {
  const first = value(bytes, at) * 36 + value(bytes, at + 1)
  const registrant = (value(bytes, registrantAt) * 36 + value(bytes, registrantAt + 1)) * 36
  return first * 46_656 + registrant + value(bytes, registrantAt + 2)
}

/** True for twelve letters and digits of which the first two are letters and the last seven digits. */
export function isStoredCode(bytes: Uint8Array, at: number): boolean {
  // A digit for the country may have been meant for a letter.
  if (value(bytes, at) < 10 || value(bytes, at + 1) < 10) return false
  for (let place = at + 2; place < at + 5; place++) if (value(bytes, place) < 0) return false
  for (let place = at + 5; place < at + 12; place++) {
    const digit = value(bytes, place)
    if (digit < 0 || digit > 9) return false
  }
  return true
}

/** True for a code as it is stored: `isStoredCode`, in capital letters. */
export function isOwnForm(bytes: Uint8Array, at: number): boolean {
  for (let place = at; place < at + 5; place++) if ((bytes[place] ?? 0) > 0x5a) return false
  return isStoredCode(bytes, at)
}

/** The integer of `count` decimal digits at `at`. */
export function decimal(bytes: Uint8Array, at: number, count: number): number {
  let number = 0
  for (let i = 0; i < count; i++) number = number * 10 + (bytes[at + i] ?? 0) - 0x30
  return number
}

function value(bytes: Uint8Array, at: number): number {
  return base36[bytes[at] ?? 0] ?? -1
}

/** Both integers of a stored ISRC. */
export function codeOf(isrc: string): readonly [prefix: number, digits: number] {
  let prefix = 0
  let digits = 0
  // What is no letter or digit must not be taken for one.
  for (let at = 0; at < 5; at++) prefix = prefix * 36 + (base36[isrc.charCodeAt(at)] ?? Number.NaN)
  for (let at = 5; at < 12; at++) digits = digits * 10 + (base36[isrc.charCodeAt(at)] ?? Number.NaN)
  return [prefix, digits]
}
