// Does this version need an ISRC of its own? The questions and the rules as data, each rule with its source. Where the
// sources differ the artist decides: they are told who says what.

export type DecisionConclusion = 'new-code' | 'same-code' | 'artist-decides'
export type DecisionAnswers = Readonly<Record<string, string>>

export interface DecisionQuestion {
  readonly id: string
  readonly text: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  /** Asked only after these answers. */
  readonly when?: DecisionAnswers
}

export interface DecisionRule {
  readonly when: DecisionAnswers
  readonly conclusion: DecisionConclusion
  /** The rule in a sentence, as it is recorded. */
  readonly rule: string
  /** Who says so. */
  readonly source: string
}

const ifpiNew = 'IFPI, When to assign an ISRC (isrc.ifpi.org)'
const ifpiSame = 'IFPI, When not to assign an ISRC (isrc.ifpi.org)'
const scpp = 'SCPP, When to assign an ISRC (isrc.scpp.fr)'
const riaaAdvice = 'Songtrust, after RIAA advice (help.songtrust.com)'
const handbook = 'ISRC Handbook, Annex A'

export const decisionQuestions: readonly DecisionQuestion[] = [
  {
    id: 'change',
    text: 'Compared with the recording that has a code, what is different?',
    options: [
      { id: 'format', label: 'Only the file format, bit rate or medium' },
      {
        id: 'reissue',
        label: 'Only where or by whom it is released: compilation, re-release, territory, licence',
      },
      { id: 'performance', label: 'It is another performance or take: re-recorded, live, cover' },
      { id: 'mix', label: 'The mix or the edit: remix, radio edit, extended, surround' },
      { id: 'part', label: 'It is a part sold by itself: instrumental, a cappella, stems, a ringtone clip' },
      { id: 'movement', label: 'It is one movement of a work that also has a code as a whole' },
      { id: 'video', label: 'It is the music video' },
      { id: 'length', label: 'Only the playing time' },
      { id: 'remaster', label: 'It is remastered or restored' },
    ],
  },
  {
    id: 'creative',
    text: 'What did the remastering do?',
    when: { change: 'remaster' },
    options: [
      { id: 'creative', label: 'It is a restoration with creative input' },
      { id: 'full', label: 'A full sonic restoration, without creative input' },
      { id: 'level', label: 'Level, tone and clean-up only' },
    ],
  },
  {
    id: 'difference',
    text: 'By how much does the playing time differ?',
    when: { change: 'remaster' },
    options: [
      { id: 'under-5', label: 'Less than 5 seconds' },
      { id: 'under-10', label: '5 to 10 seconds' },
      { id: 'over-10', label: 'More than 10 seconds' },
    ],
  },
  {
    id: 'difference',
    text: 'By how much does the playing time differ?',
    when: { change: 'length' },
    options: [
      { id: 'under-5', label: 'Less than 5 seconds' },
      { id: 'over-5', label: '5 seconds or more' },
    ],
  },
]

/** The first rule whose answers were all given decides. */
export const decisionRules: readonly DecisionRule[] = [
  rule(
    { change: 'format' },
    'same-code',
    'Another format or bit rate of the same recording keeps its code.',
    ifpiSame,
  ),
  rule(
    { change: 'reissue' },
    'same-code',
    'Re-release, compilation, licence, sale or another territory do not change the code.',
    ifpiSame,
  ),
  rule({ change: 'performance' }, 'new-code', 'Every recording of its own has a code of its own.', ifpiNew),
  rule({ change: 'mix' }, 'new-code', 'A different mix or edit is a different recording.', ifpiNew),
  rule({ change: 'part' }, 'new-code', 'A part that is exploited separately needs its own code.', ifpiNew),
  rule({ change: 'movement' }, 'new-code', 'Each movement has a code, and so has the whole.', ifpiNew),
  rule(
    { change: 'video' },
    'new-code',
    'The music video is coded separately from the audio recording.',
    ifpiNew,
  ),
  rule(
    { change: 'length', difference: 'over-5' },
    'new-code',
    'A different playing time needs a new code.',
    ifpiNew,
  ),
  rule(
    { change: 'length', difference: 'under-5' },
    'artist-decides',
    'Sources differ: IFPI asks for a new code when the playing time changes; SCPP keeps the code below 5 seconds.',
    `${ifpiNew}; ${scpp}`,
  ),
  rule(
    { change: 'remaster', creative: 'creative' },
    'new-code',
    'A restoration with creative input is a new recording.',
    ifpiNew,
  ),
  rule(
    { change: 'remaster', difference: 'over-10' },
    'new-code',
    'A remaster whose playing time differs by more than 10 seconds gets a new code.',
    riaaAdvice,
  ),
  rule(
    { change: 'remaster', creative: 'level', difference: 'under-5' },
    'same-code',
    'Sonic restoration with less than 5 seconds of difference keeps the code.',
    scpp,
  ),
  rule(
    { change: 'remaster', creative: 'full' },
    'artist-decides',
    'Sources differ: SCPP keeps the code for sonic restoration, older advice asks for a new one after a full restoration; the Handbook says it depends.',
    `${scpp}; ${riaaAdvice}; ${handbook}`,
  ),
  rule(
    { change: 'remaster', difference: 'under-10' },
    'artist-decides',
    'Sources differ: between 5 and 10 seconds SCPP asks for a new code, older advice only above 10; the Handbook says it depends.',
    `${scpp}; ${riaaAdvice}; ${handbook}`,
  ),
]

function rule(
  when: DecisionAnswers,
  conclusion: DecisionConclusion,
  text: string,
  source: string,
): DecisionRule {
  return { when, conclusion, rule: text, source }
}

/** The next question that is open after these answers, or null when all are answered. */
export function nextQuestion(answers: DecisionAnswers): DecisionQuestion | null {
  return (
    decisionQuestions.find(
      (question) => answers[question.id] === undefined && given(question.when, answers),
    ) ?? null
  )
}

/** What the answers come to, or null while a question is open or an answer is none of its options. */
export function decide(answers: DecisionAnswers): DecisionRule | null {
  if (nextQuestion(answers) !== null) return null
  for (const { id, options, when } of decisionQuestions) {
    if (given(when, answers) && !options.some((option) => option.id === answers[id])) return null
  }
  return decisionRules.find((one) => given(one.when, answers)) ?? null
}

function given(when: DecisionAnswers | undefined, answers: DecisionAnswers): boolean {
  return Object.entries(when ?? {}).every(([question, answer]) => answers[question] === answer)
}
