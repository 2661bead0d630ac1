import {
  bagFiles,
  isUnlisted,
  parseBagInfo,
  parseManifest,
  requiredBagFiles,
} from '../../../../shared/domain/evidence/bag.ts'
import { checkCaptures, isCaptureList } from './capture-checks.ts'
import { checkCaptureSteps } from './capture-step-checks.ts'
import { type BundleFacts, sealedRecordPath } from './facts.ts'
import type { Report } from './report.ts'

const attachmentStem = /^.*\/attachment-\d+\.(?=[^/]*$)/

/** Applies every rule of a bundle to what was read of it. */
export function checkBundle(facts: BundleFacts, report: Report): void {
  checkRequired(facts, report)
  const tags = checkManifest(bagFiles.tagManifest, (path) => !path.startsWith('data/'), facts, report)
  const payload = checkManifest(bagFiles.manifest, (path) => path.startsWith('data/'), facts, report)
  checkAdditions(facts, tags, payload, report)
  checkFindingSums(facts, report)
  checkCaptures(facts, report)
  checkCaptureSteps(facts, report)
  checkRecords(facts, payload, report)
  checkSeals(facts, report)
  checkBagInfo(facts, report)
  checkName(facts, report)
}

function checkRequired(facts: BundleFacts, report: Report): void {
  for (const path of requiredBagFiles) {
    if (!facts.present.has(path)) report.add('missing', path, `“${path}” is missing. Every bundle has it.`)
  }
  if (facts.present.has(bagFiles.fetch)) {
    const message = 'A “fetch.txt” tells other programs to load files from elsewhere; a bundle never has one.'
    report.add('fetch-txt', bagFiles.fetch, message)
  }
}

/** Compares the files with one list; returns the paths it names, or null when the list is not there. */
function checkManifest(
  manifest: string,
  inScope: (path: string) => boolean,
  facts: BundleFacts,
  report: Report,
): ReadonlySet<string> | null {
  const text = facts.texts.get(manifest)
  if (text === undefined) return null
  const { lines, malformed } = parseManifest(text)
  for (const line of malformed) {
    const message = `Line ${String(line)} of “${manifest}” is not a check sum and a path.`
    report.add('manifest-malformed', `${manifest}:${String(line)}`, message)
  }
  const named = new Set<string>()
  for (const { path, sha256 } of lines) {
    if (named.has(path)) report.add('duplicate-line', path, `“${manifest}” names “${path}” more than once.`)
    named.add(path)
    if (!inScope(path) || path.split('/').includes('..') || path.startsWith('/')) {
      report.add('manifest-scope', path, `“${manifest}” names “${path}”, which does not belong into it.`)
    } else if (!facts.present.has(path)) {
      report.add('missing', path, `“${path}” is missing; “${manifest}” names it.`)
    } else if (facts.files.has(path) && facts.files.get(path)?.sha256 !== sha256) {
      report.add('changed', path, `“${path}” was changed: its bytes are not those that “${manifest}” names.`)
    }
  }
  return named
}

function checkAdditions(
  facts: BundleFacts,
  tags: ReadonlySet<string> | null,
  payload: ReadonlySet<string> | null,
  report: Report,
): void {
  for (const path of facts.present) {
    const list = path.startsWith('data/') ? payload : tags
    if (list === null || list.has(path) || isUnlisted(path)) continue
    report.add('added', path, `“${path}” was added: no list names it.`)
  }
}

function checkFindingSums(facts: BundleFacts, report: Report): void {
  for (const [list, lines] of facts.findingSums) {
    if (isCaptureList(list)) continue
    for (const line of lines) {
      const path = inFolderOf(list, line.path)
      const file = facts.files.get(path)
      if (file?.sha256 === line.sha256 || report.names(path)) continue
      if (file === undefined) {
        report.add('finding-file-missing', path, `“${path}” is missing; “${list}” names it.`)
      } else {
        const message = `“${path}” was changed and the lists of the bundle made anew: “${list}” still names the bytes it had.`
        report.add('finding-file-changed', path, message)
      }
    }
  }
}

function checkRecords(facts: BundleFacts, payload: ReadonlySet<string> | null, report: Report): void {
  const attachments = new Map<string, string>()
  const listed = [...facts.findingSums].flatMap(([list, lines]) =>
    lines.map((line) => inFolderOf(list, line.path)),
  )
  for (const path of [...listed, ...(payload ?? []), ...facts.present]) {
    const stem = attachmentStem.exec(path)?.[0]
    if (stem !== undefined && !sealedRecordPath.test(path)) attachments.set(stem, path)
  }
  for (const [path, content] of facts.records) {
    const stem = attachmentStem.exec(path)?.[0]
    const row = path.replace(/record((?:-\d+)?)\.json$/, 'row$1.bin')
    const counterpart = stem === undefined ? row : (attachments.get(stem) ?? path)
    if (report.names(path) || report.names(counterpart)) continue
    if (content !== null && facts.files.get(counterpart)?.sha256 === content) continue
    const message = `“${counterpart}” is not the content that the sealed record “${path}” speaks of.`
    report.add('record-mismatch', counterpart, message)
  }
}

function checkSeals(facts: BundleFacts, report: Report): void {
  const sealed = new Set<string>()
  for (const [seq, hashes] of facts.seals) {
    const path = `data/seals/${seq}.txt`
    for (const hash of hashes) sealed.add(hash)
    if (report.names(path)) continue
    if (facts.log === null || facts.log.digests.get(seq) === facts.files.get(path)?.sha256) continue
    report.add('seal-mismatch', path, `“${path}” is not what event ${seq} of the custody log sealed.`)
  }
  for (const path of facts.records.keys()) {
    const sha256 = facts.files.get(path)?.sha256
    if (sha256 === undefined || sealed.has(sha256) || report.names(path)) continue
    report.add('record-unsealed', path, `No event of the custody log sealed “${path}” as it is now.`)
  }
}

function checkBagInfo(facts: BundleFacts, report: Report): void {
  const text = facts.texts.get(bagFiles.info)
  if (text === undefined) return
  const info = parseBagInfo(text)
  if (facts.log !== null && info.get('Custody-Log-Head') !== facts.log.head) {
    const message = `The custody log does not end where “${bagFiles.info}” says: lines at its end were removed, added or changed.`
    report.add('log-head-mismatch', bagFiles.custodyLog, message)
  }
  if (report.hasErrors()) return
  const payload = [...facts.files].filter(([path]) => path.startsWith('data/'))
  const bytes = payload.reduce((sum, [, file]) => sum + file.bytes, 0)
  if (info.get('Payload-Oxum') === `${String(bytes)}.${String(payload.length)}`) return
  const message = `“${bagFiles.info}” tells another number of files or bytes than there are.`
  report.add('bag-info-differs', bagFiles.info, message)
}

function checkName(facts: BundleFacts, report: Report): void {
  const tagManifest = facts.files.get(bagFiles.tagManifest)
  if (tagManifest === undefined || facts.name.endsWith(`-${tagManifest.sha256.slice(0, 12)}`)) return
  const message =
    'The name of the folder does not match its content. Either the folder was renamed, or the files were changed and the lists made anew.'
  report.add('container-renamed', facts.name, message)
}

function inFolderOf(list: string, name: string): string {
  return list.slice(0, list.lastIndexOf('/') + 1) + name
}
