import { createRandom } from '../../../electron/core/sample/random.ts'

const first = [
  'Silver',
  'Hollow',
  'Blue',
  'Second',
  'Golden',
  'Broken',
  'Distant',
  'Velvet',
  'Quiet',
  'Électrique',
] as const
const second = [
  'River',
  'Summer',
  'Mirror',
  'Signal',
  'Garden',
  'Motel',
  'Parade',
  'Satellite',
  'Avenue',
  'Machine',
] as const
const people = [
  'The Lowlands',
  'Ada Quill',
  'Cassette Club',
  'Marlow & Finch',
  'Oskar Vane',
  'Tidehouse',
  'Björk Ólafs',
] as const

/** A catalogue table of `rows` recordings, each with every column a distributor gives. The same on every machine. */
export function catalogueTable(rows: number): string {
  const random = createRandom(4711)
  const lines = ['Track Title,Artist,Release,UPC,ISRC,Length,Year,Track No,Release Date,Label']
  for (let row = 0; row < rows; row++) {
    const release = Math.floor(row / 10)
    const title = `${random.pick(first)} ${random.pick(second)} ${String(row)}`
    const isrc = `QZ7${String.fromCharCode(65 + (Math.floor(row / 100_000) % 26))}A${String(10 + (release % 15))}${String(row % 100_000).padStart(5, '0')}`
    const length = `${String(2 + random.below(3))}:${String(random.below(60)).padStart(2, '0')}`
    const artist = people[release % people.length] ?? people[0]
    lines.push(
      `${title},${artist},Album ${String(release)},${gtin(release)},${isrc},${length},20${String(10 + (release % 15))},${String((row % 10) + 1)},20${String(10 + (release % 15))}-03-01,Slow Ferry`,
    )
  }
  return `${lines.join('\n')}\n`
}

function gtin(release: number): string {
  const body = `1${String(release).padStart(10, '0')}`
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return `${body}${String((10 - (sum % 10)) % 10)}`
}
