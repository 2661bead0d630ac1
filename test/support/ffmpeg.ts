import { execFileSync } from 'node:child_process'

/** True when ffmpeg can be run; tests that need it skip otherwise and say so by their name. */
export const hasFfmpeg = runs('ffmpeg', '-version')

/** Runs ffmpeg quietly, overwriting its output. */
export function ffmpeg(...args: readonly string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args])
}

export function runs(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
