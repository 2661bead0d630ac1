import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAxmlIsrcs } from './axml-isrc.ts'

const wrap = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><ebuCoreMain xmlns="urn:ebu:metadata-schema:ebuCore_2012" xmlns:dc="http://purl.org/dc/elements/1.1/"><coreMetadata>${inside}</coreMetadata></ebuCoreMain>`

const identifier = (text: string) =>
  `<identifier typeLabel="GUID"><dc:identifier>${text}</dc:identifier></identifier>`

test('codes of dc:identifier, as written', () => {
  const xml = wrap(
    identifier('ISRC:USS1Z2600001') + identifier(' isrc: us-s1z-26-00002 ') + identifier('UMID:1'),
  )
  expect(readAxmlIsrcs(`${xml}\0\0`)).toEqual({ isrcs: ['USS1Z2600001', 'us-s1z-26-00002'], problem: null })
})

test('another prefix for the same namespace', () => {
  const xml =
    '<a xmlns:x="http://purl.org/dc/elements/1.1/"><x:identifier>ISRC:USS1Z2600001</x:identifier></a>'
  expect(readAxmlIsrcs(xml).isrcs).toEqual(['USS1Z2600001'])
})

test('an identifier of another namespace is none', () => {
  expect(readAxmlIsrcs('<a><identifier>ISRC:USS1Z2600001</identifier></a>').isrcs).toEqual([])
})

test.each([
  ['entities', '<!DOCTYPE a [<!ENTITY b "ISRC:USS1Z2600001">]><a>&b;</a>'],
  ['an outside file', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
])('%s are refused', (_name, xml) => {
  const { isrcs, problem } = readAxmlIsrcs(xml)
  expect(isrcs).toEqual([])
  expect(problem).toContain('document type')
})

test('what stood before a mistake is kept', () => {
  const cut = wrap(identifier('ISRC:USS1Z2600001') + identifier('ISRC:USS1Z2600002')).slice(0, -60)
  const { isrcs, problem } = readAxmlIsrcs(cut)
  expect(isrcs).toContain('USS1Z2600001')
  expect(problem).not.toBeNull()
})

test('depth is bounded', () => {
  expect(readAxmlIsrcs('<a>'.repeat(100_000)).problem).toContain('nested too deeply')
})

test('no text throws', () => {
  const sound = wrap(identifier('ISRC:USS1Z2600001'))
  fc.assert(
    fc.property(fc.nat(sound.length), fc.string(), (at, junk) => {
      readAxmlIsrcs(sound.slice(0, at) + junk + sound.slice(at))
    }),
  )
})
