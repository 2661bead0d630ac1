/**
 * The card to which an arrow key leads: above or below in the same column, or as far down as it goes in the nearest
 * column beside it that has cards. Null when there is none, or the key is no arrow.
 */
export function nextCard(board: HTMLElement, card: HTMLElement, key: string): HTMLElement | null {
  const columns = [...board.querySelectorAll<HTMLElement>('[data-column]')].map((column) => [
    ...column.querySelectorAll<HTMLElement>('[data-case]'),
  ])
  const at = columns.findIndex((cards) => cards.includes(card))
  const row = columns[at]?.indexOf(card) ?? -1
  if (key === 'ArrowDown') return columns[at]?.[row + 1] ?? null
  if (key === 'ArrowUp') return row > 0 ? (columns[at]?.[row - 1] ?? null) : null
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return null
  for (let column = at + step; column >= 0 && column < columns.length; column += step) {
    const cards = columns[column] ?? []
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)] ?? null
  }
  return null
}
