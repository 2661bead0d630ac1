import { bagFiles, renderBagInfo, renderManifest } from '../../../../shared/domain/evidence/bag.ts'
import { allowedSigner } from '../signing/sshsig.ts'
import { certificatesIn, pemOf } from '../timestamps/certificates.ts'
import type { ExportTask } from '../worker-protocol.ts'
import type { BundleFile, BundleFolder } from './bundle-folder.ts'
import type { CaseState } from './case-state.ts'
import { renderIndexPage } from './index-page.ts'
import { readme } from './readme.ts'
import { verifyPowerShell, verifyShell } from './verify-scripts.ts'

const profile = 'urn:refrain:evidence-bundle:1'

/** Writes what describes the payload, ending with the list of lists, whose hash is returned. */
export function writeTagFiles(
  folder: BundleFolder,
  state: CaseState,
  task: ExportTask,
  custodyHead: string,
): string {
  const payload = folder.files()
  folder.write(bagFiles.declaration, ['BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'])
  folder.write(bagFiles.info, [bagInfo(payload, state, task, custodyHead)])
  folder.write(bagFiles.manifest, [renderManifest(payload)])
  folder.write('README.txt', [readme])
  folder.write('verify.sh', [verifyShell])
  folder.write('verify.ps1', [verifyPowerShell])
  folder.write('index.html', renderIndexPage(state, task))
  if (task.publicKey !== null) folder.write(bagFiles.allowedSigners, [allowedSigner(task.publicKey)])
  const certificates = state.repository.authorityCertificates()
  if (certificates.length > 0) {
    folder.write(bagFiles.authorityCertificates, [pemOf(certificates.flatMap(certificatesIn))])
  }
  const tags = folder.files().filter((file) => !file.path.startsWith('data/'))
  return folder.write(bagFiles.tagManifest, [renderManifest(tags)]).sha256
}

function bagInfo(
  payload: readonly BundleFile[],
  state: CaseState,
  task: ExportTask,
  custodyHead: string,
): string {
  const bytes = payload.reduce((sum, file) => sum + file.bytes, 0)
  return renderBagInfo([
    ['Bag-Software-Agent', `refrain/${task.appVersion}`],
    ['BagIt-Profile-Identifier', profile],
    ['Bagging-Date', state.at.slice(0, 10)],
    ['External-Identifier', `${task.workspaceId}:case:${String(task.caseId)}`],
    ['Source-Organization', state.claimant?.legalName ?? ''],
    ['Payload-Oxum', `${String(bytes)}.${String(payload.length)}`],
    ['Custody-Log-Head', custodyHead],
  ])
}
