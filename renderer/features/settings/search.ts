import type { SettingsSection } from '../../app/routes.ts'
import { strings } from './strings.ts'

const order: readonly SettingsSection[] = [
  'profile',
  'isrc',
  'ledger',
  'live',
  'signing',
  'timestamps',
  'appearance',
  'deadlines',
  'data',
  'about',
]

/** The sections in which every word of the search occurs, in their order; all of them for an empty search. */
export function matchingSections(query: string): readonly SettingsSection[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return order.filter((section) => {
    const { title, description, words: more } = strings.sections[section]
    const text = `${title} ${description} ${more}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
