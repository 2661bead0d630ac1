import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeOutside } from '../../../scripts/lib/npm.mjs'

describe('the Node that npm runs on', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'refrain-test-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('is there still when npm has removed node_modules, and the one before it is replaced', () => {
    const modules = join(folder, 'node_modules')
    const node = join(modules, 'node', 'bin', 'node')
    for (const build of ['first', 'second']) {
      mkdirSync(join(modules, 'node', 'bin'), { recursive: true })
      writeFileSync(node, build)
      const kept = nodeOutside(node, modules, join(folder, 'kept'))
      rmSync(modules, { recursive: true })
      expect(readFileSync(kept, 'utf8')).toBe(build)
    }
  })

  it('is the one at hand when that lies elsewhere', () => {
    expect(nodeOutside('/usr/bin/node', join(folder, 'node_modules'), join(folder, 'kept'))).toBe(
      '/usr/bin/node',
    )
  })
})
