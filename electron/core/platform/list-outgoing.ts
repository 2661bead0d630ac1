import type { Database } from 'better-sqlite3'
import type { Output, Parsed } from '../../../shared/contract/index.ts'

type OutgoingPage = Output<'outgoing.list'>

const mostHosts = 200

/** A page of the list of requests, newest first, with what it can be filtered by. */
export function listOutgoing(db: Database, request: Parsed<'outgoing.list'>): OutgoingPage {
  const { limit, before = null, purpose = null, host = null } = request
  const filter: Record<string, string | number> = {}
  if (purpose !== null) filter.purpose = purpose
  if (host !== null) filter.host = host
  const where = ['1', ...Object.keys(filter).map((column) => `${column} = @${column}`)].join(' AND ')
  const rows = db
    .prepare<[Record<string, string | number>], OutgoingPage['rows'][number]>(
      `SELECT id, at, purpose, method, url, host, sent_bytes AS sentBytes, sent, status,
         received_bytes AS receivedBytes, failure
       FROM outgoing_request WHERE ${where} AND id < @before ORDER BY id DESC LIMIT @limit`,
    )
    .all({ ...filter, before: before ?? Number.MAX_SAFE_INTEGER, limit })
  const total = db
    .prepare<[Record<string, string | number>], { n: number }>(
      `SELECT count(*) AS n FROM outgoing_request WHERE ${where}`,
    )
    .get(filter)?.n
  return { rows, total: total ?? 0, ...filters(db) }
}

function filters(db: Database): Pick<OutgoingPage, 'hosts' | 'purposes'> {
  return {
    hosts: db
      .prepare<[number], OutgoingPage['hosts'][number]>(
        `SELECT host, count(*) AS requests FROM outgoing_request WHERE host <> '' GROUP BY host
         ORDER BY requests DESC, host LIMIT ?`,
      )
      .all(mostHosts),
    purposes: db
      .prepare<[], OutgoingPage['purposes'][number]>(
        'SELECT purpose, count(*) AS requests FROM outgoing_request GROUP BY purpose ORDER BY purpose',
      )
      .all(),
  }
}
