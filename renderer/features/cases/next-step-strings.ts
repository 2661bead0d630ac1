import { plural } from '../../ui/plural.ts'
import type { NextStep } from './next-step.ts'
import { noticeText, fixLabels } from './notice-strings.ts'
import { evidenceText } from './evidence-strings.ts'
import { strings } from './strings.ts'

const items = (n: number) => plural(n, { one: 'item', other: 'items' })

/** The step as a sentence, and as the label of the button that takes it. */
export function stepText(step: NextStep): { readonly sentence: string; readonly label: string } {
  switch (step.kind) {
    case 'add-items':
      return { sentence: 'Nothing to claim is in this case.', label: strings.toWatch }
    case 'name-right':
      return { sentence: `The right you hold is open for ${items(step.count)}.`, label: fixLabels.right }
    case 'consider-fair-use':
      return { sentence: `Fair use is open for ${items(step.count)}.`, label: fixLabels['fair-use'] }
    case 'draft':
      return { sentence: 'Every item is answered.', label: noticeText.draft }
    case 'fix':
      return {
        sentence: `${plural(step.open, { one: 'thing', other: 'things' })} open in the notice.`,
        label: fixLabels[step.element.fix],
      }
    case 'export':
      return { sentence: 'The notice is complete.', label: noticeText.exportAs.pdf }
    case 'record-sent':
      return { sentence: 'Exported. Send it, then record it.', label: noticeText.sent }
    case 'follow-up':
      return { sentence: followSentences[step.state], label: 'Follow up' }
    case 'bundle':
      return { sentence: 'Keep the proof.', label: evidenceText.export }
  }
}

const followSentences = {
  countered: 'A counter-notice came: its days run.',
  rejected: 'The notice was turned down.',
  silent: 'Nobody answered.',
  reopened: 'It is up again.',
} as const
