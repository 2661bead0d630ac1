import { z } from 'zod'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import type { Connector, SourceAccess, SourceState } from '../connector.ts'
import { askJson, readAs, under } from './support/ask-json.ts'
import { listing, yearOf } from './support/listing.ts'

const dataset = z.object({
  id: z.string(),
  author: z.string().nullish(),
  createdAt: z.string().optional(),
  disabled: z.boolean().optional(),
})
const splits = z.object({ splits: z.array(z.object({ config: z.string(), split: z.string() })) })
const rows = z.object({
  rows: z.array(z.object({ row_idx: z.int(), row: z.record(z.string(), z.unknown()) })),
})

const own = 'https://huggingface.co'
const viewer = 'https://datasets-server.huggingface.co'
/** Datasets that list recordings are found by what they have in common. */
const candidates = 'isrc'
const mostCandidates = 5

async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by === 'names') {
    for (const words of [query.title, query.artist]) yield* (await datasets(words, 50, ask)).map(asListing)
  } else if (query.by === 'isrc') {
    for (const { id } of await datasets(candidates, mostCandidates, ask))
      yield* inDataset(id, query.isrc, ask)
  }
}

async function datasets(words: string, limit: number, ask: SourceAccess) {
  const url = under(ask.base, '/api/datasets', { search: words, full: 'true', limit: String(limit) })
  return (await askJson(ask, { url }, z.array(dataset))).data
}

/** Rows of a dataset that hold the code. What the viewer cannot search (too large, gated, no Parquet) holds none. */
async function* inDataset(id: string, isrc: string, ask: SourceAccess): AsyncGenerator<SourceListing> {
  const base = ask.base === own ? viewer : under(ask.base, '/viewer')
  // 401, 404: gated, gone or never converted; 422, 500 and 501: not made ready for searching.
  const alsoTakes = [401, 404, 422, 500, 501]
  const of = await askJson(ask, { url: under(base, '/splits', { dataset: id }), alsoTakes }, z.unknown())
  if (of.answer.status !== 200) return
  const [first] = readAs(splits, of.data).splits
  if (first === undefined) return
  const url = under(base, '/search', { dataset: id, ...first, query: isrc, length: '20' })
  const { answer, data } = await askJson(ask, { url, alsoTakes }, z.unknown())
  if (answer.status !== 200) return
  for (const { row_idx: index, row } of readAs(rows, data).rows) {
    const holds = Object.values(row).some(
      (value) => typeof value === 'string' && value.toUpperCase() === isrc,
    )
    if (holds) yield asRow(id, index, row, isrc)
  }
}

function asRow(
  id: string,
  index: number,
  row: Readonly<Record<string, unknown>>,
  isrc: string,
): SourceListing {
  const text = (pattern: RegExp) => {
    const found = Object.entries(row).find(([name, value]) => pattern.test(name) && typeof value === 'string')
    return typeof found?.[1] === 'string' ? found[1] : ''
  }
  return listing({
    ref: `${id}#${String(index)}`,
    url: `${own}/datasets/${id}/viewer?row=${String(index)}`,
    title: text(/^(?:track_?)?(?:name|title)$/i) || text(/title|track/i),
    artist: text(/artist/i),
    album: text(/album/i) || null,
    account: id.split('/')[0] ?? null,
    isrc,
  })
}

function asListing({ id, author, createdAt }: z.output<typeof dataset>): SourceListing {
  const url = `${own}/datasets/${id}`
  const account = author ?? id.split('/')[0] ?? null
  return listing({
    ref: id,
    url,
    title: id.split('/').at(-1) ?? id,
    account,
    year: yearOf(createdAt),
    offers: 'file',
  })
}

async function stateOf(url: string, ask: SourceAccess): Promise<SourceState | null> {
  const found = /^https?:\/\/huggingface\.co\/(datasets|spaces)\/([\w.-]+\/[\w.-]+|[\w.-]+)/.exec(url)
  if (found === null) return null
  const [, kind = '', id = ''] = found
  const address = under(ask.base, `/api/${kind}/${id}`)
  const { answer, data } = await askJson(ask, { url: address, alsoTakes: [401, 403, 404, 451] }, z.unknown())
  if (answer.status === 451) return 'removed-legally'
  if (answer.status === 404) return 'gone'
  // Without a login it answers 401 for what does not exist and for what only its owner may see.
  if (answer.status === 401) return answer.headers['x-error-code'] === 'RepoNotFound' ? 'gone' : 'restricted'
  if (answer.status === 403) return 'restricted'
  return readAs(dataset.partial(), data).disabled === true ? 'restricted' : 'there'
}

export const huggingface: Connector = {
  id: 'huggingface',
  name: 'Hugging Face',
  base: own,
  key: 'none',
  searches: ['isrc', 'names'],
  limits: { requests: 450, perMs: 300_000, perDay: null, atOnce: 2 },
  terms: {
    says: '500 requests of its interface in five minutes without an account.',
    source: 'https://huggingface.co/docs/hub/rate-limits',
    checkedOn: null,
  },
  search,
  stateOf,
}
