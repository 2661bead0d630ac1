/** The value all items have, or null when they differ (or when there are none). */
export function commonValue<Item, Value extends string>(
  items: readonly Item[],
  of: (item: Item) => Value,
): Value | null {
  const [first, ...others] = items.map(of)
  return first !== undefined && others.every((value) => value === first) ? first : null
}
