import { describe, expect, test } from 'vitest'
import { pageListings } from './connectors/pages/page-listings.ts'
import { readPage } from './status/read-page.ts'

// Pages of at most 2 MB that were made to stop whoever reads them. None may throw, for it would end the look at all
// other addresses, and none may take time out of proportion: the test would run out of its own.

const data = (json: string) => `<script type="application/ld+json">${json}</script>`
const song = '<h1>Harbour Lights</h1><audio src="/luna-vale-harbour-lights.mp3"></audio>'

describe.each<[string, string]>([
  ['two hundred thousand siblings', '<br>'.repeat(200_000)],
  ['words and elements in turns', 'a<i></i>'.repeat(150_000)],
  ['links that never end', '<a href=x>b'.repeat(130_000)],
  ['elements nested deeper than calls may be', '<div>'.repeat(150_000)],
  ['players nested in players', '<video>'.repeat(60_000)],
  ['data nested as deep as it fits', data('['.repeat(90_000) + ']'.repeat(90_000))],
  ['many numbers as data', data(`[${'1,'.repeat(90_000)}1]`)],
  [
    'a name nested in lists',
    data(`{"@type":"MusicRecording","name":${'['.repeat(60_000)}${']'.repeat(60_000)}}`),
  ],
])('%s', (_name, html) => {
  test('is read for what it says', async () => {
    const page = await readPage(`${song}${html}`)
    expect(page.offers).toMatchObject([{ kind: 'player', address: '/luna-vale-harbour-lights.mp3' }])
  })

  test('is read for what it lists', async () => {
    const found = await pageListings(`${song}${html}`, 'https://leaks.example/a')
    expect(found.map(({ url }) => url)).toContain('https://leaks.example/luna-vale-harbour-lights.mp3')
  })
})

test('a page cannot put words into the mouth of a service', async () => {
  const claim = JSON.stringify({
    ...{ '@type': 'MusicRecording', name: 'Harbour Lights', byArtist: { name: 'Luna Vale' } },
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
  })
  const found = await pageListings(data(claim), 'https://leaks.example/a')
  expect(found.map(({ url }) => url)).toEqual(['https://leaks.example/a', 'https://leaks.example/a'])
})
