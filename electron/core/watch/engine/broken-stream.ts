/** A packed file ended before its content did, or its content is damaged. What was read before is good. */
export class BrokenStream extends Error {
  readonly kind: 'truncated' | 'damaged'

  constructor(kind: 'truncated' | 'damaged', cause?: unknown) {
    super(`the compressed data is ${kind}`, { cause })
    this.name = 'BrokenStream'
    this.kind = kind
  }
}
