import { describe, expect, test } from 'vitest'
import { heldOutAgain } from '../../fixtures/status-pages/held-out-2.ts'
import { heldOutThird } from '../../fixtures/status-pages/held-out-3.ts'
import { heldOutFourth } from '../../fixtures/status-pages/held-out-4.ts'
import { heldOutFifth } from '../../fixtures/status-pages/held-out-5.ts'
import { heldOutSixth } from '../../fixtures/status-pages/held-out-6.ts'
import { heldOutSeventh } from '../../fixtures/status-pages/held-out-7.ts'
import { heldOutEighth } from '../../fixtures/status-pages/held-out-8.ts'
import { heldOut } from '../../fixtures/status-pages/held-out.ts'
import { judged, measure } from '../../fixtures/status-pages/judge.ts'
import { lookAlikes } from '../../fixtures/status-pages/look-alikes.ts'
import type { StatusPage } from '../../fixtures/status-pages/page-shape.ts'
import { softGone } from '../../fixtures/status-pages/soft-gone.ts'

const all = (pages: readonly StatusPage[]) => Promise.all(pages.map(judged))

describe('pages that answer 200 where something was taken away', () => {
  test('the set is as large as it must be, in six languages', () => {
    const languages = new Set(softGone.map(({ language }) => language))
    expect([...languages].sort()).toEqual(['de', 'en', 'es', 'fr', 'it', 'pt'])
    expect(softGone.length).toBeGreaterThanOrEqual(60)
    expect(lookAlikes.length).toBeGreaterThanOrEqual(60)
    expect(
      new Set(
        [...softGone, ...lookAlikes].map(
          ({ html, finalUrl, status }) => `${html} ${finalUrl ?? ''} ${String(status)}`,
        ),
      ).size,
    ).toBe(softGone.length + lookAlikes.length)
  })

  test('nothing that is there or cannot be told is called down; what is down is found', async () => {
    const measured = measure(await all([...softGone, ...lookAlikes]))
    expect(measured.falseDown).toEqual([])
    expect(measured.recall, measured.missed.join('\n')).toBeGreaterThanOrEqual(0.95)
  })

  test('pages written after the rules were done stay told apart', async () => {
    const later = [...heldOutFourth, ...heldOutFifth, ...heldOutSixth, ...heldOutSeventh, ...heldOutEighth]
    const measured = measure(await all([...heldOut, ...heldOutAgain, ...heldOutThird, ...later]))
    expect(measured.falseDown).toEqual([])
    expect(measured.recall, measured.missed.join('\n')).toBeGreaterThanOrEqual(0.95)
  })

  test('what plays is there, and what stands behind a wall is unknown', async () => {
    const wrong = (await all(lookAlikes)).filter(({ page, got }) => page.expect !== got)
    expect(wrong.map(({ page, reason }) => `${page.name}: ${reason}`)).toEqual([])
  })

  test('every removal is shown with the words that say it', async () => {
    const told = (await all(softGone)).filter(
      ({ reason }) => reason === 'removal-words' || reason === 'site-words',
    )
    expect(told.length).toBeGreaterThan(50)
    for (const { page, snippet } of told) {
      const plain = (text: string) =>
        text
          .replace(/<[^>]*>/gu, ' ')
          .replace(/\s+/gu, ' ')
          .trim()
      expect(plain(page.html)).toContain(snippet.slice(0, 20))
    }
  })
})

describe('the same pages as a live song', () => {
  /** With its player in the same place, a page that merely mentions a removal in passing is never down. */
  test('no removal in the words of others is taken for the page’s own', async () => {
    const quoted = softGone
      .filter(
        ({ finalUrl, sibling, before }) =>
          finalUrl === undefined && sibling === undefined && before === undefined,
      )
      .map((page): StatusPage => {
        const body =
          /<main>([\s\S]*)<\/main>/u.exec(page.html)?.[1] ??
          /<body>([\s\S]*)<\/body>/u.exec(page.html)?.[1] ??
          ''
        const words = body.replace(/<[^>]*>/gu, ' ')
        const html = `<title>Harbour Lights</title><main><h1>Harbour Lights</h1><p>Luna Vale</p><audio src="/luna-vale-harbour-lights.mp3"></audio><section class="comments"><p>${words}</p></section><div class="lyrics">${words}</div><footer>${words}</footer></main>`
        return { ...page, expect: 'there', html, askedUrl: 'https://tunestack.example/t/1' }
      })
    expect(quoted.length).toBeGreaterThan(50)
    const wrong = (await all(quoted)).filter(({ got }) => got !== 'there')
    expect(wrong.map(({ page, reason, snippet }) => `${page.name}: ${reason} ${snippet}`)).toEqual([])
  })
})
