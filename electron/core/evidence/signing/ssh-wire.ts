/** The data types of the SSH protocol (RFC 4251, section 5) that signatures are made of. */

/** A string: its length in four bytes, then its bytes. */
export function sshString(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Reads one value after the other. Throws when the bytes end before a value does. */
export interface SshReader {
  uint32(): number
  string(): Buffer
  /** True when nothing is left. */
  done(): boolean
}

/** Starts reading at an offset. */
export function sshReader(bytes: Buffer, from = 0): SshReader {
  let at = from
  const take = (length: number): Buffer => {
    if (length > bytes.length - at) throw new Error('the SSH data end too early')
    at += length
    return bytes.subarray(at - length, at)
  }
  return {
    uint32: () => take(4).readUInt32BE(),
    string: () => take(take(4).readUInt32BE()),
    done: () => at === bytes.length,
  }
}
