import type { SourceRoute } from './source-server.ts'

const owner = { login: 'someone' }
export const githubJson = { 'content-type': 'application/vnd.github+json; charset=utf-8' }

/** The search interface (docs.github.com/en/rest/search); code only with a token. */
export const githubRoutes: Readonly<Record<string, SourceRoute>> = {
  '/search/repositories': ({ send }) => {
    const item = {
      id: 7,
      name: 'dump',
      full_name: 'someone/dump',
      html_url: 'https://github.com/someone/dump',
      owner,
    }
    send(
      200,
      githubJson,
      JSON.stringify({ total_count: 1, items: [{ ...item, created_at: '2020-01-01T00:00:00Z' }] }),
    )
  },
  '/search/code': ({ seen, send }) => {
    if (seen.headers.authorization !== 'Bearer ghp_sesame') {
      send(401, githubJson, '{"message":"Requires authentication"}')
      return
    }
    const url = 'https://github.com/someone/dump/blob/main/data/tracks.csv'
    const item = {
      sha: 'a',
      path: 'data/tracks.csv',
      html_url: url,
      repository: { full_name: 'someone/dump', owner },
    }
    send(200, githubJson, JSON.stringify({ total_count: 1, items: [item] }))
  },
  '/repos/someone/there': ({ send }) => {
    send(200, githubJson, '{"id":1}')
  },
  '/repos/someone/blocked': ({ send }) => {
    send(
      403,
      { ...githubJson, 'x-ratelimit-remaining': '50' },
      '{"message":"Repository access blocked","block":{"reason":"dmca"}}',
    )
  },
  '/repos/someone/legal': ({ send }) => {
    send(451, githubJson, '{"message":"Repository access blocked"}')
  },
}
