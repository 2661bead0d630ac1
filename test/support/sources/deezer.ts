import type { SourceRoute } from './source-server.ts'

/** A track as api.deezer.com/track gives it (developers.deezer.com/api/track). */
export const deezerTrack = {
  id: 3135556,
  readable: true,
  title: 'Night Ferry (Live)',
  title_short: 'Night Ferry',
  title_version: '(Live)',
  isrc: 'QZES71900001',
  link: 'https://www.deezer.com/track/3135556',
  duration: 224,
  release_date: '2019-05-01',
  artist: { id: 27, name: 'Ada Marlow', type: 'artist' },
  album: { id: 302127, title: 'Harbour Lights', type: 'album' },
  type: 'track',
}

export const deezerError = (code: number, message: string) => ({
  error: { type: 'Exception', message, code },
})
export const deezerQuota = deezerError(4, 'Quota limit exceeded')
const noData = deezerError(800, 'no data')

/** Its limits and its “not found” are answers of status 200. */
export const deezerRoutes: Readonly<Record<string, SourceRoute>> = {
  '/track/isrc:QZES71900001': ({ json }) => {
    json(deezerTrack)
  },
  '/track/3135556': ({ json }) => {
    json(deezerTrack)
  },
  '/track/2': ({ json }) => {
    json({ ...deezerTrack, id: 2, readable: false })
  },
  '/track*': ({ json }) => {
    json(noData)
  },
  '/search': ({ url, json }) => {
    const index = Number(url.searchParams.get('index') ?? 0)
    const data = Array.from({ length: 100 }, (_, n) => ({ ...deezerTrack, id: 1 + index + n }))
    json({ data, total: 250, next: `https://api.deezer.com/search?index=${String(index + 100)}` })
  },
}
