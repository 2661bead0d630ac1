import type { z } from 'zod'
import type { verifyFinding } from '../../../../shared/contract/evidence.ts'
import { type VerifyCode, verifyCodes } from '../../../../shared/domain/evidence/verify-codes.ts'
import { showInvisible } from '../../../../shared/domain/evidence/visible-text.ts'

type VerifyFinding = z.infer<typeof verifyFinding>

/** Collects what a check finds. */
export interface Report {
  /** Adds a finding; `path` names the file or log line it concerns, empty for the bundle as a whole. */
  add(code: VerifyCode, path: string, message: string): void
  /** True when a finding names this path: what follows from it need not be said again. */
  names(path: string): boolean
  /** All findings, errors first, then by path. */
  findings(): readonly VerifyFinding[]
  hasErrors(): boolean
  /** True when one of these was found. */
  hasCode(...codes: readonly VerifyCode[]): boolean
}

const mostFindings = 10_000
/** A zip may hold names of 64 KB; more of one tells nobody more. */
const longestText = 2_000
const rank = { error: 0, warning: 1, info: 2 } as const

/** An empty report. Keeps the first 10,000 findings and counts the rest. */
export function createReport(): Report {
  const kept: VerifyFinding[] = []
  const codesOf = new Map<string, Set<string>>()
  const found = new Set<VerifyCode>()
  let dropped = 0
  let errors = 0

  function add(code: VerifyCode, path: string, message: string): void {
    const severity = verifyCodes[code]
    found.add(code)
    if (severity === 'error') errors += 1
    const codes = codesOf.get(path) ?? new Set()
    if (codes.has(code)) return
    codesOf.set(path, codes.add(code))
    if (kept.length < mostFindings) {
      kept.push({ code, path: shown(path), message: shown(message), severity })
    } else dropped += 1
  }

  function findings(): readonly VerifyFinding[] {
    const sorted = kept.toSorted(
      (a, b) => rank[a.severity] - rank[b.severity] || compare(a.path, b.path) || compare(a.code, b.code),
    )
    if (dropped === 0) return sorted
    const message = `There are ${String(dropped)} more findings, not listed here.`
    return [...sorted, { code: 'more-findings', path: '', message, severity: 'error' }]
  }

  return {
    add,
    findings,
    names: (path) => codesOf.has(path),
    hasErrors: () => errors > 0,
    hasCode: (...codes) => codes.some((code) => found.has(code)),
  }
}

function shown(text: string): string {
  return showInvisible(text.length > longestText ? `${text.slice(0, longestText)}…` : text)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
