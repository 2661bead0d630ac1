import type { Database } from 'better-sqlite3'
import type { NamedCredit } from '../../../shared/domain/catalogue/credits.ts'
import { artistKey } from '../../../shared/domain/text/fold.ts'

/** A party as far as an import needs it: of the catalogue, or one the import will make. */
export type DraftParty = {
  readonly id: number
  readonly is_new: number
  readonly kind: 'person' | 'group' | 'organisation'
  readonly name: string
  readonly name_key: string
  readonly ipi_name: string | null
  readonly isni: string | null
}

/** Whom a credit names; `ambiguous` when several parties are called so and nothing tells them apart. */
export type PartyFound = { readonly party: DraftParty; readonly changed: boolean } | 'ambiguous'

const kinds: Readonly<Record<string, DraftParty['kind']>> = {
  'original-publisher': 'organisation',
  'sub-publisher': 'organisation',
  administrator: 'organisation',
  label: 'organisation',
  orchestra: 'group',
  choir: 'group',
}
const columns = 'id, kind, name, name_key, ipi_name, isni'
/** Names repeat from row to row; more than these are looked up again. */
const mostRemembered = 20_000

/**
 * Finds who is named: by IPI, then ISNI, then name or another known name, where the numbers do not speak against it;
 * else makes a party in the draft. A number that is known of nobody yet is filled in.
 */
export function createPartyFinder(main: Database, draft: Database): (credit: NamedCredit) => PartyFound {
  const inDraft = draft.prepare<[number], DraftParty>('SELECT * FROM party WHERE id = ?')
  const draftBy = {
    ipi: draft.prepare<[string], DraftParty>('SELECT * FROM party WHERE ipi_name = ?'),
    isni: draft.prepare<[string], DraftParty>('SELECT * FROM party WHERE isni = ? ORDER BY id'),
    name: draft.prepare<[string], DraftParty>(
      'SELECT * FROM party WHERE name_key = ? AND is_new = 1 ORDER BY id',
    ),
  }
  const select = `SELECT ${columns}, 0 AS is_new FROM party`
  const mainBy = {
    ipi: main.prepare<[string], DraftParty>(`${select} WHERE ipi_name = ?`),
    isni: main.prepare<[string], DraftParty>(`${select} WHERE isni = ? ORDER BY id`),
    name: main.prepare<[string, string], DraftParty>(
      `${select} WHERE name_key = ? OR id IN (SELECT party_id FROM party_alias WHERE name_key = ?) ORDER BY id`,
    ),
  }
  const put = draft.prepare<(string | number | null)[]>(
    `INSERT OR REPLACE INTO party (${columns}, is_new) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  let last = main.prepare<[], number>('SELECT coalesce(max(id), 0) FROM party').pluck().get() ?? 0
  const remembered = new Map<string, DraftParty>()

  const asPlanned = (party: DraftParty): DraftParty => inDraft.get(party.id) ?? party
  function store(party: DraftParty): DraftParty {
    const { id, kind, name, name_key, ipi_name, isni, is_new } = party
    put.run(id, kind, name, name_key, ipi_name, isni, is_new)
    return party
  }

  function candidates(credit: NamedCredit, key: string): readonly DraftParty[] {
    const { ipi, isni } = credit
    const byIpi = ipi === null ? undefined : (draftBy.ipi.get(ipi) ?? mainBy.ipi.get(ipi))
    if (byIpi !== undefined) return [asPlanned(byIpi)]
    const fits = (party: DraftParty) =>
      (ipi === null || party.ipi_name === null) &&
      (isni === null || party.isni === null || party.isni === isni)
    const byIsni = isni === null ? [] : [...draftBy.isni.all(isni), ...mainBy.isni.all(isni)].map(asPlanned)
    const known = byIsni.find(fits)
    if (known !== undefined) return [known]
    const namesakes = [...mainBy.name.all(key, key), ...draftBy.name.all(key)].map(asPlanned).filter(fits)
    const exact = namesakes.filter(({ name }) => name === credit.name)
    return exact.length > 0 ? exact : namesakes
  }

  return (credit) => {
    const memory = `${credit.name}\n${credit.ipi ?? ''}\n${credit.isni ?? ''}`
    const before = remembered.get(memory)
    if (before !== undefined) return { party: before, changed: false }
    const key = artistKey(credit.name)
    const [known, ...others] = candidates(credit, key)
    if (known !== undefined && others.length > 0) return 'ambiguous'
    let party: DraftParty
    let changed = true
    if (known === undefined) {
      party = store({
        ...{ id: ++last, is_new: 1, kind: kinds[credit.role] ?? 'person', name: credit.name, name_key: key },
        ...{ ipi_name: credit.ipi, isni: credit.isni },
      })
    } else {
      const filled = { ipi_name: known.ipi_name ?? credit.ipi, isni: known.isni ?? credit.isni }
      changed = filled.ipi_name !== known.ipi_name || filled.isni !== known.isni
      party = changed ? store({ ...known, ...filled }) : known
    }
    if (changed || remembered.size >= mostRemembered) remembered.clear()
    remembered.set(memory, party)
    return { party, changed }
  }
}
