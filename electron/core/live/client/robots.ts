import type { Database } from 'better-sqlite3'
import { productToken } from '../../../../shared/domain/live/user-agent.ts'

/** What a server's robots.txt says of pages (RFC 9309). */
export interface RobotRules {
  isAllowed(url: string): boolean
  /** False: the file is there but could not be read, so nothing is allowed for now (RFC 9309 §2.3.1.4). */
  readonly isRead: boolean
  /** Least time between two requests it asks for, milliseconds; null when it asks for none. */
  readonly delayMs: number | null
}

/** How the reading of a robots.txt ended: its text, that there is none, or that it cannot be read. */
export type RobotsAnswer =
  { readonly verdict: 'rules'; readonly body: string } | { readonly verdict: 'all' | 'none' }

export interface Robots {
  /** The rules of an origin, asked for when they are not known or too old. */
  of(origin: string, ask: (url: string) => Promise<RobotsAnswer>): Promise<RobotRules>
}

/** As much is read as RFC 9309 §2.5 asks for at least, and no more. */
export const robotsBytes = 512 * 1024
/** RFC 9309 §2.4. */
const freshMs = 24 * 60 * 60 * 1000
/** How soon a robots.txt that could not be read is asked for again. */
export const unreadMs = 60 * 60 * 1000
const longestDelayMs = 5 * 60 * 1000
const mostParsed = 100

type Stored = { readonly read_at: number; readonly verdict: RobotsAnswer['verdict']; readonly body: string }

/** robots.txt of every origin, kept for a day in table `live_robots`. */
export function createRobots(db: Database, clock: () => number): Robots {
  const read = db.prepare<[string], Stored>('SELECT read_at, verdict, body FROM live_robots WHERE origin = ?')
  const put = db.prepare<[string, number, string, string]>(
    'INSERT OR REPLACE INTO live_robots (origin, read_at, verdict, body) VALUES (?, ?, ?, ?)',
  )
  const forget = db.prepare<[number]>('DELETE FROM live_robots WHERE read_at <= ?')
  const parsed = new Map<string, { readonly at: number; readonly rules: RobotRules }>()
  const asking = new Map<string, Promise<Stored>>()

  const fetched = async (origin: string, ask: (url: string) => Promise<RobotsAnswer>): Promise<Stored> => {
    const answer = await ask(`${origin}/robots.txt`)
    const body = answer.verdict === 'rules' ? answer.body : ''
    const now = clock()
    forget.run(now - freshMs)
    put.run(origin, now, answer.verdict, body)
    return { read_at: now, verdict: answer.verdict, body }
  }
  const isFresh = ({ read_at: at, verdict }: Stored) => {
    const age = clock() - at
    return age >= 0 && age < (verdict === 'none' ? unreadMs : freshMs)
  }
  return {
    async of(origin, ask) {
      let stored = read.get(origin)
      if (stored === undefined || !isFresh(stored)) {
        const under = asking.get(origin) ?? fetched(origin, ask).finally(() => asking.delete(origin))
        asking.set(origin, under)
        stored = await under
      }
      const known = parsed.get(origin)
      if (known?.at === stored.read_at) return known.rules
      const rules = await rulesOf(origin, stored)
      if (parsed.size >= mostParsed) parsed.clear()
      parsed.set(origin, { at: stored.read_at, rules })
      return rules
    },
  }
}

async function rulesOf(origin: string, { verdict, body }: Stored): Promise<RobotRules> {
  if (verdict !== 'rules')
    return { isAllowed: () => verdict === 'all', isRead: verdict === 'all', delayMs: null }
  const { default: parse } = await import('robots-parser')
  const robots = parse(`${origin}/robots.txt`, boundedRobots(body))
  const delay = robots.getCrawlDelay(productToken) ?? 0
  return {
    isRead: true,
    isAllowed: (url) => robots.isAllowed(url, productToken) ?? true,
    delayMs: delay > 0 ? Math.min(delay * 1000, longestDelayMs) : null,
  }
}

/** Characters of patterns with stars that are compared: each costs as many steps as the path is long. */
const mostPattern = 64 * 1024
const ruleLine = /^(\s*(dis)?allow\s*:\s*)([^#\r\n]*)/i

/**
 * A robots.txt whose comparison takes no time out of proportion. Beyond so many characters of patterns with stars a
 * ban is cut before its first star, and no exception counts: it then allows no page that it did not allow before.
 */
export function boundedRobots(body: string, most = mostPattern): string {
  // Stars in a row stay: the longer of two rules decides (RFC 9309 §2.2.2), so a shortened ban could lose.
  const lines = body.split(/\r\n|\r|\n/)
  const patternOf = (line: string) => ruleLine.exec(line)?.[3]?.trim() ?? ''
  const hasStar = (pattern: string) => pattern.slice(0, -1).includes('*')
  const length = lines.reduce((sum, line) => sum + (hasStar(patternOf(line)) ? patternOf(line).length : 0), 0)
  if (length <= most) return lines.join('\n')
  let left = most
  return lines
    .map((line) => {
      const [, start = '', ban] = ruleLine.exec(line) ?? []
      const pattern = patternOf(line)
      if (pattern === '') return line
      if (ban === undefined) return '# allow: left out'
      if (!hasStar(pattern) || (left -= pattern.length) >= 0) return line
      return `${start}${pattern.slice(0, pattern.indexOf('*')) || '/'}`
    })
    .join('\n')
}
