const windowsDevice = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i

const forbidden = /[<>:"|?*\\\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/
const maximumPath = 240

/**
 * True for a path inside a bundle that every system can hold and none misreads: relative, forward slashes, no
 * `.` or `..`, no device names, no characters that Windows forbids or that turn the direction of writing, no
 * part that ends in a dot or a blank, at most 240 characters.
 */
export function isSafeBundlePath(path: string): boolean {
  if (path === '' || path.length > maximumPath || forbidden.test(path)) return false
  return path.split('/').every(isSafePart)
}

/** What two paths have in common when a file system ignores case or Unicode form. */
export function collisionKey(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

const keptExtensions: ReadonlySet<string> = new Set(
  'aac aif aiff csv eml flac gif gz jpeg jpg json jsonl m4a mkv mov mp3 mp4 ogg opus pdf png tsv txt wav webm webp xml zip'.split(
    ' ',
  ),
)

/**
 * Extension (with its dot) under which an attached file goes into a bundle. Kinds that a double-click would run
 * or open in a browser with scripts (programs, HTML, SVG, office documents with macros) and unknown kinds become
 * `.bin`; the sealed record keeps the name as it was.
 */
export function bundleExtension(originalName: string): string {
  const [, extension] = /\.([A-Za-z0-9]{1,5})$/.exec(originalName) ?? []
  const kept = extension?.toLowerCase() ?? ''
  return keptExtensions.has(kept) ? `.${kept}` : '.bin'
}

function isSafePart(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..' && !/[. ]$/.test(part) && !windowsDevice.test(part)
}
