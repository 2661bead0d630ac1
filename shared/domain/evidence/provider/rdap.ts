import { z } from 'zod'
import { parseIpv4, parseIpv6 } from '../capture/ip-address.ts'

/** A bootstrap file of IANA: which registry answers for which names or addresses (RFC 9224 §3). */
export const rdapBootstrap = z.object({
  publication: z.string(),
  services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])),
})
export type RdapBootstrap = z.infer<typeof rdapBootstrap>

/** The address of the registry for a domain: the longest entry that ends it (RFC 9224 §4); null when there is none. */
export function domainService({ services }: RdapBootstrap, domain: string): string | null {
  const labels = domain.toLowerCase().split('.')
  for (let from = 0; from < labels.length; from++) {
    const ending = labels.slice(from).join('.')
    const found = services.find(([entries]) => entries.includes(ending))
    if (found !== undefined) return secureOf(found[1])
  }
  return null
}

/** The address of the registry for an IP address: the longest prefix it lies in (RFC 9224 §5); null without one. */
export function addressService({ services }: RdapBootstrap, ip: string): string | null {
  let best: { readonly bits: number; readonly urls: readonly string[] } | null = null
  for (const [prefixes, urls] of services) {
    for (const prefix of prefixes) {
      const bits = bitsWithin(ip, prefix)
      if (bits !== null && bits > (best?.bits ?? -1)) best = { bits, urls }
    }
  }
  return best === null ? null : secureOf(best.urls)
}

/** HTTPS is preferred where a registry answers on both (RFC 9224 §3). Ends with a slash. */
function secureOf(urls: readonly string[]): string | null {
  const url = urls.find((one) => one.startsWith('https:')) ?? urls[0] ?? null
  return url === null || url.endsWith('/') ? url : `${url}/`
}

/** The length of a prefix the address lies in, in bits; null when it lies outside. */
function bitsWithin(ip: string, prefix: string): number | null {
  const [first = '', length = ''] = prefix.split('/')
  const read = ip.includes(':') ? parseIpv6 : parseIpv4
  if (ip.includes(':') !== first.includes(':')) return null
  const words = read(ip)
  const start = read(first)
  const bits = Number(length)
  if (words === null || start === null || !Number.isInteger(bits)) return null
  const same = (word: number, index: number) => {
    const left = Math.min(16, Math.max(0, bits - index * 16))
    return word >>> (16 - left) === (start[index] ?? 0) >>> (16 - left)
  }
  return words.every(same) ? bits : null
}

const publicId = z.object({ type: z.string(), identifier: z.string() })
const event = z.object({ eventAction: z.string(), eventDate: z.string() })

/** An entity of an answer (RFC 9083 §5.1), of which the parts that are shown are read. */
interface RdapEntity {
  readonly roles: readonly string[]
  readonly handle: string
  readonly publicIds: readonly z.infer<typeof publicId>[]
  readonly vcardArray?: unknown
  readonly entities: readonly RdapEntity[]
}

const list = <T extends z.ZodType>(item: T) => z.array(item).catch([]).default([])

const entity: z.ZodType<RdapEntity> = z.lazy(() =>
  z.object({
    roles: list(z.string()),
    handle: z.string().catch('').default(''),
    publicIds: list(publicId),
    vcardArray: z.unknown().optional(),
    entities: z.array(entity).catch([]).default([]),
  }),
)

const nested = z.looseObject({ entities: z.array(z.unknown()) })

const rdapDomain = z.object({
  objectClassName: z.literal('domain'),
  ldhName: z.string().catch('').default(''),
  status: list(z.string()),
  events: list(event),
  nameservers: list(z.object({ ldhName: z.string() })),
  entities: z.array(entity).catch([]).default([]),
})

const rdapNetwork = z.object({
  objectClassName: z.literal('ip network'),
  handle: z.string().catch('').default(''),
  name: z.string().catch('').default(''),
  startAddress: z.string().catch('').default(''),
  endAddress: z.string().catch('').default(''),
  country: z.string().catch('').default(''),
  entities: z.array(entity).catch([]).default([]),
})

/** Somebody an answer names, and how they are reached. Empty texts are not told. */
export const contact = z.object({ name: z.string(), email: z.string(), phone: z.string() })
export type Contact = z.infer<typeof contact>

/** What the registry of a domain tells about it. */
export const domainFacts = z.object({
  name: z.string(),
  registrar: contact.nullable(),
  /** Number of the registrar at IANA. */
  registrarId: z.string(),
  registeredAt: z.string(),
  expiresAt: z.string(),
  nameServers: z.array(z.string()),
  status: z.array(z.string()),
  abuse: contact.nullable(),
})
export type DomainFacts = z.infer<typeof domainFacts>

/** What the registry of an address tells about the network it lies in: who hosts. */
export const networkFacts = z.object({
  name: z.string(),
  handle: z.string(),
  range: z.string(),
  country: z.string(),
  holder: contact.nullable(),
  abuse: contact.nullable(),
})
export type NetworkFacts = z.infer<typeof networkFacts>

/** Reads the answer for a domain; null when it is no such answer. */
export function readDomain(answer: unknown): DomainFacts | null {
  const { data } = rdapDomain.safeParse(pruned(answer))
  if (data === undefined) return null
  const all = flat(data.entities)
  const registrar = all.find(({ roles }) => roles.includes('registrar'))
  const dateOf = (action: string) =>
    data.events.find(({ eventAction }) => eventAction === action)?.eventDate ?? ''
  return {
    name: data.ldhName.toLowerCase(),
    registrar: registrar === undefined ? null : contactOf(registrar),
    registrarId: registrar?.publicIds.find(({ type }) => /iana/i.test(type))?.identifier ?? '',
    registeredAt: dateOf('registration'),
    expiresAt: dateOf('expiration'),
    nameServers: data.nameservers.map(({ ldhName }) => ldhName.toLowerCase()).sort(),
    status: [...data.status],
    abuse: abuseOf(all),
  }
}

/** Reads the answer for an address; null when it is no such answer. */
export function readNetwork(answer: unknown): NetworkFacts | null {
  const { data } = rdapNetwork.safeParse(pruned(answer))
  if (data === undefined) return null
  const all = flat(data.entities)
  const holder = all.find(({ roles }) => roles.includes('registrant')) ?? all[0]
  return {
    name: data.name,
    handle: data.handle,
    range: data.startAddress === '' ? '' : `${data.startAddress} – ${data.endAddress}`,
    country: data.country,
    holder: holder === undefined ? null : contactOf(holder),
    abuse: abuseOf(all),
  }
}

const deepest = 8

/** Cuts entities nested deeper than any registry does: an answer made to exhaust its reader must not. */
function pruned(value: unknown, depth = 0): unknown {
  const { data } = nested.safeParse(value)
  if (data === undefined) return value
  const entities = depth > deepest ? [] : data.entities.map((one) => pruned(one, depth + 1))
  return { ...data, entities }
}

/** Entities lie inside each other: the abuse desk of a registrar is an entity of the registrar. */
function flat(entities: readonly RdapEntity[]): readonly RdapEntity[] {
  return entities.flatMap((one) => [one, ...flat(one.entities)])
}

function abuseOf(all: readonly RdapEntity[]): Contact | null {
  const found = all.find(({ roles }) => roles.includes('abuse'))
  return found === undefined ? null : contactOf(found)
}

const property = z.tuple([z.string(), z.unknown(), z.unknown(), z.unknown()]).rest(z.unknown())

/** Name, e-mail and telephone of a jCard (RFC 7095). */
function contactOf({ vcardArray, handle }: RdapEntity): Contact {
  const card = z.tuple([z.literal('vcard'), z.array(z.unknown())]).safeParse(vcardArray).data
  const properties = (card?.[1] ?? []).flatMap((one) => {
    const { data } = property.safeParse(one)
    return data === undefined ? [] : [data]
  })
  const textOf = (name: string) => {
    const value = properties.find(([key]) => key.toLowerCase() === name)?.[3]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    name: textOf('fn') || textOf('org') || handle,
    email: textOf('email').replace(/^mailto:/i, ''),
    phone: textOf('tel').replace(/^tel:/i, ''),
  }
}
