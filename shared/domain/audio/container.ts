/** The kinds of audio files that are read. `mp4` is M4A with AAC or ALAC; `ogg` holds Vorbis, Opus or FLAC. */
export const containers = ['mp3', 'flac', 'ogg', 'mp4', 'wav', 'aiff'] as const
export type Container = (typeof containers)[number]

const extensions: Readonly<Record<Container, readonly string[]>> = {
  mp3: ['mp3', 'mp2', 'mpga'],
  flac: ['flac'],
  ogg: ['ogg', 'oga', 'opus'],
  mp4: ['m4a', 'mp4', 'm4b', 'alac'],
  wav: ['wav', 'wave', 'bwf', 'rf64'],
  aiff: ['aif', 'aiff', 'aifc'],
}

const readable = new Set(Object.values(extensions).flat())

/** Audio that is not read: named as such in a folder instead of being passed over. */
const unreadable = new Set(
  'aac ac3 amr ape au caf dff dsf dts eac3 m4p mka mpc opusf ra shn snd spx tak tta w64 wma wv'.split(' '),
)

/** The extension of a file name in lower case, without the dot; empty when there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  return dot <= 0 ? '' : fileName.slice(dot + 1).toLowerCase()
}

/** What a file is by its name: audio that is read, audio that is not, or something else. */
export function kindByName(fileName: string): 'audio' | 'unsupported-audio' | 'other' {
  const extension = extensionOf(fileName)
  return readable.has(extension) ? 'audio' : unreadable.has(extension) ? 'unsupported-audio' : 'other'
}

/** False when the name of a file promises another kind than its content is. */
export function nameFits(fileName: string, container: Container): boolean {
  return extensions[container].includes(extensionOf(fileName))
}

/** Bytes of the beginning of a file that `sniffContainer` needs. */
export const sniffBytes = 64

/**
 * What a file is by its first bytes, whatever its name. An ID3v2 tag stands in front of MP3, and by mistake of
 * other kinds: `id3` asks to look again behind its `skip` bytes. Null: none of the kinds that are read.
 */
export function sniffContainer(
  head: Uint8Array,
): { readonly container: Container } | { readonly id3: true; readonly skip: number } | null {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  if (text(0, 3) === 'ID3' && head.length >= 10) return { id3: true, skip: 10 + syncSafe(head) }
  if (text(0, 4) === 'fLaC') return { container: 'flac' }
  if (text(0, 4) === 'OggS') return { container: 'ogg' }
  if (['RIFF', 'RF64', 'BW64'].includes(text(0, 4)) && text(8, 12) === 'WAVE') return { container: 'wav' }
  if (text(0, 4) === 'FORM' && ['AIFF', 'AIFC'].includes(text(8, 12))) return { container: 'aiff' }
  if (text(4, 8) === 'ftyp') return { container: 'mp4' }
  return isMpegFrame(head) ? { container: 'mp3' } : null
}

/** ID3v2 sizes have seven bits a byte; a footer (v2.4) adds ten bytes. */
function syncSafe(head: Uint8Array): number {
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0)
  return size + (((head[5] ?? 0) & 0x10) === 0 ? 0 : 10)
}

/** ISO/IEC 11172-3 §2.4.1.3: eleven bits of sync, then no reserved version, layer, bit rate or sampling rate. */
function isMpegFrame(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    (second & 0x18) !== 0x08 &&
    (second & 0x06) !== 0 &&
    (third & 0xf0) !== 0xf0 &&
    (third & 0x0c) !== 0x0c
  )
}
