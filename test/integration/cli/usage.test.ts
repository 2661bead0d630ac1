import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useCli } from './cli-run.ts'

const { refrain, file, folder, json } = useCli()

/** The names of the commands a help page lists. */
function listed(help: string): string[] {
  const part = help.slice(help.indexOf('\nCommands:')).split('\n').slice(2)
  const end = part.indexOf('')
  return part.slice(0, end).flatMap((line) => /^ {2}([a-z-]+)/.exec(line)?.[1] ?? [])
}

describe('a sweep', () => {
  it.each([
    [['sweep', '--help']],
    [['--json', 'sweep', '--help']],
    [['--workspace', 'sweep', 'sweep', '--help']],
  ])('says of itself what the whole program says of it: %j', async (args) => {
    const whole = await refrain('help', 'sweep')
    expect(whole.out).toContain('--emit-sql')
    expect(await refrain(...args)).toEqual(whole)
  })

  it('as a value of a global option is no command', async () => {
    const ran = await refrain('--workspace', 'sweep', 'undo', '--help')
    expect([ran.code, ran.out.includes('refrain undo')]).toEqual([0, true])
  })
})

describe('a wrong command line', () => {
  it.each([
    [
      ['isrc', 'block', '--prefix', 'QZABC', '--from', 'abc'],
      '--from',
      'abc',
      'whole number from 0 to 99999',
    ],
    [['isrc', 'block', '--prefix', 'QZABC', '--from', ''], '--from', 'empty', 'whole number from 0 to 99999'],
    [
      ['isrc', 'block', '--prefix', 'QZABC', '--to', '100000'],
      '--to',
      '100000',
      'whole number from 0 to 99999',
    ],
    [['isrc', 'block', '--prefix', 'QZ'], '--prefix', 'QZ', 'five characters'],
    [['isrc', 'void', 'QZABC2600001', '--reason', ''], '--reason', 'empty', 'reason'],
    [['isrc', 'void', 'nonsense', '--reason', 'x'], '<isrc>', 'nonsense', 'ISRC'],
    [['isrc', 'allocate', '--recording', '-1'], '--recording', '-1', 'positive whole number'],
    [['isrc', 'block', '--prefix', 'QZABC', '--note', 'n'.repeat(501)], '--note', 'nnn', '500 characters'],
    [['case', 'show', '1.5'], '<id>', '1.5', 'positive whole number'],
    [
      ['case', 'remove-items', '--case', '1', '--finding', '1,x'],
      '--finding',
      '1,x',
      'positive whole number',
    ],
    [['case', 'sent', '--case', '1', '--channel', 'form', '--at', 'today'], '--at', 'today', 'date and time'],
    [['case', 'sent', '--case', '1', '--channel', ' '], '--channel', ' ', 'how it was sent'],
    [['finding', 'list', '--state', 'old'], '--state', 'old', 'new, confirmed'],
    [['finding', 'list', '--search', 's'.repeat(201)], '--search', 'sss', '200 characters'],
    [['rule', 'add', '--kind', 'domain', '--value', 'co.uk'], '--value', 'co.uk', 'shared by many owners'],
    [['notice', 'sign', '--notice', '1', '--signature', ''], '--signature', 'empty', 'legal name'],
    [['profile', 'set', '--email', 'bad'], '--email', 'bad', 'e-mail address'],
    [['profile', 'set', '--phone', '12'], '--phone', '12', 'telephone number'],
    [['profile', 'set', '--website', 'my site'], '--website', 'my site', 'web address'],
    [['profile', 'set', '--legal-name', ' '], '--legal-name', ' ', 'may not be empty'],
    [['profile', 'set', '--country', 'c'.repeat(101)], '--country', 'ccc', '100 characters'],
    [['profile', 'set', '--role', 'boss'], '--role', 'boss', 'owner'],
    [['recording', 'edit', '--id', '1', '--set', 'colour=red'], '--set', 'colour=red', 'title, version'],
    [['recording', 'edit', '--id', '1', '--set', 'year=next'], '--set year', 'next', '1860 to 2100'],
    [['recording', 'edit', '--id', '1', '--set', 'duration=3:5'], '--set duration', '3:5', 'two digits'],
    [['recording', 'edit', '--id', '1', '--set', 'isrc=QZ1'], '--set isrc', 'QZ1', 'ISRC'],
    [['recording', 'edit', '--id', '1', '--set', 'right=mine'], 'right held', 'mine', 'sound-recording'],
    [['recording', 'edit', '--id', '1', '--set', 'title= '], 'title', '', 'may not be empty'],
    [['recording', 'edit', '--id', '1', '--set', 'year'], '--set', 'year', 'FIELD=VALUE'],
    [['release', 'add', '--set', 'gtin=12'], '--set gtin', '12', ''],
    [['catalog', 'import', 'x.csv', '--map', 'colour=1'], '--map', 'colour=1', 'FIELD=COLUMN'],
    [['catalog', 'import', 'x.csv', '--delimiter', '#'], '--delimiter', '#', 'semicolon'],
    [['job', 'list', '--limit', '0'], '--limit', '0', 'whole number from 1 to 200'],
    [['--workspace', '', 'doctor'], '--workspace', 'empty', 'folder'],
  ] as const)(
    '%j names the option, what was given and what is expected',
    async (args, option, given, expected) => {
      await refrain('init')
      const before = readdirSync(folder(), { recursive: true })
      const ran = await refrain(...args)
      expect(ran.code).toBe(2)
      expect(ran.out).toBe('')
      const [sentence, next] = ran.err.split('\n')
      for (const part of [option, given, expected]) expect(sentence).toContain(part)
      expect(sentence).toMatch(/^refrain: .*\. Nothing was done\.$/)
      expect(next).toMatch(/^Next: “refrain.* --help” shows what it takes\.$/)
      expect(ran.err).not.toMatch(/Invalid input|expected string|Too (small|big)|received/)
      expect(readdirSync(folder(), { recursive: true })).toEqual(before)
    },
  )

  it.each([
    [['swep'], 'sweep'],
    [['catalog', 'improt'], 'import'],
    [['isrc', 'ledgr'], 'ledger'],
    [['finding', 'list', '--stat', 'new'], '--state'],
  ])('%j suggests %s', async (args, nearest) => {
    const ran = await refrain(...args)
    expect(ran.code).toBe(2)
    expect(ran.err).toContain(`Did you mean ${nearest}?`)
  })

  it.each([
    ['a missing argument', ['evidence', 'attach', '--finding', '1'], '<file> is missing'],
    ['a missing option', ['isrc', 'allocate'], '--recording <id> is missing'],
    ['a missing value', ['isrc', 'allocate', '--recording'], '--recording needs a value'],
    ['too much', ['isrc', 'ledger', 'all'], '1 value was given where none is expected'],
    ['a group alone', ['catalog'], 'needs a command after it'],
    ['an empty edit', ['profile', 'set'], 'Say what to change'],
    ['nothing to check', ['id', 'check'], 'nothing to check'],
    [
      'contradictions',
      ['catalog', 'import', 'x', '--no-header', '--header-row', '2'],
      'contradict each other',
    ],
    ['a mapping for nothing', ['sweep', 'x.csv', '--map', 'isrc=1'], '--catalog'],
    ['both ways to choose', ['finding', 'decide', '--decision', 'confirm', '--id', '1', '--all'], 'not both'],
  ])('answers %s with 2', async (_, args, words) => {
    const ran = await refrain(...args)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(words)
  })

  it.each([
    ['sweep', 'l.csv', '--out', 'rows.txt'],
    ['sweep', 'l.csv', '--out', 'rows'],
    ['sweep', 'l.csv', '--out', 'rows.csv.gz'],
    ['catalog', 'export', '--out', 'c.docx'],
    ['notice', 'export', '--notice', '1', '--out', 'n.odt'],
  ])('refuses an ending nobody promised: %s %s …', async (...args) => {
    await refrain('init')
    const ran = await refrain(...args)
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(/--out: “.*” was given\. The name must end in \.\w+(?:, \.\w+)*,? or \.\w+/)
  })

  it('refuses an ending and a format that contradict each other', async () => {
    const ran = await refrain('notice', 'export', '--notice', '1', '--out', 'n.pdf', '--format', 'txt')
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('--out names a .pdf file, but --format says txt')
  })
})

describe('errors with --json', () => {
  it.each([
    [2, ['nonsense']],
    [2, ['isrc', 'block', '--prefix', 'QZABC', '--from', 'abc']],
    [2, ['catalog']],
    [3, ['doctor']],
    [3, ['restore']],
    [3, ['bundle', 'verify', 'nowhere']],
    [3, ['id', 'check', '--file', 'nowhere.txt']],
    [3, ['sweep', 'nowhere.csv', '--catalog', 'nowhere.csv']],
  ])('%i: one document on one line for %j', async (code, args) => {
    const ran = await refrain(...args, '--json')
    expect(ran.code).toBe(code)
    expect(ran.out.endsWith('\n')).toBe(true)
    expect(ran.out.trimEnd()).not.toContain('\n')
    const { error } = JSON.parse(ran.out) as { error: { code: string; message: string; next: string | null } }
    expect(error.code).toMatch(/^[A-Z_]+$/)
    expect(error.message).toMatch(/\.$/)
    expect(ran.err).toContain(error.message)
    // What happened, and what to do: in the message itself, or as the next step.
    expect(`${error.message} ${error.next ?? ''}`.trimEnd()).toMatch(/[.”] .*\.$/)
  })

  it.each([
    [['case', 'show', '9'], 'case list'],
    [['job', 'cancel', '9'], 'job list'],
    [['recording', 'edit', '--id', '9', '--set', 'year=2020'], 'catalog list'],
    [['rule', 'remove', '9'], 'rule list'],
    [['notice', 'export', '--notice', '9', '--out', 'n.txt'], 'case show'],
    [['finding', 'show', '9'], 'finding list'],
    [['sweeps', '9'], 'sweeps'],
  ])('say where the ids are: %j', async (args, where) => {
    await json(0, 'init')
    expect(await json(3, ...args)).toMatchObject({
      error: { code: 'NOT_FOUND', next: expect.stringContaining(`“refrain ${where}`) as string },
    })
  })

  it('has a code of its own for usage, and the field of a value the core refuses', async () => {
    await json(0, 'init')
    expect(await json(2, 'isrc', 'block', '--prefix', 'QZABC', '--from', '9', '--to', '1')).toMatchObject({
      error: { code: 'VALIDATION', details: { field: expect.stringMatching(/from|to/) as string } },
    })
    expect(await json(2, 'nonsense')).toMatchObject({ error: { code: 'USAGE' } })
  })
})

describe('help', () => {
  it('of every command shows an example and the exit codes', async () => {
    const seen: string[][] = []
    const visit = async (path: string[]): Promise<void> => {
      const ran = await refrain(...path, '--help')
      seen.push(path)
      expect(ran, path.join(' ')).toMatchObject({ code: 0, err: '' })
      expect(ran.out, path.join(' ')).toMatch(/\nExamples?:\n {2}refrain /)
      expect(ran.out, path.join(' ')).toMatch(/\nExit codes:\n {2}0 {4}done\n/)
      const subs = ran.out.includes('\nCommands:') ? listed(ran.out) : []
      for (const sub of subs.filter((name) => name !== 'help')) await visit([...path, sub])
    }
    await visit([])
    expect(seen.length).toBeGreaterThan(50)
  })
})

describe('id check', () => {
  it('tells each value apart, and says so with its exit code', async () => {
    const checks = (await json(1, 'id', 'check', 'qz-9zz-21-00001', '4006381333932')) as unknown[]
    expect(checks).toMatchObject([
      { value: 'qz-9zz-21-00001', valid: true, scheme: 'isrc', normalised: 'QZ9ZZ2100001', problems: [] },
      {
        value: '4006381333932',
        valid: false,
        scheme: 'gtin',
        problems: [{ message: expect.any(String) as string }],
      },
    ])
    expect(checks[1] as object).toHaveProperty('suggestion')
    expect((await refrain('id', 'check', 'QZ9ZZ2100001')).code).toBe(0)
    const example = await json(1, 'id', 'check', 'AA-6Q7-20-00047')
    expect(example).toMatchObject([
      { valid: false, normalised: 'AA6Q72000047', problems: [{ code: 'documentation-example' }] },
    ])
  })

  it('aligns many values and puts what is wrong under its value', async () => {
    const { out } = await refrain('id', 'check', 'QZ9ZZ2100001', '4006381333932', 'T-034.524.680-1')
    const rows = out.split('\n').filter((line) => line !== '' && !line.startsWith('    '))
    const columns = rows.map((line) => line.search(/(?<= {2})(SCHEME|isrc|gtin|iswc)/))
    expect(new Set(columns).size).toBe(1)
    expect(out).toMatch(/\n4006381333932 .*\n {4}\S/)
  })

  it('reads a file, one value a line, whatever its line ends', async () => {
    const path = file('codes.txt', '\uFEFFQZ9ZZ2100001\r\n\r\n  QZ9ZZ2100002 \r\n')
    expect(await json(0, 'id', 'check', '--file', path)).toMatchObject([
      { value: 'QZ9ZZ2100001' },
      { value: 'QZ9ZZ2100002' },
    ])
  })

  it('names a file that holds nothing', async () => {
    const ran = await refrain('id', 'check', '--file', file('codes.txt', '\n\n'))
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('“codes.txt” holds no value')
    expect(ran.err).toContain('Next: ')
  })
})

describe('what is written', () => {
  it('is refused where no folder is, without a trace', async () => {
    await refrain('init')
    const out = join(folder(), 'no', 'where', 'c.csv')
    const ran = await refrain('catalog', 'export', '--out', out)
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('The folder for “c.csv” is not there')
    expect(existsSync(join(folder(), 'no'))).toBe(false)
  })

  it('never replaces a catalogue file that is there', async () => {
    await refrain('init')
    const ran = await refrain('catalog', 'export', '--out', file('c.csv', 'mine'))
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('“c.csv” is there already')
  })

  it('is no bundle folder where a file is', async () => {
    await refrain('init')
    const ran = await refrain('bundle', 'export', '--case', '1', '--out', join(file('f', ''), 'out'))
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('--out')
  })

  it('leaves no empty folder behind when there is no such case', async () => {
    await refrain('init')
    const ran = await refrain('bundle', 'export', '--case', '1', '--out', join(folder(), 'out'))
    expect(ran.code).toBe(3)
    expect(existsSync(join(folder(), 'out'))).toBe(false)
  })
})
