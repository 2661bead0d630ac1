/** The whole, 100 %. Shares are integers of this: 1 is 0.0001 %, so that no sum depends on rounding. */
export const whole = 1_000_000

export type ShareProblemCode = 'shape' | 'too-much' | 'zero-divisor'

/** The outcome of reading a share as somebody typed it. `share` is an integer of `whole`. */
export type ShareReading =
  | {
      readonly status: 'valid'
      readonly share: number
      /** True when what was typed is finer than 0.0001 % and was rounded, as with a third. */
      readonly rounded: boolean
    }
  | {
      readonly status: 'invalid'
      readonly problem: { readonly code: ShareProblemCode; readonly message: string }
    }
  | { readonly status: 'empty' }

/**
 * Reads a share of the whole: a percentage (`50`, `33.33 %`, `33,33%`, `33 1/3`, `⅓ %`) or, without a percent sign,
 * a fraction (`1/3`, `½`), also as one part of several (`1 of 3`). More than 100 % is refused. Never throws.
 */
export function parseShare(raw: string): ShareReading {
  const text = plainForm(raw)
  if (text === '') return { status: 'empty' }
  const percent = /\s*(%|percent|per cent|pct|prozent|pour ?cent|por ?ciento|por ?cento)\.?$/.exec(text)
  const amount = percent === null ? text : text.slice(0, percent.index)
  const decimal = /^\+?(\d{1,9}(?:[.,]\d{0,30})?|[.,]\d{1,30})$/.exec(amount)?.[1]
  if (decimal !== undefined) return shareOf(...decimalParts(decimal), 100n)
  const [, units, numerator, divisor] =
    /^(?:(\d{1,9}) )?(\d{1,9}) ?(?:\/|of|von|de) ?(\d{1,9})$/.exec(amount) ?? []
  if (numerator === undefined || divisor === undefined) {
    return refuse(
      'shape',
      'This is not a share. Write a percentage such as 33.33 or 33 1/3, or a fraction such as 1/3.',
    )
  }
  if (/^0+$/.test(divisor)) return refuse('zero-divisor', 'A fraction of zero parts is not a share.')
  // A fraction alone is a part of the whole; after a number or before a percent sign it is a part of a percent.
  const ofPercent = units !== undefined || percent !== null
  const parts = BigInt(units ?? '0') * BigInt(divisor) + BigInt(numerator)
  return shareOf(parts, BigInt(divisor), ofPercent ? 100n : 1n)
}

/** `33.3333 %`: a share with as many decimals as it has, at most four. */
export function formatShare(share: number): string {
  return `${shareInput(share)} %`
}

/** The same without the sign, as a field shows it for editing. `parseShare` reads it back unchanged. */
export function shareInput(share: number): string {
  const units = Math.floor(share / 10_000)
  const rest = String(share % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(units) : `${String(units)}.${rest}`
}

/**
 * Divides `total` among `count` parties as evenly as integers allow; those that come first get the odd units, so that
 * the sum is exact (three parties: 333,334 + 333,333 + 333,333).
 * @throws RangeError when there is nobody to divide it among.
 */
export function splitEvenly(count: number, total: number = whole): readonly number[] {
  if (!Number.isSafeInteger(count) || count < 1)
    throw new RangeError('A share is divided among one party or more.')
  const each = Math.floor(total / count)
  const odd = total - each * count
  return Array.from({ length: count }, (_, index) => each + (index < odd ? 1 : 0))
}

/**
 * Percentages with a fixed number of decimals that add up to what the shares add up to, by the largest remainder:
 * every share is cut, and the units lost by cutting go to those that lost most (the first of equals). CWR files take
 * five digits of which two are decimals, DDEX two to four.
 */
export function roundedPercents(shares: readonly number[], decimals: 2 | 3 | 4 | 5): readonly string[] {
  const units = decimals === 5 ? shares.map((share) => share * 10) : cutToUnits(shares, 10 ** (4 - decimals))
  return units.map((unit) => {
    const digits = String(unit).padStart(decimals + 1, '0')
    return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  })
}

/**
 * Shares that were meant to make up the whole, but were written with two decimals and therefore do not
 * (`33.33 × 3`): the same ones made whole by the largest remainder of an even correction, or null when the
 * difference is more than rounding explains (a hundredth of a percent for each party) or there is none.
 */
export function completedShares(shares: readonly number[]): readonly number[] | null {
  const sum = shares.reduce((total, share) => total + share, 0)
  const difference = whole - sum
  const perParty = 100
  if (shares.length === 0 || difference === 0 || Math.abs(difference) > perParty * shares.length) return null
  if (shares.some((share) => share < perParty)) return null
  const corrections = splitEvenly(shares.length, Math.abs(difference))
  return shares.map((share, index) => share + Math.sign(difference) * (corrections[index] ?? 0))
}

/** Cuts shares to multiples of `size` and gives the units lost to the largest remainders. */
function cutToUnits(shares: readonly number[], size: number): readonly number[] {
  const cut = shares.map((share) => Math.floor(share / size))
  const sum = shares.reduce((total, share) => total + share, 0)
  const lost = Math.round(sum / size) - cut.reduce((total, unit) => total + unit, 0)
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share % size }))
    .toSorted((one, other) => other.remainder - one.remainder || one.index - other.index)
  for (const { index } of byRemainder.slice(0, lost)) cut[index] = (cut[index] ?? 0) + 1
  return cut
}

/** One spelling for what people type: lower case, one kind of space, slash and digit; `33⅓` as `33 1/3`. */
function plainForm(raw: string): string {
  return raw
    .slice(0, 80)
    .replace(/[\u00bc-\u00be\u2150-\u215e\u2189]/g, (sign) => ` ${sign.normalize('NFKC')}`)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/[\s\p{Z}\p{Cf}]+/gu, ' ')
    .replace(/ *\/ */g, '/')
    .trim()
}

/** `33,25` as 3325 of 100. */
function decimalParts(decimal: string): [numerator: bigint, divisor: bigint] {
  const [units = '', fraction = ''] = decimal.split(/[.,]/)
  return [BigInt(`${units}${fraction}` || '0'), 10n ** BigInt(fraction.length)]
}

/** Numerator of divisor, counted in hundredths (`per` 100) or in wholes (`per` 1). */
function shareOf(numerator: bigint, divisor: bigint, per: bigint): ShareReading {
  const scaled = numerator * BigInt(whole)
  const by = divisor * per
  if (scaled > by * BigInt(whole)) return refuse('too-much', 'A share is at most 100 %.')
  const share = (scaled * 2n + by) / (by * 2n)
  return { status: 'valid', share: Number(share), rounded: scaled % by !== 0n }
}

function refuse(code: ShareProblemCode, message: string): ShareReading {
  return { status: 'invalid', problem: { code, message } }
}
