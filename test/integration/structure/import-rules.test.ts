import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const cruiseResult = z.object({
  summary: z.object({ violations: z.array(z.object({ rule: z.object({ name: z.string() }) })) }),
})

let tree: string

const soundTree: Readonly<Record<string, string>> = {
  'shared/errors.ts': "import { z } from 'zod'\nexport const shape = z.string()\n",
  'electron/core/platform/ground.ts':
    "import { shape } from '../../../shared/errors.ts'\nexport const ground = shape\n",
  'electron/core/catalog/index.ts': "export { own } from './own.ts'\n",
  'electron/core/catalog/own.ts':
    "import { ground } from '../platform/ground.ts'\nexport const own = ground\n",
  'electron/core/watch/index.ts': "import { own } from '../catalog/index.ts'\nexport const watch = own\n",
  'electron/entries/core.utility.ts':
    "import { watch } from '../core/watch/index.ts'\nexport const entry = watch\n",
  'electron/main/main.ts': "import { entry } from '../entries/core.utility.ts'\nexport const main = entry\n",
  'renderer/app.ts': "import { shape } from '../shared/errors.ts'\nexport const app = shape\n",
  'test/support.ts': 'export const support = 1\n',
}

/** One violation of each rule, planted into the sound tree. */
const planted: readonly (readonly [rule: string, file: string, content: string])[] = [
  [
    'shared-is-pure',
    'shared/bad.ts',
    "import { readFileSync } from 'node:fs'\nexport const bad = readFileSync\n",
  ],
  [
    'shared-is-pure',
    'shared/bad.ts',
    "import { own } from '../electron/core/catalog/own.ts'\nexport const bad = own\n",
  ],
  [
    'core-without-electron',
    'electron/core/catalog/bad.ts',
    "import { app } from 'electron'\nexport const bad = app\n",
  ],
  [
    'core-without-electron',
    'electron/core/catalog/bad.ts',
    "import { app } from '../../../renderer/app.ts'\nexport const bad = app\n",
  ],
  [
    'core-module-through-its-index',
    'electron/core/watch/bad.ts',
    "import { own } from '../catalog/own.ts'\nexport const bad = own\n",
  ],
  [
    'ground-knows-no-module',
    'electron/core/platform/bad.ts',
    "import { watch } from '../watch/index.ts'\nexport const bad = watch\n",
  ],
  [
    'main-reaches-core-through-entries',
    'electron/main/bad.ts',
    "import { watch } from '../core/watch/index.ts'\nexport const bad = watch\n",
  ],
  [
    'renderer-knows-only-shared',
    'renderer/bad.ts',
    "import { watch } from '../electron/core/watch/index.ts'\nexport const bad = watch\n",
  ],
  ['renderer-without-node', 'renderer/bad.ts', "import { join } from 'node:path'\nexport const bad = join\n"],
  [
    'product-knows-no-test',
    'electron/core/watch/bad.ts',
    "import { support } from '../../../test/support.ts'\nexport const bad = support\n",
  ],
  [
    'no-circular',
    'shared/errors.ts',
    "import { other } from './other.ts'\nexport const shape = () => other\n",
  ],
]

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'refrain-imports-'))
  symlinkSync(join(project, 'node_modules'), join(tree, 'node_modules'))
  symlinkSync(join(project, 'tsconfig.base.json'), join(tree, 'tsconfig.base.json'))
  for (const [file, content] of Object.entries(soundTree)) write(file, content)
})
afterEach(() => {
  rmSync(tree, { recursive: true, force: true })
})

function write(file: string, content: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), content)
}

/** Names of the rules the tree breaks, as the check of the project sees it. */
function brokenRules(): readonly string[] {
  const cruiser = join(project, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const args = [
    '--config',
    join(project, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'shared',
    'electron',
    'renderer',
  ]
  const output = execFileSync(process.execPath, [cruiser, ...args], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return cruiseResult.parse(JSON.parse(output)).summary.violations.map((violation) => violation.rule.name)
}

describe('import rules', () => {
  it('let a sound tree pass', () => {
    expect(brokenRules()).toEqual([])
  })

  it.each(planted)('catch a planted violation of %s (%s)', (rule, file, content) => {
    if (rule === 'no-circular')
      write('shared/other.ts', "import { shape } from './errors.ts'\nexport const other = () => shape\n")
    write(file, content)
    expect(brokenRules()).toContain(rule)
  })
})
