import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { pickFiles, pickFolder } from '../../rpc/host.ts'
import { strings } from './strings.ts'

/** Starts the check of a bundle and shows it. Rejects with the reason when it cannot be started. */
export async function verifyBundle(path: string): Promise<void> {
  const { jobId } = await call('bundle.verify', { path })
  navigate({ screen: 'evidence', view: 'verify', path, jobId })
}

/** Asks for a bundle as a zip file and checks it. */
export async function pickZipAndVerify(): Promise<void> {
  const [path] = await pickFiles({
    title: strings.pickZip,
    filters: [
      { name: strings.zipFiles, extensions: ['zip'] },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  if (path !== undefined) await verifyBundle(path)
}

/** Asks for a bundle as a folder and checks it. */
export async function pickFolderAndVerify(): Promise<void> {
  const path = await pickFolder(strings.pickFolder)
  if (path !== null) await verifyBundle(path)
}

/** True for one file that is named as exported bundles are: evidence-….zip. */
export function isBundleZip(paths: readonly string[]): boolean {
  const [only] = paths
  return paths.length === 1 && only !== undefined && /(?:^|[\\/])evidence-[^\\/]*\.zip$/i.test(only)
}
