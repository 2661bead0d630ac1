import { z } from 'zod'

/** The seven things looked for: the six elements of 17 U.S.C. 512(c)(3)(A), (vi) in its two halves. */
export const analysedElements = [
  'signature',
  'work',
  'material',
  'contact',
  'goodFaith',
  'accuracy',
  'authority',
] as const
export type AnalysedElement = (typeof analysedElements)[number]

const evidence = z.object({
  /** Offset of the first UTF-16 unit in the text as given, and of the unit after the last. */
  start: z.int().min(0),
  end: z.int().min(0),
  /** The words themselves: `text.slice(start, end)`. */
  text: z.string(),
})
export type Evidence = z.infer<typeof evidence>

/**
 * `partial`: something is there, but not what the law asks. `ambiguous`: the text can be read both ways, for
 * example a declaration that stands only in a question somebody answered with “yes”.
 */
export const elementStatuses = ['present', 'partial', 'missing', 'ambiguous'] as const
export type ElementStatus = (typeof elementStatuses)[number]

const elementReading = z.object({ status: z.enum(elementStatuses), evidence: z.array(evidence) })
export type ElementReading = z.infer<typeof elementReading>

/** What a text follows, as far as it shows. */
export const analysedRegimes = [
  'us-512c',
  'us-512d',
  'us-512g',
  'us-1201',
  'eu-dsa-16',
  'us-512c+eu-dsa-16',
  'uk-ecommerce',
  'ca-41.25',
  'unknown',
] as const
export type AnalysedRegime = (typeof analysedRegimes)[number]

/** What a text is. Only `takedown` and `circumvention` are notices about somebody's material. */
export const noticeKinds = [
  'takedown',
  'circumvention',
  'counter-notice',
  'withdrawal',
  'court-action',
  'trademark',
  'guidance',
  'blank-form',
  'empty',
  'other',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

const warning = z.object({ code: z.string(), message: z.string() })
export type AnalysisWarning = z.infer<typeof warning>

export const noticeAnalysis = z.object({
  regime: z.enum(analysedRegimes),
  elements: z.object({
    signature: elementReading,
    work: elementReading,
    material: elementReading,
    contact: elementReading,
    goodFaith: elementReading,
    accuracy: elementReading,
    authority: elementReading,
  }),
  warnings: z.array(warning),
  isNotice: z.boolean(),
  kind: z.enum(noticeKinds),
})
export type NoticeAnalysis = z.infer<typeof noticeAnalysis>
