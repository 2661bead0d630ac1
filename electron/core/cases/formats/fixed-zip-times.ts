const centralHeader = 0x02014b50
const endRecord = 0x06054b50
/** 1 January 1980, 00:00: the beginning of DOS time. */
const fixed = Buffer.from([0, 0, 0x21, 0])

/**
 * Sets the times of all members of a ZIP to its epoch (APPNOTE 4.4.6), so that the same content gives the same bytes.
 * The bytes given are changed in place and returned. Throws when they are no ZIP with an end record.
 */
export function withFixedTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || zip.readUInt32LE(end) !== endRecord) throw new Error('these bytes are no ZIP')
  const members = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  for (let member = 0; member < members; member += 1) {
    if (zip.readUInt32LE(at) !== centralHeader) throw new Error('the directory of this ZIP is damaged')
    fixed.copy(zip, at + 12)
    fixed.copy(zip, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
