import { navigate } from '../../app/navigation.ts'
import { pickFiles, pickFolder } from '../../rpc/host.ts'
import { strings } from './strings.ts'

/** Endings listings mostly have. What a file is shows in its content; all files can be chosen. */
const extensions = [
  ...['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'json', 'sqlite', 'sqlite3', 'db', 'parquet', 'xml', 'torrent'],
  ...['gz', 'zst', 'xz', 'bz2', 'zip', 'tar', 'tgz', 'tbz2', 'txz'],
]

/** Asks for listing files and opens the start of a sweep with them. */
export async function pickAndSweep(): Promise<void> {
  const paths = await pickFiles({
    title: strings.chooseFiles,
    multiple: true,
    filters: [
      { name: 'Listings', extensions },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  if (paths.length > 0) navigate({ screen: 'watch', view: 'sweeps', paths })
}

/** Asks for a folder and opens the start of a sweep of all listings in it. */
export async function pickFolderAndSweep(): Promise<void> {
  const path = await pickFolder(strings.chooseFolder)
  if (path !== null) navigate({ screen: 'watch', view: 'sweeps', paths: [path] })
}
