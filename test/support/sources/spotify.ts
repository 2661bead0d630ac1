import type { SourceRoute } from './source-server.ts'

/** The Web API with the accounts service on the same address (developer.spotify.com). Tokens are good `uses` times. */
export function spotifyRoutes(uses: number): Readonly<Record<string, SourceRoute>> {
  const tokens = new Map<string, number>()
  const json = { 'content-type': 'application/json' }
  return {
    '/api/token': ({ seen, send, json: ok }) => {
      const given = Buffer.from((seen.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()
      if (given !== 'id:sesame' || seen.body !== 'grant_type=client_credentials') {
        send(400, json, '{"error":"invalid_client"}')
        return
      }
      const token = `token-${String(tokens.size + 1)}`
      tokens.set(token, uses)
      ok({ access_token: token, token_type: 'Bearer', expires_in: 3600 })
    },
    '/v1/search': ({ seen, url, send, json: ok }) => {
      const token = (seen.headers.authorization ?? '').replace('Bearer ', '')
      const left = tokens.get(token) ?? 0
      if (left === 0) {
        send(401, json, '{"error":{"status":401,"message":"The access token expired"}}')
        return
      }
      tokens.set(token, left - 1)
      const offset = Number(url.searchParams.get('offset'))
      const item = {
        id: `4cOdK2wGLETKBW3PvgPW${String(offset)}`,
        name: 'Night Ferry',
        artists: [
          { id: '6sFIWsNpZYqfjUpaCgueju', name: 'Ada Marlow' },
          { id: '4tZwfgrHOc3mvqYlEYSvVi', name: 'The Pilots' },
        ],
        duration_ms: 224_000,
        album: { name: 'Harbour Lights', release_date: '2019-05-01' },
        external_ids: { isrc: 'QZES71900001' },
      }
      ok({
        tracks: {
          items: [item],
          total: 12,
          next: offset === 0 ? 'https://api.spotify.com/v1/search?offset=10' : null,
        },
      })
    },
  }
}
