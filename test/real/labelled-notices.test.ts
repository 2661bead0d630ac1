import { describe, expect, it } from 'vitest'
import { analyseNotice } from '../../shared/domain/notices/analyse/analyse.ts'
import { analysedElements } from '../../shared/domain/notices/analyse/notice-analysis.ts'
import { confusionOf, labelledNotices } from '../support/labelled-notices.ts'

const notices = labelledNotices()

// Skipped where the labelled notices (shared/data/legal) are not beside the repository.
describe.skipIf(notices === null)('real notices with labels', () => {
  it.each((notices ?? []).map((notice) => [notice.file, notice] as const))(
    '%s is read as labelled',
    (_, { text, want }) => {
      const { elements } = analyseNotice(text)
      const read = Object.fromEntries(analysedElements.map((name) => [name, elements[name].status]))
      expect(read).toEqual(want)
    },
  )

  it('never takes a partial element for a present one', () => {
    const { all } = confusionOf(notices ?? [])
    expect(all.partial.present).toBe(0)
    expect(all.missing.present).toBe(0)
    expect(all.ambiguous.present).toBe(0)
  })
})
