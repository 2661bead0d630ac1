import type { SourceRoute } from './source-server.ts'

/** Its JSON comes as JavaScript (performance-partners.apple.com/search-api). */
export const itunesRoutes: Readonly<Record<string, SourceRoute>> = {
  '/search': ({ send }) => {
    const result = {
      wrapperType: 'track',
      kind: 'song',
      trackId: 1440857781,
      trackName: 'Night Ferry',
      artistName: 'Ada Marlow',
      artistViewUrl: 'https://music.apple.com/us/artist/ada-marlow/159260351?uo=4',
      collectionName: 'Harbour Lights',
      trackViewUrl: 'https://music.apple.com/us/album/night-ferry/1440857780?i=1440857781',
      trackTimeMillis: 224000,
      releaseDate: '2019-05-01T12:00:00Z',
    }
    const body = `\n\n\n${JSON.stringify({ resultCount: 1, results: [result] })}\n`
    send(200, { 'content-type': 'text/javascript; charset=utf-8' }, body)
  },
}
