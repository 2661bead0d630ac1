import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type JsonEntry, jsonLimits, readJsonEntries } from './json-entries.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-json-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function entriesOf(text: string): Promise<JsonEntry[]> {
  const path = join(folder, 'f.json')
  writeFileSync(path, text)
  const entries: JsonEntry[] = []
  for await (const entry of readJsonEntries(path, new AbortController().signal)) entries.push(entry)
  return entries
}

it('gives every element of every list as the JSON parser would, however the file is set', async () => {
  const file = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 20 }).filter((key) => key !== '__proto__'),
    fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 5 }),
    { maxKeys: 5 },
  )
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom(undefined, 1, '\t'), async (content, indent) => {
      const text = JSON.stringify(content, null, indent)
      const expected = Object.entries(JSON.parse(text) as Record<string, unknown[]>).flatMap(
        ([section, list]) =>
          list.map((value, index) => ({ section: section.slice(0, 100), place: index + 1, value })),
      )
      const read = (await entriesOf(text)).map(({ section, place, text: own }) => {
        return { section, place, value: JSON.parse(own) as unknown }
      })
      expect(read).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})

it('reads on where a piece of the file ends in the middle of a character or a string', async () => {
  const long = `${'ä'.repeat(300_001)}"\\`
  const entries = await entriesOf(`{"a":[${JSON.stringify(long)},1],"b":true}`)
  expect(entries.map(({ text }) => JSON.parse(text) as unknown)).toEqual([long, 1, true])
})

it('stops at an entry that is too long', async () => {
  const text = `{"a":["${'x'.repeat(jsonLimits.characters + 1)}"]}`
  await expect(entriesOf(text)).rejects.toMatchObject({
    code: 'VALIDATION',
    message: expect.stringMatching(/entry 1.*longer than/) as string,
  })
})

it.each([
  '{',
  '{"a"',
  '{"a":',
  '{"a":[',
  '{"a":[1',
  '{"a":[1,',
  '{"a":[1]',
  '{"a":"b',
  '{,}',
  '{"a":[,]}',
  '{"a":[1,]}',
  '{"a":1,}',
  '{"a" 1}',
  '[]',
  '{}{}',
])('refuses %s', async (text) => {
  await expect(entriesOf(text)).rejects.toMatchObject({ code: 'VALIDATION' })
})
