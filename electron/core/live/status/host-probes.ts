import type { Database } from 'better-sqlite3'

interface HostProbe {
  readonly status: number
  readonly mark: string
}

/** What hosts answer for addresses nothing lies at, kept for a day. */
export interface HostProbes {
  of(host: string): HostProbe | null
  put(host: string, probe: HostProbe): void
}

const keptForMs = 24 * 60 * 60 * 1000

/** The table `host_probe`; `clock` in milliseconds since the epoch. */
export function createHostProbes(db: Database, clock: () => number): HostProbes {
  const one = db.prepare<[string], HostProbe & { readonly probedAt: string }>(
    'SELECT status, mark, probed_at AS probedAt FROM host_probe WHERE host = ?',
  )
  const put = db.prepare<[string, string, number, string]>(
    `INSERT INTO host_probe (host, probed_at, status, mark) VALUES (?, ?, ?, ?)
     ON CONFLICT (host) DO UPDATE SET probed_at = excluded.probed_at, status = excluded.status, mark = excluded.mark`,
  )
  return {
    of(host) {
      const known = one.get(host)
      if (known === undefined || clock() - Date.parse(known.probedAt) >= keptForMs) return null
      return { status: known.status, mark: known.mark }
    },
    put(host, { status, mark }) {
      put.run(host, new Date(clock()).toISOString(), status, mark)
    },
  }
}
