import type { SourceRoute } from './source-server.ts'

/** The scraping interface pages with a cursor (archive.org/developers), the metadata of an item may be empty or dark. */
export const archiveRoutes: Readonly<Record<string, SourceRoute>> = {
  '/services/search/v1/scrape': ({ url, json }) => {
    const cursor = url.searchParams.get('cursor')
    const item = (identifier: string) => ({
      identifier,
      title: 'Harbour Lights (full album)',
      creator: ['Ada Marlow', 'The Pilots'],
      uploader: 'someone@example.com',
      date: '2021-03-04T00:00:00Z',
      mediatype: 'audio',
    })
    if (cursor === null)
      json({ items: [item('harbour-1'), item('harbour-2')], count: 2, total: 3, cursor: 'W3siaWR' })
    else json({ items: [item('harbour-3')], count: 1, total: 3, previous: 'x' })
  },
  '/metadata/there': ({ json }) => {
    json({ created: 1, metadata: { identifier: 'there' }, files: [] })
  },
  '/metadata/dark': ({ json }) => {
    json({ is_dark: true, nodownload: true })
  },
  '/metadata/gone': ({ json }) => {
    json({})
  },
}
