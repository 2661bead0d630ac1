/** Small audio files built byte by byte, so that what is read from them is known without any encoder. */

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const utf8 = (text: string) => Buffer.from(text, 'utf8')

function u16be(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function u32be(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function u32le(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

export type Frames = readonly (readonly [id: string, content: Buffer])[]

/** Text frame content: UTF-16 with a byte order mark, which all versions of ID3v2 have. */
export function id3Text(text: string): Buffer {
  return Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')])
}

/** User text frame: description and value, Latin-1. */
export function id3UserText(description: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([0]), latin1(`${description}\0${value}`)])
}

/** Picture frame of ID3v2.3 and 2.4. */
export function id3Picture(type: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0]), latin1(`${type}\0`), Buffer.from([3, 0]), data])
}

function syncSafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f))
}

/** An ID3v2 tag; `claimedBytes` states another size than it has. */
export function id3v2(version: 2 | 3 | 4, frames: Frames, claimedBytes?: number): Buffer {
  const body = Buffer.concat(
    frames.flatMap(([id, content]) => {
      if (version === 2) return [latin1(id), u32be(content.length).subarray(1), content]
      const size = version === 4 ? syncSafe(content.length) : u32be(content.length)
      return [latin1(id), size, Buffer.alloc(2), content]
    }),
  )
  return Buffer.concat([
    latin1('ID3'),
    Buffer.from([version, 0, 0]),
    syncSafe(claimedBytes ?? body.length),
    body,
  ])
}

export function id3v1(fields: {
  title: string
  artist: string
  album: string
  year: string
  track: number
}): Buffer {
  const tag = Buffer.alloc(128)
  tag.write('TAG', 0, 'latin1')
  tag.write(fields.title, 3, 30, 'latin1')
  tag.write(fields.artist, 33, 30, 'latin1')
  tag.write(fields.album, 63, 30, 'latin1')
  tag.write(fields.year, 93, 4, 'latin1')
  tag[126] = fields.track
  tag[127] = 255
  return tag
}

/** An APEv2 tag as it stands at the end of a file: items and footer. */
export function apev2(items: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.concat(
    Object.entries(items).flatMap(([key, value]) => {
      const content = utf8(value)
      return [u32le(content.length), u32le(0), latin1(`${key}\0`), content]
    }),
  )
  const footer = Buffer.concat([
    latin1('APETAGEX'),
    u32le(2000),
    u32le(body.length + 32),
    u32le(Object.keys(items).length),
    u32le(0),
    Buffer.alloc(8),
  ])
  return Buffer.concat([body, footer])
}

/** Silent frames of MPEG 1 Layer III, 128 kbit/s, 44,100 Hz, stereo: 26.12 ms each. */
export function mp3Frames(count: number): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return Buffer.concat(Array<Buffer>(count).fill(frame))
}

/** An MP3: tags in front, frames, tags behind. */
export function mp3(options: { front?: Buffer; back?: Buffer; frames?: number } = {}): Buffer {
  return Buffer.concat([
    options.front ?? Buffer.alloc(0),
    mp3Frames(options.frames ?? 40),
    options.back ?? Buffer.alloc(0),
  ])
}

export function vorbisComment(fields: readonly (readonly [string, string])[]): Buffer {
  const entries = fields.map(([name, value]) => utf8(`${name}=${value}`))
  const vendor = utf8('refrain test')
  return Buffer.concat([
    u32le(vendor.length),
    vendor,
    u32le(entries.length),
    ...entries.flatMap((entry) => [u32le(entry.length), entry]),
  ])
}

export function flacPicture(type: string, data: Buffer, claimedBytes?: number): Buffer {
  return Buffer.concat([
    u32be(3),
    u32be(type.length),
    latin1(type),
    u32be(0),
    Buffer.alloc(16),
    u32be(claimedBytes ?? data.length),
    data,
  ])
}

/** A FLAC with its metadata blocks and no frames: 44,100 Hz, stereo, 16 bit, as long as stated. */
export function flac(options: {
  comments?: readonly (readonly [string, string])[]
  picture?: Buffer
  seconds?: number
}): Buffer {
  const info = Buffer.alloc(34)
  info.writeUInt16BE(4096, 0)
  info.writeUInt16BE(4096, 2)
  const packed =
    (44_100n << 44n) | (1n << 41n) | (15n << 36n) | BigInt(Math.round((options.seconds ?? 2) * 44_100))
  info.writeBigUInt64BE(packed, 10)
  const blocks: (readonly [type: number, content: Buffer])[] = [[0, info]]
  if (options.comments !== undefined) blocks.push([4, vorbisComment(options.comments)])
  if (options.picture !== undefined) blocks.push([6, options.picture])
  return Buffer.concat([
    latin1('fLaC'),
    ...blocks.flatMap(([type, content], at) => [
      Buffer.from([type | (at === blocks.length - 1 ? 0x80 : 0)]),
      u32be(content.length).subarray(1),
      content,
    ]),
  ])
}

function padded(content: Buffer): Buffer {
  return content.length % 2 === 0 ? content : Buffer.concat([content, Buffer.alloc(1)])
}

function riffChunk(id: string, content: Buffer, claimedBytes?: number): Buffer {
  return Buffer.concat([latin1(id), u32le(claimedBytes ?? content.length), padded(content)])
}

/** A RIFF INFO list. */
export function riffInfo(fields: Readonly<Record<string, string>>): Buffer {
  const items = Object.entries(fields).map(([id, value]) => riffChunk(id, utf8(`${value}\0`)))
  return Buffer.concat([latin1('INFO'), ...items])
}

/** A WAV: 44,100 Hz, mono, 16 bit, silent, with further chunks before the sound. */
export function wav(options: {
  chunks?: readonly (readonly [string, Buffer])[]
  seconds?: number
  claimedBytes?: number
  samples?: Int16Array
  rf64?: boolean
}): Buffer {
  const fmt = Buffer.alloc(16)
  fmt.writeUInt16LE(1, 0)
  fmt.writeUInt16LE(1, 2)
  fmt.writeUInt32LE(44_100, 4)
  fmt.writeUInt32LE(88_200, 8)
  fmt.writeUInt16LE(2, 12)
  fmt.writeUInt16LE(16, 14)
  const { samples } = options
  const data =
    samples === undefined
      ? Buffer.alloc(Math.round((options.seconds ?? 1) * 44_100) * 2)
      : Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  const ds64 = Buffer.alloc(28)
  ds64.writeBigUInt64LE(BigInt(data.length), 8)
  const body = Buffer.concat([
    latin1('WAVE'),
    ...(options.rf64 === true ? [riffChunk('ds64', ds64)] : []),
    riffChunk('fmt ', fmt),
    ...(options.chunks ?? []).map(([id, content]) => riffChunk(id, content)),
    riffChunk('data', data, options.rf64 === true ? 0xffffffff : options.claimedBytes),
  ])
  const id = options.rf64 === true ? 'RF64' : 'RIFF'
  return Buffer.concat([latin1(id), u32le(options.rf64 === true ? 0xffffffff : body.length), body])
}

/** The `axml` chunk of a Broadcast Wave file that holds these codes (EBU Tech 3352). */
export function axml(codes: readonly string[]): Buffer {
  const identifiers = codes
    .map((code) => `<identifier><dc:identifier>ISRC:${code}</dc:identifier></identifier>`)
    .join('')
  return utf8(
    `<?xml version="1.0" encoding="UTF-8"?><ebuCoreMain xmlns="urn:ebu:metadata-schema:ebuCore_2012" xmlns:dc="http://purl.org/dc/elements/1.1/"><coreMetadata>${identifiers}</coreMetadata></ebuCoreMain>`,
  )
}

/** An AIFF: 44,100 Hz, mono, 16 bit, silent, with further chunks. */
export function aiff(options: { chunks?: readonly (readonly [string, Buffer])[]; seconds?: number }): Buffer {
  const frames = Math.round((options.seconds ?? 1) * 44_100)
  const rate = Buffer.from([0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0])
  const chunks: (readonly [string, Buffer])[] = [
    ['COMM', Buffer.concat([u16be(1), u32be(frames), u16be(16), rate])],
    ...(options.chunks ?? []),
    ['SSND', Buffer.alloc(8 + frames * 2)],
  ]
  const body = Buffer.concat([
    latin1('AIFF'),
    ...chunks.flatMap(([id, content]) => [latin1(id), u32be(content.length), padded(content)]),
  ])
  return Buffer.concat([latin1('FORM'), u32be(body.length), body])
}

/** The beginning of a JPEG, for embedded art. */
export const tinyJpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
