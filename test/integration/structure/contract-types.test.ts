import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const planted = join(project, 'shared', 'planted-for-a-test.ts')

/** What the compiler says about a file of this content, standing in shared/. */
function diagnosticsOf(content: string): readonly string[] {
  const configFile = join(project, 'shared', 'tsconfig.json')
  const config = ts.getParsedCommandLineOfConfigFile(
    configFile,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, ' '))
      },
    },
  )
  const host = ts.createCompilerHost(config!.options)
  const readFile = host.readFile.bind(host)
  const fileExists = host.fileExists.bind(host)
  host.readFile = (name) => (name === planted ? content : readFile(name))
  host.fileExists = (name) => name === planted || fileExists(name)
  const source = host.getSourceFile.bind(host)
  host.getSourceFile = (name, version, ...rest) =>
    name === planted ? ts.createSourceFile(name, content, version) : source(name, version, ...rest)
  const program = ts.createProgram([planted], config!.options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(planted))
    .map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, ' '))
}

const header = "import type { Handlers } from './contract/index.ts'\ndeclare const all: Handlers\n"

describe('the contract', () => {
  it('accepts a complete table of handlers', () => {
    expect(diagnosticsOf(`${header}export const complete: Handlers = { ...all }\n`)).toEqual([])
  })

  it('does not compile when a handler is missing', () => {
    const problems = diagnosticsOf(
      `${header}const { 'jobs.cancel': omitted, ...rest } = all\nexport const broken: Handlers = rest\nexport { omitted }\n`,
    )
    expect(problems.join('\n')).toMatch(/Property '"jobs\.cancel"' is missing/)
  })

  it('does not compile when a handler answers something else', () => {
    const problems = diagnosticsOf(
      `${header}export const broken: Handlers = { ...all, 'workspace.backups': () => ({ backups: 3 }) }\n`,
    )
    expect(problems.join('\n')).toContain("'number' is not assignable")
  })

  it('does not compile when a caller leaves out what is needed', () => {
    const problems = diagnosticsOf(
      "import type { Call } from './contract/index.ts'\ndeclare const call: Call\nexport const bad = call('jobs.get', {})\n",
    )
    expect(problems.join('\n')).toContain('jobId')
  })
})
