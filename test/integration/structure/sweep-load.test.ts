import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

/** What a statement loads when the program runs; null when it only names types. */
function loadedBy(statement: ts.Statement): string | null {
  const isExport = ts.isExportDeclaration(statement)
  if (!isExport && !ts.isImportDeclaration(statement)) return null
  const { moduleSpecifier } = statement
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return null
  const clause = isExport ? statement.exportClause : statement.importClause
  if (isExport ? statement.isTypeOnly : statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    return null
  const names = clause !== undefined && ts.isImportClause(clause) ? clause.namedBindings : clause
  const isNamed = names !== undefined && (ts.isNamedImports(names) || ts.isNamedExports(names))
  const hasDefault = clause !== undefined && ts.isImportClause(clause) && clause.name !== undefined
  const onlyTypes = isNamed && !hasDefault && names.elements.every(({ isTypeOnly }) => isTypeOnly)
  return onlyTypes ? null : moduleSpecifier.text
}

/** The packages a source file loads as soon as it is loaded itself, by way of other files too. */
function packagesLoadedBy(entry: string): ReadonlySet<string> {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const waiting = [join(project, entry)]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext)
    for (const statement of statements) {
      const loaded = loadedBy(statement)
      if (loaded?.startsWith('.') === true) waiting.push(resolve(dirname(file), loaded))
      else if (loaded !== null) packages.add(loaded)
    }
  }
  return packages
}

/** Schemas, the store and readers of archives: tens of megabytes that a sweep for a table has no use for. */
const heavy = ['zod', 'better-sqlite3', 'yauzl', 'hyparquet', 'pinyin-pro']

describe('a sweep for a table', () => {
  it.each([
    'electron/entries/cli.ts',
    'electron/cli/commands/sweep.ts',
    'electron/core/watch/engine/sweep-files.ts',
    'electron/core/watch/sweep.worker.ts',
  ])('loads nothing it may not need: %s', (entry) => {
    const packages = packagesLoadedBy(entry)
    expect(packages.size).toBeGreaterThan(2)
    expect(heavy.filter((name) => packages.has(name))).toEqual([])
  })

  it('reads its table without schemas and without the store', () => {
    const packages = packagesLoadedBy('electron/core/catalog/read-catalogue-table.ts')
    expect(['zod', 'better-sqlite3'].filter((name) => packages.has(name))).toEqual([])
  })

  it('is told from what loads them', () => {
    expect([...packagesLoadedBy('electron/core/index.ts')]).toEqual(
      expect.arrayContaining(['zod', 'better-sqlite3', 'yauzl']),
    )
  })
})
