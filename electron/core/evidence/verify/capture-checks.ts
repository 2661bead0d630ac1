import { z } from 'zod'
import type { BundleFacts } from './facts.ts'
import type { Report } from './report.ts'

const inCapture = /^(data\/captures\/[^/]+)\/([^/]+)$/
const listName = 'sha256sums.txt'
const recordName = 'capture.json'
const tokenName = /^sha256sums\.txt(?:\.[2-9])?\.tsr$/

const listedFiles = z.object({ files: z.array(z.object({ name: z.string(), sha256: z.string() })) })

/** The files a capture's record lists, or null when the text is no such record. */
export function capturedFiles(text: string): readonly { name: string; sha256: string }[] | null {
  try {
    return listedFiles.safeParse(JSON.parse(text)).data?.files ?? null
  } catch {
    return null
  }
}

const assistedRecord = z.object({ assisted: z.object({ actions: z.int() }) })

/** How many actions of a person led to the captured page; null when nobody had a hand in it. */
export function assistedActions(text: string): number | null {
  try {
    return assistedRecord.safeParse(JSON.parse(text)).data?.assisted.actions ?? null
  } catch {
    return null
  }
}

/** True for the record of a capture. */
export function isCaptureRecord(path: string): boolean {
  return inCapture.exec(path)?.[2] === recordName
}

/** True for the list of a capture's files. */
export function isCaptureList(path: string): boolean {
  return inCapture.exec(path)?.[2] === listName
}

/**
 * Checks each capture against its own list, its record and the log: what still names the bytes there were when the lists
 * of the bundle were made anew. What the lists of the bundle name already is not said again.
 */
export function checkCaptures(facts: BundleFacts, report: Report): void {
  const folders = new Map<string, Set<string>>()
  for (const path of facts.present) {
    const [, folder, name] = inCapture.exec(path) ?? []
    if (folder === undefined || name === undefined) continue
    folders.set(folder, (folders.get(folder) ?? new Set()).add(name))
  }
  for (const [folder, names] of folders) checkCapture(folder, names, facts, report)
  for (const [path, actions] of facts.assisted) {
    report.add(
      'capture-assisted',
      path,
      `A person led a visible window to this page, in ${String(actions)} ${actions === 1 ? 'action' : 'actions'}. What it shows may depend on that person; what was typed and sent is not in it.`,
    )
  }
}

function checkCapture(folder: string, names: ReadonlySet<string>, facts: BundleFacts, report: Report): void {
  const record = `${folder}/${recordName}`
  const list = `${folder}/${listName}`
  for (const needed of [record, list]) {
    if (facts.present.has(needed) || report.names(needed)) continue
    report.add('capture-file-missing', needed, `“${needed}” is missing. Every capture has it.`)
  }
  const listed = new Map((facts.findingSums.get(list) ?? []).map((line) => [line.path, line.sha256]))
  compare(folder, listed, list, facts, report)
  const recorded = facts.captures.get(record)
  compare(folder, new Map((recorded ?? []).map(({ name, sha256 }) => [name, sha256])), record, facts, report)
  for (const name of names) {
    const path = `${folder}/${name}`
    if (name === listName || tokenName.test(name) || listed.has(name) || report.names(path)) continue
    if (listed.size === 0) continue
    report.add('capture-file-added', path, `“${path}” was added to the capture: its list does not name it.`)
  }
  const sha256 = facts.files.get(record)?.sha256
  if (sha256 === undefined || facts.log === null || report.names(record)) return
  if (recorded === null) {
    report.add('capture-unsealed', record, `“${record}” is not the record of a capture.`)
  } else if (!facts.log.captures.has(sha256)) {
    report.add('capture-unsealed', record, `No event of the custody log sealed “${record}” as it is now.`)
  }
}

function compare(
  folder: string,
  named: ReadonlyMap<string, string>,
  by: string,
  facts: BundleFacts,
  report: Report,
): void {
  for (const [name, sha256] of named) {
    const path = `${folder}/${name}`
    const file = facts.files.get(path)
    if (file?.sha256 === sha256 || report.names(path)) continue
    if (file === undefined) {
      report.add('capture-file-missing', path, `“${path}” is missing; “${by}” names it.`)
    } else {
      const message = `“${path}” was changed and the lists of the bundle made anew: “${by}” still names the bytes it had.`
      report.add('capture-file-changed', path, message)
    }
  }
}
