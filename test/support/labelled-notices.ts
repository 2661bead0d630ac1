import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { analyseNotice } from '../../shared/domain/notices/analyse/analyse.ts'
import {
  type AnalysedElement,
  analysedElements,
  type ElementStatus,
  elementStatuses,
} from '../../shared/domain/notices/analyse/notice-analysis.ts'
import { sharedData } from './shared-data.ts'

const label = z.enum(['present', 'present_redacted', 'partial', 'missing', 'ambiguous'])
const labels = z.object({
  notices: z.array(
    z.object({
      file: z.string(),
      elements: z.object({
        i_signature: label,
        ii_work: label,
        iii_material: label,
        iv_contact: label,
        v_good_faith: label,
      }),
      vi_split: z.object({ accuracy: label, authority_under_perjury: label }),
    }),
  ),
})

/** A real notice with what people labelled in it. */
export interface RealNotice {
  readonly file: string
  readonly text: string
  readonly want: Readonly<Record<AnalysedElement, ElementStatus>>
}

/** The labelled set of real notices beside the repository, or null when it is absent. */
export function labelledNotices(): readonly RealNotice[] | null {
  const path = sharedData('legal/notices-labels.json')
  if (path === null) return null
  return labels
    .parse(JSON.parse(readFileSync(path, 'utf8')))
    .notices.flatMap(({ file, elements, vi_split }) => {
      const text = sharedData(`legal/notices/${file}`)
      if (text === null) return []
      const want = {
        signature: plain(elements.i_signature),
        work: plain(elements.ii_work),
        material: plain(elements.iii_material),
        contact: plain(elements.iv_contact),
        goodFaith: plain(elements.v_good_faith),
        accuracy: plain(vi_split.accuracy),
        authority: plain(vi_split.authority_under_perjury),
      }
      return [{ file, text: readFileSync(text, 'utf8'), want }]
    })
}

function plain(value: z.infer<typeof label>): ElementStatus {
  return value === 'present_redacted' ? 'present' : value
}

/** How labels and readings meet: `matrix[label][reading]` counts elements. */
export type Confusion = Record<ElementStatus, Record<ElementStatus, number>>

/** The confusion matrix of some notices, one for each element and one for all. */
export function confusionOf(notices: readonly RealNotice[]): Record<AnalysedElement | 'all', Confusion> {
  const result = Object.fromEntries(
    [...analysedElements, 'all'].map((name) => [name, emptyConfusion()]),
  ) as Record<AnalysedElement | 'all', Confusion>
  for (const { text, want } of notices) {
    const { elements } = analyseNotice(text)
    for (const name of analysedElements) {
      result[name][want[name]][elements[name].status]++
      result.all[want[name]][elements[name].status]++
    }
  }
  return result
}

function emptyConfusion(): Confusion {
  const row = () =>
    Object.fromEntries(elementStatuses.map((status) => [status, 0])) as Record<ElementStatus, number>
  return { present: row(), partial: row(), missing: row(), ambiguous: row() }
}
