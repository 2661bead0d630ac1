import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const moved = 'moved-while-judged'

/** What axe finds wrong on the page, one line a rule with the elements; empty when clean (WCAG 2.2 A and AA). */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await waitForStillness(page)
  await page.evaluate((mark) => {
    performance.clearMarks(mark)
    document.addEventListener('transitionrun', () => performance.mark(mark), { once: true, capture: true })
  }, moved)
  // Electron cannot open the second page axe would otherwise use.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  // A message whose time is up fades while axe reads its colours: that picture counts for nothing.
  const stood = await page.evaluate((mark) => performance.getEntriesByName(mark).length === 0, moved)
  if (violations.length > 0 && !stood) return accessibilityProblems(page)
  return violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
}

/** What fades in or out has its colours only when it has arrived. */
async function waitForStillness(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity,
      ),
  )
}
