/** A number with its noun, in English: “1 work”, “1,024 works”. */
export function counted(count: number, one: string, other: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : other}`
}
