import { pickFiles } from '../../rpc/host.ts'
import { startImport } from './import-queue.ts'
import { strings } from './strings.ts'

/** Asks for catalogue files; none when the artist thinks better of it. */
export function pickCatalogueFiles(): Promise<readonly string[]> {
  return pickFiles({
    title: strings.empty,
    multiple: true,
    filters: [
      {
        name: strings.kinds,
        extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'xml', 'json', 'jsonl'],
      },
      { name: 'All files', extensions: ['*'] },
    ],
  })
}

/** Asks for catalogue files and opens the import of them. */
export async function pickAndImport(): Promise<void> {
  startImport(await pickCatalogueFiles())
}
