import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

const blockSize = 512

/**
 * Copies one file out of a gzipped tar archive (POSIX ustar, as `npm pack` writes it).
 * @param {string} archive
 * @param {string} member the name inside the archive
 * @param {string} target
 * @throws {Error} when the archive ends early or has no such member.
 */
export async function extractTarMember(archive, member, target) {
  const bytes = createReadStream(archive).pipe(createGunzip())
  await pipeline(Readable.from(readTarMember(bytes, member)), createWriteStream(target))
}

/**
 * @param {AsyncIterable<Buffer>} source the uncompressed tar stream
 * @param {string} member
 * @returns {AsyncGenerator<Buffer>} the content of that member
 */
async function* readTarMember(source, member) {
  /** @type {Buffer} */
  let pending = Buffer.alloc(0)
  let skip = 0
  let remaining = -1
  for await (const chunk of source) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    while (pending.length > 0) {
      const skipped = Math.min(skip, pending.length)
      skip -= skipped
      pending = pending.subarray(skipped)
      if (remaining > 0 && pending.length > 0) {
        const part = pending.subarray(0, remaining)
        remaining -= part.length
        pending = pending.subarray(part.length)
        yield part
      }
      if (remaining === 0) return
      if (remaining > 0 || pending.length < blockSize) break
      const header = readTarHeader(pending)
      pending = pending.subarray(blockSize)
      if (header.name === member) remaining = header.size
      else skip = Math.ceil(header.size / blockSize) * blockSize
    }
  }
  throw new Error(`The archive holds no complete ${member}.`)
}

/** @param {Buffer} block */
function readTarHeader(block) {
  const text = (/** @type {number} */ start, /** @type {number} */ end) =>
    block.toString('latin1', start, end).replace(/\0.*$/s, '').trim()
  const prefix = text(345, 500)
  const size = Number.parseInt(text(124, 136) || '0', 8)
  if (Number.isNaN(size)) throw new Error('The archive has a damaged header.')
  return { name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`, size }
}

/**
 * Unpacks the files of a zip archive that `rename` gives a place to.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} rename the path below `folder`, or null to leave the entry out
 * @throws {Error} when the archive is damaged or a path would leave the folder.
 */
export async function extractZip(archive, folder, rename) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const place = entry.fileName.endsWith('/') ? null : rename(entry.fileName)
    if (place !== null) await extractZipEntry(zip, entry, resolveInside(folder, place))
  }
}

/**
 * @param {import('yauzl').ZipFile} zip
 * @param {import('yauzl').Entry} entry
 * @param {string} target
 */
async function extractZipEntry(zip, entry, target) {
  await mkdir(path.dirname(target), { recursive: true })
  const unixMode = (entry.externalFileAttributes >>> 16) & 0o777
  const output = createWriteStream(target, { mode: unixMode === 0 ? 0o644 : unixMode })
  await pipeline(await zip.openReadStreamPromise(entry), output)
}

/** @param {string} folder @param {string} place */
function resolveInside(folder, place) {
  const target = path.resolve(folder, place)
  if (!target.startsWith(path.resolve(folder) + path.sep))
    throw new Error(`The archive reaches outside: ${place}`)
  return target
}
