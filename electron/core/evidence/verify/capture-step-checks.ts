import { z } from 'zod'
import type { BundleFacts } from './facts.ts'
import type { Report } from './report.ts'

const inStep = /^(data\/(downloads|providers)\/[^/]+)\/([^/]+)$/
const downloadRecordPath = /^data\/downloads\/[^/]+\/download\.json$/
const recordNames: Readonly<Record<string, string>> = {
  downloads: 'download.json',
  providers: 'provider.json',
}

const download = z.object({ capture: z.string(), file: z.object({ sha256: z.string() }) })

/** What the record of a download speaks of: the capture whose page offered the file, and the file. */
export interface StepRecord {
  readonly capture: string
  readonly file: string
}

/** True for the record of a file that was downloaded whole. */
export function isDownloadRecord(path: string): boolean {
  return downloadRecordPath.test(path)
}

/** Reads the record of a download; null when the text is none. */
export function stepRecord(text: string): StepRecord | null {
  try {
    const { data } = download.safeParse(JSON.parse(text))
    return data === undefined ? null : { capture: data.capture, file: data.file.sha256 }
  } catch {
    return null
  }
}

/**
 * Checks what was done after captures, whole files downloaded and providers looked up: each has its record, the log
 * sealed that record, and a file is the one its record and the log name.
 */
export function checkCaptureSteps(facts: BundleFacts, report: Report): void {
  const folders = new Map<string, { readonly kind: string; readonly names: string[] }>()
  for (const path of facts.present) {
    const [, folder, kind, name] = inStep.exec(path) ?? []
    if (folder === undefined || kind === undefined || name === undefined) continue
    const found = folders.get(folder) ?? { kind, names: [] }
    found.names.push(name)
    folders.set(folder, found)
  }
  for (const [folder, { kind, names }] of folders) {
    const record = `${folder}/${recordNames[kind] ?? ''}`
    const others = names.map((name) => `${folder}/${name}`).filter((path) => path !== record)
    const sealed = checkRecord(record, facts, report)
    if (kind === 'downloads') checkFiles(record, others, sealed, facts, report)
    else for (const path of others) reportAdded(path, report)
  }
}

/** Returns the hash of the file that the log says was sealed with the record; null when it says nothing. */
function checkRecord(record: string, facts: BundleFacts, report: Report): string | null {
  if (!facts.present.has(record)) {
    if (!report.names(record)) {
      report.add('capture-file-missing', record, `“${record}” is missing. What lies beside it has one.`)
    }
    return null
  }
  const sha256 = facts.files.get(record)?.sha256
  if (sha256 === undefined || facts.log === null || report.names(record)) return null
  const file = facts.log.steps.get(sha256)
  if (file !== undefined) return file
  report.add('capture-unsealed', record, `No event of the custody log sealed “${record}” as it is now.`)
  return null
}

function checkFiles(
  record: string,
  files: readonly string[],
  sealed: string | null,
  facts: BundleFacts,
  report: Report,
): void {
  if (report.names(record)) return
  const spoken = facts.downloads.get(record)
  if (spoken === null) {
    report.add('capture-unsealed', record, `“${record}” is not the record of a download.`)
    return
  }
  if (spoken === undefined) return
  checkOrigin(record, spoken, facts, report)
  const named = new Set([spoken.file, ...(sealed === null ? [] : [sealed])])
  const file = files.find((path) => facts.files.get(path)?.sha256 === spoken.file) ?? files[0]
  for (const path of files) if (path !== file) reportAdded(path, report)
  if (file === undefined) {
    report.add('capture-file-missing', record, `The file that “${record}” speaks of is missing.`)
    return
  }
  const sha256 = facts.files.get(file)?.sha256
  if (report.names(file) || (named.size === 1 && sha256 !== undefined && named.has(sha256))) return
  report.add('capture-file-changed', file, `“${file}” is not the file that “${record}” speaks of.`)
}

function checkOrigin(record: string, { capture }: StepRecord, facts: BundleFacts, report: Report): void {
  const known = [...facts.captures.keys()].some((path) => facts.files.get(path)?.sha256 === capture)
  if (known || report.hasErrors()) return
  const message = `“${record}” belongs to a capture that is not in the bundle.`
  report.add('capture-file-missing', record, message)
}

function reportAdded(path: string, report: Report): void {
  if (report.names(path)) return
  report.add('capture-file-added', path, `“${path}” was added: no record speaks of it.`)
}
