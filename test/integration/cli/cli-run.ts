import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { runCli } from '../../../electron/cli/program.ts'
import { testResources } from '../../support/resources.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Cli {
  readonly refrain: (...args: readonly string[]) => Promise<Ran>
  readonly folder: () => string
  /** Writes a file of the test's folder and gives its path. */
  readonly file: (name: string, content: string | Uint8Array) => string
  /** Runs a command that must end with this code, and returns the value it gave with --json. */
  readonly json: (code: number, ...args: readonly string[]) => Promise<unknown>
}

/** Runs command lines in this process, each test in a folder of its own with the workspace `workspace`. */
export function useCli(): Cli {
  let current = ''
  beforeEach(() => {
    current = mkdtempSync(join(tmpdir(), 'refrain-cli-'))
  })
  afterEach(() => {
    rmSync(current, { recursive: true, force: true })
  })
  async function refrain(...args: readonly string[]): Promise<Ran> {
    let out = ''
    let err = ''
    const code = await runCli(args, {
      streams: { out: (text) => void (out += text), err: (text) => void (err += text), interactive: false },
      resources: testResources(),
      appVersion: '0.0.0-test',
      defaultWorkspace: join(current, 'workspace'),
      signal: new AbortController().signal,
      log: () => undefined,
    })
    return { code, out, err }
  }
  return {
    refrain,
    folder: () => current,
    file(name: string, content: string | Uint8Array): string {
      const path = join(current, name)
      writeFileSync(path, content)
      return path
    },
    async json(code: number, ...args: readonly string[]): Promise<unknown> {
      const ran = await refrain(...args, '--json')
      if (ran.code !== code)
        throw new Error(`${args.join(' ')} gave ${String(ran.code)}: ${ran.out}${ran.err}`)
      return JSON.parse(ran.out)
    },
  }
}

/** The values of JSON Lines. */
export function lines(out: string): unknown[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
}
