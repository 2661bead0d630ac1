/** File names of a bundle's skeleton, after BagIt 1.0 (RFC 8493), and the rules for reading its lists. */
export const bagFiles = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  fetch: 'fetch.txt',
  signature: 'signatures/tagmanifest-sha256.txt.sig',
  timestamp: 'timestamps/tagmanifest-sha256.txt.tsr',
  allowedSigners: 'signatures/allowed_signers',
  authorityCertificates: 'timestamps/tsa-ca.pem',
  caseState: 'data/case.json',
  custodyLog: 'data/custody-log.jsonl',
} as const

/** Most tokens a bundle carries over its list of lists. */
export const mostBundleTokens = 9

const bundleToken = /^timestamps\/tagmanifest-sha256\.txt(?:\.[2-9])?\.tsr$/

/** True for a token over the list of lists: the first authority's, or `….2.tsr` to `….9.tsr` of further ones. */
export function isBundleToken(path: string): boolean {
  return bundleToken.test(path)
}

/** True for the only files no list can name: the list of lists, and what is made over it afterwards. */
export function isUnlisted(path: string): boolean {
  return path === bagFiles.tagManifest || path === bagFiles.signature || isBundleToken(path)
}

/** Files without which a folder is not one of our bundles. */
export const requiredBagFiles: readonly string[] = [
  bagFiles.declaration,
  bagFiles.info,
  bagFiles.manifest,
  bagFiles.tagManifest,
  bagFiles.caseState,
  bagFiles.custodyLog,
]

/** One line of a manifest: a path and the lower-case hex SHA-256 of the file there. */
export interface ManifestLine {
  readonly path: string
  readonly sha256: string
}

interface ParsedManifest {
  readonly lines: readonly ManifestLine[]
  /** Numbers (from 1) of lines that are not `<hash>  <path>`. */
  readonly malformed: readonly number[]
}

/** A manifest's text: `<hash>  <path>` a line, sorted by the bytes of the path, readable by `sha256sum -c`. */
export function renderManifest(lines: Iterable<ManifestLine>): string {
  return [...lines]
    .sort((a, b) => compareAscii(a.path, b.path))
    .map(({ sha256, path }) => `${sha256}  ${path}\n`)
    .join('')
}

/** Reads a manifest; never throws. Percent escapes are those of RFC 8493 §2.1.3: %0A, %0D and %25. */
export function parseManifest(text: string): ParsedManifest {
  const lines: ManifestLine[] = []
  const malformed: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? []
    if (sha256 === undefined || path === undefined) malformed.push(index + 1)
    else lines.push({ path: decodePath(path), sha256 })
  }
  return { lines, malformed }
}

/** A `bag-info.txt`: one `Label: value` a line, line breaks and control characters in values become blanks. */
export function renderBagInfo(fields: readonly (readonly [label: string, value: string])[]): string {
  return fields
    .map(([label, value]) => `${label}: ${value.replace(/[\u0000-\u001f\u007f]+/g, ' ')}\n`)
    .join('')
}

/** Reads the fields of a `bag-info.txt`; the first of equal labels counts. Never throws. */
export function parseBagInfo(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, label, value] = /^([^\s:][^:]*): ?(.*)$/.exec(line) ?? []
    if (label !== undefined && value !== undefined && !fields.has(label)) fields.set(label, value)
  }
  return fields
}

/** Orders ASCII names by their bytes, never by a locale. */
export function compareAscii(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function decodePath(path: string): string {
  return path.replace(/%(0A|0D|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
