import { z } from 'zod'
import { draftLanguages } from './draft-input.ts'

const sentence = z.object({
  text: z.string(),
  /** Id of the rule it follows: where it comes from. */
  rule: z.string(),
  language: z.enum(draftLanguages),
})
/** One sentence with the rule it follows. */
export type DraftSentence = z.infer<typeof sentence>

const row = z.object({ label: z.string(), value: z.string(), rule: z.string() })
export type DraftRow = z.infer<typeof row>

const material = z.object({ number: z.string(), url: z.string(), seen: z.string() })
export type DraftMaterial = z.infer<typeof material>

const work = z.object({ rows: z.array(row), materials: z.array(material) })
/** One work with its addresses. */
export type DraftWork = z.infer<typeof work>

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('section'), title: z.string() }),
  z.object({ kind: z.literal('paragraph'), sentences: z.array(sentence) }),
  z.object({ kind: z.literal('rows'), rows: z.array(row) }),
  z.object({
    kind: z.literal('works'),
    heading: z.string(),
    works: z.array(work),
    rules: z.array(z.string()),
  }),
])
export type DraftBlock = z.infer<typeof block>

/**
 * A letter before layout: text, PDF, DOCX, mail and page are all set from it. A sent notice keeps it, so that what
 * was sent reads the same after the words or rules of later letters have changed.
 */
export const draftLetter = z.object({
  regime: z.string(),
  language: z.enum(draftLanguages),
  subject: z.string(),
  heading: z.string(),
  /** The law it rests on, as cited; empty for letters no law gives a form. */
  basis: z.string(),
  recipient: z.string(),
  /** Day of the signature in the letter's own words, or the reminder that it is missing. */
  date: z.string(),
  blocks: z.array(block),
  /** The version of every rule the letter was made with. */
  ruleVersions: z.record(z.string(), z.int()),
})
export type DraftLetter = z.infer<typeof draftLetter>

/** Every rule some blocks follow. */
export function rulesIn(blocks: readonly DraftBlock[]): readonly string[] {
  return blocks.flatMap((each) => {
    if (each.kind === 'paragraph') return each.sentences.map(({ rule }) => rule)
    if (each.kind === 'rows') return each.rows.map(({ rule }) => rule)
    return each.kind === 'works'
      ? [...each.rules, ...each.works.flatMap(({ rows }) => rows.map(({ rule }) => rule))]
      : []
  })
}
