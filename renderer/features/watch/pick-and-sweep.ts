import { navigate } from '../../app/navigation.ts'
import { pickFiles } from '../../rpc/host.ts'

/** Asks for listing files and opens the start of a sweep with them. */
export async function pickAndSweep(): Promise<void> {
  const paths = await pickFiles({
    title: 'Choose listing files to sweep',
    multiple: true,
    filters: [
      { name: 'Listings', extensions: ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'json', 'gz'] },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  if (paths.length > 0) navigate({ screen: 'watch', view: 'sweeps', paths })
}
