import { z } from 'zod'
import type { NamedCredit } from '../../../../shared/domain/catalogue/credits.ts'
import {
  divideCredits,
  type RowRights,
  type RowWork,
} from '../../../../shared/domain/catalogue/row-rights.ts'
import { parseIpi } from '../../../../shared/domain/identifiers/ipi.ts'
import { parseIsni } from '../../../../shared/domain/identifiers/isni.ts'
import { parseIswc } from '../../../../shared/domain/identifiers/iswc.ts'
import { roleOfWord } from '../../../../shared/domain/rights/role-words.ts'

// Relations as the web service gives them with inc=artist-rels+work-rels+recording-level-rels+work-level-rels.

const text = z.string().nullish()
const codes = z.array(z.string()).nullish()
const person = z.object({ name: text, ipis: codes, isnis: codes })

const relationBase = z.object({
  type: text,
  'target-type': text,
  'target-credit': text,
  attributes: z.array(z.string()).nullish(),
  artist: person.nullish(),
})
const work = z.object({ title: text, iswcs: codes, relations: z.array(relationBase).nullish() })
const relation = relationBase.extend({ work: work.nullish() })
type Relation = z.infer<typeof relation>

/** Relations of a recording; what is not as the web service documents it is passed over. */
export const relations = z.array(relation).nullish().catch(null)

export interface CreditedName {
  readonly name: string
  /** What stands before the name. */
  readonly joined: string
}

/** What the relations and the artist credit of a recording say about rights; null when they say nothing. */
export function musicBrainzRights(
  related: readonly Relation[],
  names: readonly CreditedName[],
  artist: string,
): RowRights | null {
  const people = related.flatMap(creditsOf)
  const onCover =
    names.length < 2 && people.length === 0
      ? []
      : names.map(({ name, joined }) =>
          plain(name, /feat|ft\./i.test(joined) ? 'featured-artist' : 'main-artist'),
        )
  const { credits, workCredits } = divideCredits([...onCover, ...people], artist)
  const linked = related.flatMap((one) => workOf(one) ?? [])
  const works: RowWork[] =
    workCredits.length === 0 || linked.length > 1
      ? linked
      : linked.length === 1
        ? linked.map((one) => ({ ...one, credits: [...one.credits, ...workCredits] }))
        : [{ title: '', iswc: null, relation: 'performance', credits: workCredits }]
  if (credits.length + works.length === 0) return null
  return { works, credits, releaseCredits: [] }
}

function workOf({ 'target-type': target, work: about, attributes }: Relation): RowWork | null {
  if (target !== 'work' || !about) return null
  const iswc = (about.iswcs ?? []).map(parseIswc).find((reading) => reading.status === 'valid')
  const how = attributes ?? []
  return {
    title: about.title ?? '',
    iswc: iswc?.status === 'valid' ? iswc.value : null,
    relation: how.includes('medley') ? 'medley' : how.includes('cover') ? 'cover' : 'performance',
    credits: (about.relations ?? []).flatMap(creditsOf),
  }
}

/** One credit for every instrument or kind of voice; else one for the type of the relation. */
function creditsOf(one: z.infer<typeof relationBase>): NamedCredit[] {
  const name = (one['target-credit'] ?? '') || (one.artist?.name ?? '')
  if (one['target-type'] !== 'artist' || name === '' || !one.type) return []
  const ipi = (one.artist?.ipis ?? []).map(parseIpi).find((reading) => reading.status === 'valid')
  const isni = (one.artist?.isnis ?? []).map(parseIsni).find((reading) => reading.status === 'valid')
  const numbers = {
    ipi: ipi?.status === 'valid' && !ipi.value.startsWith('I') ? ipi.value : null,
    isni: isni?.status === 'valid' ? isni.value : null,
  }
  return rolesOf(one.type, one.attributes ?? []).map((role) => ({
    ...plain(name, role.role),
    ...role,
    ...numbers,
  }))
}

function rolesOf(type: string, attributes: readonly string[]) {
  const has = (word: string) => attributes.includes(word)
  if (type === 'producer' && has('executive')) return [roleOfWord('executive producer')]
  if (type === 'producer' && has('co')) return [roleOfWord('co-producer')]
  if (type !== 'instrument' && type !== 'vocal') return [roleOfWord(type)]
  const played = attributes.filter((word) => !/^(additional|guest|solo|minor)$/.test(word))
  if (played.length === 0) return [roleOfWord(type)]
  return played.map((word) => {
    const named = roleOfWord(word)
    return type === 'instrument' ? { role: 'instrument', instrument: named.instrument || word } : named
  })
}

function plain(name: string, role: string): NamedCredit {
  return { name, role, instrument: '', ipi: null, isni: null }
}
