import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { measureMatching } from './support/matching-quality.ts'
import { reliabilityPlot } from './support/reliability-plot.ts'

// How good the matcher is on labelled data, all of it on halves that fixed nothing. Writes the reliability plot anew;
// docs/matching.md says what the figures mean.

const measured = measureMatching()
if (measured === null) {
  console.log(
    JSON.stringify({ bench: 'matching', skipped: 'the labelled data is not beside the repository' }),
  )
} else {
  const { musicBrainz, structured, dirty, quiz, codes, traps, reliability } = measured
  const plot = fileURLToPath(new URL('../../docs/images/matching-reliability.svg', import.meta.url))
  writeFileSync(plot, reliabilityPlot(reliability))
  const figures = ({ precision, recall, f1 }: typeof structured) => ({ precision, recall, f1 })
  console.log(
    JSON.stringify(
      {
        bench: 'matching',
        musicBrainz20k: { meanF1: musicBrainz.meanF1, bySources: musicBrainz.bySources },
        itunesAmazonStructured: figures(structured),
        itunesAmazonDirty: figures(dirty),
        hitsterUploads: quiz,
        isrc: codes,
        traps: { pairs: traps.pairs, right: traps.right, wrong: traps.wrong },
        reliability,
      },
      null,
      1,
    ),
  )
}
