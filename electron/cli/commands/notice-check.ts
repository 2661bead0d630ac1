import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { analyseNotice } from '../../../shared/domain/notices/analyse/analyse.ts'
import {
  analysedElements,
  type AnalysedElement,
  type NoticeAnalysis,
} from '../../../shared/domain/notices/analyse/notice-analysis.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createTextDecoding, detectEncoding } from '../../core/catalog/text-encoding.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'

const standardInput = '-'

/** notice check: analyses the text of any notice; needs no workspace. */
export function addNoticeCheckCommand(notice: Command, run: Run): void {
  define(notice, 'check', {
    description:
      'analyse any notice: what each element says, what is missing, what a provider would object to',
    examples: ['notice check received.txt', 'notice check --json - < received.txt'],
    reports: 'it is no notice, or an element is not fully there',
  })
    .argument('<file>', 'a text file; - reads standard input')
    .action((file: string) =>
      run(async (session) => {
        const analysis = analyseNotice(await readText(file))
        session.output.result(analysis, describeAnalysis(analysis))
        const whole = Object.values(analysis.elements).every(({ status }) => status === 'present')
        return analysis.isNotice && whole ? exit.done : exit.reported
      }),
    )
}

/** A notice of 32 MB is no notice; reading on would only fill the memory. */
const largest = 32 * 1024 * 1024

/**
 * The text of a file, or of standard input for “-”.
 * @throws RefrainError FILE_UNREADABLE, FILE_NOT_TEXT, FILE_TOO_LARGE.
 */
async function readText(path: string): Promise<string> {
  const name = path === standardInput ? 'Standard input' : `“${basename(path)}”`
  const chunks: Buffer[] = []
  let size = 0
  const input: AsyncIterable<string | Buffer> =
    path === standardInput ? process.stdin : createReadStream(path)
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk)
      size += bytes.byteLength
      if (size > largest) break
      chunks.push(bytes)
    }
  } catch (cause) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `${name} cannot be read: it is not there, is a folder, or the rights are missing. Nothing was checked. Choose another file.`,
      undefined,
      { cause },
    )
  }
  if (size > largest) {
    throw new RefrainError(
      'FILE_TOO_LARGE',
      `${name} is larger than 32 MB. Nothing was checked. Give the text of one notice.`,
    )
  }
  const bytes = Buffer.concat(chunks)
  const detected = detectEncoding([bytes])
  if (detected === null) {
    throw new RefrainError(
      'FILE_NOT_TEXT',
      `${name} is no text. Nothing was checked. Save the notice as plain text, or copy its words into a text file.`,
    )
  }
  const decoding = createTextDecoding(detected.encoding)
  return decoding.write(bytes) + decoding.end()
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
