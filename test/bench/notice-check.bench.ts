import { analyseNotice } from '../../shared/domain/notices/analyse/analyse.ts'
import { confusionOf, labelledNotices } from '../support/labelled-notices.ts'
import { completeNoticeText, mutantNotice, mutations } from '../support/notice-generator.ts'
import { median } from './support/statistics.ts'

// Notices analysed in a second on one core, real ones where they are beside the repository and generated ones, and how
// the readings of the real ones meet their labels. The peer is the least any analysis does: to look for each element
// with one regular expression. Processor time stands beside the time on the clock, which says little on a busy machine.

const real = labelledNotices()
const generated = [
  ...Array.from({ length: 100 }, (_, seed) => completeNoticeText(seed).text),
  ...mutations.flatMap((mutation) =>
    Array.from({ length: 10 }, (_, seed) => mutantNotice(mutation, seed).text),
  ),
]

const naive = [
  /\/s\/|signature|sincerely/i,
  /work|song|title/i,
  /https?:\/\//i,
  /@|phone|address/i,
  /good faith belief/i,
  /information .{0,60}accurate/i,
  /penalty of perjury/i,
]

interface Rate {
  readonly perSecond: number
  readonly perProcessorSecond: number
}

function rate(texts: readonly string[], work: (text: string) => unknown): Rate {
  for (const text of texts) work(text)
  const rounds = Array.from({ length: 7 }, () => {
    const cpu = process.cpuUsage()
    const began = performance.now()
    let count = 0
    while (performance.now() - began < 700) {
      for (const text of texts) work(text)
      count += texts.length
    }
    const seconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    return { perSecond: count / seconds, perProcessorSecond: count / ((user + system) / 1e6) }
  })
  return {
    perSecond: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
    perProcessorSecond: Math.round(median(rounds.map(({ perProcessorSecond }) => perProcessorSecond))),
  }
}

const peer = (text: string) => naive.map((pattern) => pattern.test(text))
const texts = (real ?? []).map(({ text }) => text)
const huge = [...generated, ...texts].join('\n\n').repeat(60).slice(0, 10_000_000)
const began = performance.now()
analyseNotice(huge)
const hugeMs = Math.round(performance.now() - began)

console.log(
  JSON.stringify(
    {
      bench: 'notice-check',
      budget: 'at least 500 notices a second',
      generated: {
        notices: generated.length,
        analyse: rate(generated, analyseNotice),
        sevenPatterns: rate(generated, peer),
      },
      real:
        real === null
          ? { skipped: 'the labelled data is not beside the repository' }
          : {
              notices: real.length,
              analyse: rate(texts, analyseNotice),
              sevenPatterns: rate(texts, peer),
              confusion: confusionOf(real),
            },
      tenMegabytes: { ms: hugeMs },
    },
    null,
    1,
  ),
)
