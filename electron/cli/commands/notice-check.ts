import type { Command } from 'commander'
import { analyseNotice } from '../../../shared/domain/notices/analyse/analyse.ts'
import {
  analysedElements,
  type AnalysedElement,
  type NoticeAnalysis,
} from '../../../shared/domain/notices/analyse/notice-analysis.ts'
import { letterOf, readLetterFile } from '../../core/letters/index.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

/** notice check: analyses the text of any notice; needs no workspace. */
export function addNoticeCheckCommand(notice: Command, run: Run): void {
  define(notice, 'check', {
    description:
      'analyse any notice: what each element says, what is missing, what a provider would object to',
    examples: [
      'notice check received.txt',
      'notice check received.eml',
      'notice check --json - < received.txt',
    ],
    reports: 'it is no notice, or an element is not fully there',
  })
    .argument('<file>', 'a text file or a saved e-mail (.eml); - reads standard input')
    .action((file: string) =>
      run(async (session) => {
        const { bytes, name } = await readLetterFile(file)
        const { text } = await letterOf(bytes, name)
        const analysis = analyseNotice(text)
        session.output.result(analysis, describeAnalysis(analysis))
        const whole = Object.values(analysis.elements).every(({ status }) => status === 'present')
        return analysis.isNotice && whole ? exit.done : exit.reported
      }),
    )
}

const titles: Readonly<Record<AnalysedElement, string>> = {
  signature: 'Signature',
  work: 'Work',
  material: 'Material',
  contact: 'Contact',
  goodFaith: 'Good faith',
  accuracy: 'Accuracy',
  authority: 'Authority',
}

/** An analysis for people: what it is, each element with its first words, and the warnings. */
function describeAnalysis({ kind, regime, isNotice, elements, warnings }: NoticeAnalysis): string[] {
  return [
    `${isNotice ? 'Notice' : 'No notice'} · ${kind} · ${regime}`,
    ...analysedElements.map((name) => {
      const { status, evidence } = elements[name]
      const [first] = evidence
      const more = evidence.length > 1 ? ` (and ${evidence.length - 1} more)` : ''
      const words = first === undefined ? '' : `  “${shortened(first.text)}”${more}`
      return `  ${status.padEnd(9)} ${titles[name]}${words}`
    }),
    ...warnings.map(({ message }) => `  ! ${message}`),
  ]
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 120 ? line : `${line.slice(0, 117)}…`
}
