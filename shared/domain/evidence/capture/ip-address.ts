/** An IP address as its 16-bit words: two for IPv4, eight for IPv6. */
type Words = readonly number[]

/** What an address is for, where it is not one of the public Internet. */
export type AddressKind = 'public' | 'loopback' | 'private' | 'link-local' | 'reserved'

/** First address of a block, its prefix length in bits, and what the block is for. */
type Block = readonly [first: string, bits: number, kind: Exclude<AddressKind, 'public'>]

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast (RFC 5771) and class E (RFC 1112). */
const blocks4: readonly Block[] = [
  ['0.0.0.0', 8, 'reserved'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.0.2.0', 24, 'reserved'],
  ['192.88.99.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'reserved'],
  ['198.51.100.0', 24, 'reserved'],
  ['203.0.113.0', 24, 'reserved'],
  ['224.0.0.0', 4, 'reserved'],
  ['240.0.0.0', 4, 'reserved'],
]

/** IANA IPv6 Special-Purpose Address Registry; of the rest only 2000::/3 is global unicast (RFC 4291). */
const blocks6: readonly Block[] = [
  ['::1', 128, 'loopback'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'private'],
  ['2001::', 23, 'reserved'],
  ['2001:db8::', 32, 'reserved'],
  ['3fff::', 20, 'reserved'],
]
const global6: Block = ['2000::', 3, 'reserved']

/** Blocks of IPv6 that carry an IPv4 address, and the word at which it starts. */
const carriers: readonly (readonly [first: string, bits: number, at: number])[] = [
  ['::ffff:0:0', 96, 6],
  ['::', 96, 6],
  ['64:ff9b::', 96, 6],
  ['2002::', 16, 1],
]

/**
 * What an IP address is for, or null when the text is none. Reads every spelling a browser reads: IPv4 with one to
 * four parts in decimal, octal or hexadecimal (WHATWG URL §3.5), IPv6 with or without brackets and zone. An IPv6
 * address that carries an IPv4 address (mapped, NAT64, 6to4) is judged by that one.
 */
export function addressKind(text: string): AddressKind | null {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const four = parseIpv4(bare)
  if (four !== null) return kindIn(blocks4, four, 'public')
  const six = parseIpv6(bare)
  if (six === null) return null
  const own = kindIn(blocks6, six, 'public')
  if (own !== 'public') return own
  const carrier = carriers.find(([first, bits]) => isWithin(six, first, bits))
  if (carrier !== undefined) return kindIn(blocks4, six.slice(carrier[2], carrier[2] + 2), 'public')
  return isWithin(six, global6[0], global6[1]) ? 'public' : 'reserved'
}

/** IPv4 address as two 16-bit words, or null. Reads the spellings of WHATWG URL §3.5. */
export function parseIpv4(text: string): Words | null {
  const parts = text.replace(/\.$/, '').split('.')
  if (parts.length > 4) return null
  const numbers = parts.map(parsePart)
  const last = numbers.at(-1)
  if (last === undefined || numbers.includes(null)) return null
  const heads = numbers.slice(0, -1).map(Number)
  if (heads.some((part) => part > 255) || Number(last) >= 256 ** (5 - parts.length)) return null
  const value = heads.reduce((sum, part, index) => sum + part * 256 ** (3 - index), Number(last))
  return [Math.floor(value / 65_536), value % 65_536]
}

/** IPv6 address as eight 16-bit words, or null (RFC 4291 §2.2). */
export function parseIpv6(text: string): Words | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head = '', tail] = halves
  const before = parseGroups(head, tail === undefined)
  const after = tail === undefined ? [] : parseGroups(tail, true)
  if (before === null || after === null) return null
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  return [...before, ...Array.from({ length: missing }, () => 0), ...after]
}

function parsePart(part: string): number | null {
  if (/^0x[0-9a-f]*$/i.test(part)) return part.length === 2 ? 0 : Number.parseInt(part.slice(2), 16)
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8)
  return /^[1-9]\d*$/.test(part) ? Number(part) : null
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return []
  const groups = text.split(':')
  const words: number[] = []
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) words.push(Number.parseInt(group, 16))
    else if (mayEndInIpv4 && index === groups.length - 1 && /^(?:\d{1,3}\.){3}\d{1,3}$/.test(group)) {
      const embedded = parseIpv4(group)
      if (embedded === null) return null
      words.push(...embedded)
    } else return null
  }
  return words
}

function kindIn(blocks: readonly Block[], words: Words, otherwise: AddressKind): AddressKind {
  return blocks.find(([first, bits]) => isWithin(words, first, bits))?.[2] ?? otherwise
}

function isWithin(words: Words, first: string, bits: number): boolean {
  const start = words.length === 2 ? parseIpv4(first) : parseIpv6(first)
  if (start === null) return false
  return words.every((word, index) => {
    const wanted = Math.min(16, Math.max(0, bits - index * 16))
    const shift = 16 - wanted
    return word >> shift === (start[index] ?? 0) >> shift
  })
}
