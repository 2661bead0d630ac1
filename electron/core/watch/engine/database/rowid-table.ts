/** Positions by the number of a row: open addressing in plain arrays, outside the heap of a worker. */
export class RowidTable {
  #rowids = new Float64Array(1 << 10)
  /** The position plus one; 0 for an empty slot. */
  #positions = new Int32Array(1 << 10)
  #count = 0

  /** -1 when the row is not known. */
  get(rowid: number): number {
    const mask = this.#positions.length - 1
    for (let slot = slotOf(rowid) & mask; ; slot = (slot + 1) & mask) {
      const position = this.#positions[slot] ?? 0
      if (position === 0) return -1
      if (this.#rowids[slot] === rowid) return position - 1
    }
  }

  /** Adds a row that is not known yet. */
  add(rowid: number, position: number): void {
    if (2 * (this.#count + 1) > this.#positions.length) this.#grow()
    this.#put(rowid, position + 1)
    this.#count++
  }

  #put(rowid: number, value: number): void {
    const mask = this.#positions.length - 1
    let slot = slotOf(rowid) & mask
    while (this.#positions[slot] !== 0) slot = (slot + 1) & mask
    this.#rowids[slot] = rowid
    this.#positions[slot] = value
  }

  #grow(): void {
    const [rowids, positions] = [this.#rowids, this.#positions]
    this.#rowids = new Float64Array(4 * rowids.length)
    this.#positions = new Int32Array(4 * positions.length)
    for (const [slot, value] of positions.entries()) if (value !== 0) this.#put(rowids[slot] ?? 0, value)
  }
}

function slotOf(rowid: number): number {
  const hash = Math.imul((rowid | 0) ^ Math.floor(rowid / 0x100000000), 0x9e3779b1)
  return (hash ^ (hash >>> 15)) >>> 0
}
