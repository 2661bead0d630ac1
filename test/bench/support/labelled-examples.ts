import { describe, noFacts } from '../../../shared/domain/matching/described.ts'
import { type Card, type Clustered, halfOfCluster, type LabelledPair } from './labelled-pairs.ts'
import { trigramPairs } from './trigram-blocks.ts'

export interface SourcePair extends LabelledPair {
  /** The two sources the records come from, such as `1-4`. */
  readonly sources: string
}

/** The candidate pairs of MusicBrainz-20K whose clusters both belong to a half. */
export function musicBrainzPairs(
  records: readonly Clustered[],
  half: 'fit' | 'report',
): readonly SourcePair[] {
  const kept = records.filter(({ cluster }) => halfOfCluster(cluster) === half)
  return trigramPairs(kept, 3).flatMap(([first, second]) => {
    const [one, other] = [kept[first], kept[second]]
    if (one === undefined || other === undefined) return []
    const [own, listed] = one.source < other.source ? [one, other] : [other, one]
    return [
      {
        own: own.facts,
        listed: listed.facts,
        match: own.cluster === listed.cluster,
        sources: `${String(own.source)}-${String(listed.source)}`,
      },
    ]
  })
}

export interface QuizRecording {
  readonly id: number
  readonly title: string
  readonly artist: string
  readonly year: number | null
}

export interface QuizUpload {
  readonly title: string
  /** The recording of the card. */
  readonly answer: number
  /** All recordings whose cards lead to an upload of this title: one recording, credited in several ways. */
  readonly answers: ReadonlySet<number>
}

export interface Quiz {
  readonly recordings: readonly QuizRecording[]
  readonly uploads: readonly QuizUpload[]
}

/** The cards as a catalogue of distinct recordings and the uploads they lead to. */
export function quizOf(cards: readonly Card[]): Quiz {
  const byKey = new Map<string, QuizRecording>()
  const byTitle = new Map<string, Set<number>>()
  for (const card of cards) {
    const described = describe({ ...noFacts, title: card.title, artist: card.artist })
    const key = `${described.coreKey}\n${described.credit.whole?.key ?? ''}`
    const known = byKey.get(key)
    const recording = known ?? { id: byKey.size, title: card.title, artist: card.artist, year: card.year }
    if (known === undefined) byKey.set(key, recording)
    byTitle.set(card.uploadTitle, (byTitle.get(card.uploadTitle) ?? new Set()).add(recording.id))
  }
  const uploads = [...byTitle].flatMap(([title, answers]) =>
    [...answers].map((answer) => ({ title, answer, answers })),
  )
  return { recordings: [...byKey.values()], uploads }
}

/** Each upload of a half with its recording and with up to `others` wrong ones that share rare words. */
export function quizPairs(quiz: Quiz, half: 'fit' | 'report', others: number): readonly LabelledPair[] {
  const described = quiz.recordings.map(({ title, artist }) => describe({ ...noFacts, title, artist }))
  const lists = new Map<string, number[]>()
  for (const [index, { everything }] of described.entries()) {
    for (const word of everything.words) lists.set(word, [...(lists.get(word) ?? []), index])
  }
  return quiz.uploads.flatMap(({ title, answer, answers }) => {
    if (halfOfCluster(answer) !== half) return []
    const listed = { ...noFacts, title }
    const shared = new Map<number, number>()
    for (const word of describe(listed).everything.words) {
      const list = lists.get(word) ?? []
      for (const other of list) shared.set(other, (shared.get(other) ?? 0) + 1 / list.length)
    }
    for (const right of answers) shared.delete(right)
    const wrong = [...shared].sort((a, b) => b[1] - a[1]).slice(0, others)
    return [answer, ...wrong.map(([id]) => id)].flatMap((id) => {
      const recording = quiz.recordings[id]
      if (recording === undefined) return []
      const own = { ...noFacts, title: recording.title, artist: recording.artist }
      return [{ own, listed, match: id === answer }]
    })
  })
}
