import type { SourceRoute } from './source-server.ts'

/** The hub (huggingface.co/docs/hub/api) with its dataset viewer under `/viewer`. */
export const huggingfaceRoutes: Readonly<Record<string, SourceRoute>> = {
  '/api/datasets': ({ json }) => {
    json([
      { id: 'someone/spotify-tracks', author: 'someone', createdAt: '2024-02-03T00:00:00.000Z', tags: [] },
      { id: 'other/gated', author: 'other', gated: 'auto' },
    ])
  },
  '/viewer/splits': ({ url, json, send }) => {
    const dataset = url.searchParams.get('dataset')
    if (dataset !== 'someone/spotify-tracks')
      send(401, { 'content-type': 'application/json' }, '{"error":"gated"}')
    else json({ splits: [{ dataset, config: 'default', split: 'train' }], pending: [], failed: [] })
  },
  '/viewer/search': ({ json }) => {
    const row = { track_name: 'Night Ferry', artists: 'Ada Marlow', album_name: 'Harbour Lights' }
    json({
      features: [],
      rows: [
        { row_idx: 41, row: { ...row, isrc: 'qzes71900001' }, truncated_cells: [] },
        { row_idx: 42, row: { ...row, isrc: 'QZES71900002' }, truncated_cells: [] },
      ],
      num_rows_total: 2,
    })
  },
  '/api/datasets/someone/there': ({ json }) => {
    json({ id: 'someone/there', author: 'someone' })
  },
  '/api/datasets/someone/disabled': ({ json }) => {
    json({ id: 'someone/disabled', disabled: true })
  },
  '/api/datasets/someone/hidden': ({ send }) => {
    const headers = { 'content-type': 'application/json', 'x-error-code': 'GatedRepo' }
    send(401, headers, '{"error":"Invalid username or password."}')
  },
  '/api/datasets/someone/removed': ({ send }) => {
    const headers = { 'content-type': 'application/json', 'x-error-code': 'RepoNotFound' }
    send(401, headers, '{"error":"Invalid username or password."}')
  },
}
