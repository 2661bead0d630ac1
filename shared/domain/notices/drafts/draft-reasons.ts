import { inline } from '../plain-text.ts'
import type { DraftInput } from './draft-input.ts'
import { given, pending } from './draft-parts.ts'
import { fill, type LetterFrame } from './frame.ts'

/** Why the material is unlawful: whose the rights are, in the capacity in which the claimant signs, and the rest. */
export function reasonsText({ claimant }: DraftInput, { whose, why }: LetterFrame): string {
  if (claimant === null) return pending('who you are')
  const { role, company, artistName } = claimant
  const firm = inline(company)
  if (role === 'agent')
    return `${fill(whose.agent, { owner: given(artistName, 'the owner you act for') })} ${why}`
  if (firm === '') return `${whose[role]} ${why}`
  return `${fill(role === 'owner' ? whose.agent : whose.licensedCompany, { owner: firm })} ${why}`
}
