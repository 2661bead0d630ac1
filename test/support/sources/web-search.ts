import type { SourceRoute } from './source-server.ts'

const found = { url: 'https://tunes.example/night-ferry', title: 'Night Ferry – download' }

/** docs.searxng.org/dev/search_api.html */
export const searxngRoutes: Readonly<Record<string, SourceRoute>> = {
  '/search': ({ url, json, send }) => {
    if (url.searchParams.get('format') === 'json')
      json({ query: '', results: [{ ...found, engine: 'x' }], answers: [] })
    else send(200, { 'content-type': 'text/html' }, '<html>')
  },
}

/** api-dashboard.search.brave.com/documentation */
export const braveRoutes: Readonly<Record<string, SourceRoute>> = {
  '/res/v1/web/search': ({ seen, json, send }) => {
    if (seen.headers['x-subscription-token'] === 'sesame') json({ type: 'search', web: { results: [found] } })
    else send(401, { 'content-type': 'application/json' }, '{}')
  },
}
