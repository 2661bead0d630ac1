import { navigate } from '../../app/navigation.ts'
import { pickFiles } from '../../rpc/host.ts'

/** Asks for a table and opens the import of it. */
export async function pickAndImport(): Promise<void> {
  const [path] = await pickFiles({
    title: 'Choose a catalogue file',
    multiple: false,
    filters: [
      {
        name: 'Tables, workbooks, release messages',
        extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'xml', 'json', 'jsonl'],
      },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  if (path !== undefined) navigate({ screen: 'imports', path })
}
