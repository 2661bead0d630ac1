import { basename } from 'node:path'
import { RefrainError } from '../../../../shared/errors.ts'
import { documentReading, portions } from '../document-source.ts'
import { beginningOf, notText } from '../table-head.ts'
import type { OnProgress, SourceKind } from '../table-source.ts'
import { chunks } from '../table-stream.ts'
import { createXmlReader } from '../xml-events.ts'
import { createElementGatherer } from './element-tree.ts'
import { createErnBuilder, ernElements, type ErnMessage } from './ern-message.ts'
import { ernRecords } from './ern-records.ts'

const advice = 'Choose a DDEX release message (ERN 3.8 or 4.3), a table or a workbook.'

/** Release messages that labels and distributors send to stores: DDEX ERN, versions 3.x and 4.x. */
export const ernSource: SourceKind<'ern'> = {
  format: 'ern',
  recognises: (head) =>
    /^<(\?xml|!--|!DOCTYPE|([\w.-]+:)?NewReleaseMessage)/i.test(beginningOf(head).slice(0, 200)),
  async readBeginning(path, head) {
    const message = await readMessage(path, () => undefined)
    return documentReading(head, { format: 'ern' }, 'a DDEX release message', [...ernRecords(message)])
  },
  records: (path, _dialect, onProgress) =>
    portions(path, async (progress) => ernRecords(await readMessage(path, progress)), onProgress),
}

/** Messages of a whole label's catalogue stay below. */
const largestMessage = 512 * 1024 * 1024

async function readMessage(path: string, onProgress: OnProgress): Promise<ErnMessage> {
  const fileName = basename(path)
  const builder = createErnBuilder(fileName)
  const xml = createXmlReader(
    fileName,
    'an XML file',
    createElementGatherer(fileName, ernElements, builder.add, (name, attributes) => {
      refuseOther(fileName, name, attributes)
    }),
  )
  const read = (done: number, total: number) => {
    if (total > largestMessage) {
      throw new RefrainError(
        'FILE_TOO_LARGE',
        `“${fileName}” is larger than 512 MB, which no release message is. Nothing was changed. Ask for one message a release.`,
      )
    }
    onProgress(done, total)
  }
  for await (const chunk of chunks(path, read)) xml.write(chunk)
  xml.end()
  return builder.message()
}

function refuseOther(fileName: string, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name !== 'NewReleaseMessage')
    throw notText(fileName, `an XML file of another kind (<${name.slice(0, 60)}>)`, advice)
  const about = Object.values(attributes).join(' ')
  const version = /ddex\.net\/xml\/ern\/(\d)/.exec(about)?.[1]
  if (version !== undefined && version !== '3' && version !== '4') {
    throw notText(fileName, `a release message of DDEX ERN version ${version}`, advice)
  }
}
