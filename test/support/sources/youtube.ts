import type { SourceRoute } from './source-server.ts'

export const youtubeProblem = (reason: string, message = reason) =>
  JSON.stringify({ error: { code: 403, message, errors: [{ message, domain: 'youtube.quota', reason }] } })

/** The Data API v3 (developers.google.com/youtube/v3/docs): a search knows no lengths, the list of videos does. */
export const youtubeRoutes: Readonly<Record<string, SourceRoute>> = {
  '/youtube/v3/search': ({ json }) => {
    const item = (videoId: string) => ({
      kind: 'youtube#searchResult',
      id: { kind: 'youtube#video', videoId },
      snippet: {},
    })
    json({ kind: 'youtube#searchListResponse', items: [item('dQw4w9WgXcQ'), item('aaaaaaaaaaa')] })
  },
  '/youtube/v3/videos': ({ url, json }) => {
    const ids = (url.searchParams.get('id') ?? '').split(',').filter((id) => id !== 'goneAway123')
    json({
      items: ids.map((id) => ({
        id,
        snippet: {
          title: 'Night Ferry',
          channelId: 'UCq19-LqvG35A-30oyAiPiqA',
          channelTitle: 'Ada Marlow – Topic',
          publishedAt: '2019-05-01T00:00:00Z',
        },
        contentDetails: { duration: 'PT3M44S' },
        status: { privacyStatus: id === 'privatevide' ? 'private' : 'public' },
      })),
    })
  },
  '/youtube/v3/channels': ({ json }) => {
    json({ items: [{ id: 'UCq19-LqvG35A-30oyAiPiqA', snippet: { customUrl: '@adamarlow' } }] })
  },
}
