import { z } from 'zod'

/** The keys of all accounts the listing `l` stands under, as JSON; read them by `accountKeysIn`. */
export const accountKeysSql = '(SELECT json_group_array(a.key) FROM listing_page a WHERE a.listing_id = l.id)'

const keys = z.array(z.string())

/** What `accountKeysSql` gives, as a list. */
export function accountKeysIn(json: string): readonly string[] {
  return json === '[]' ? [] : keys.parse(JSON.parse(json))
}
