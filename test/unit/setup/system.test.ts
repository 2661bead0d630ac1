import { describe, expect, test } from 'vitest'
import { aptCommand, choosePackages, parseAptPolicy } from '../../../scripts/setup/apt.mjs'
import { libraryNeed, parseMissingLibraries } from '../../../scripts/setup/system.mjs'

describe('parseMissingLibraries', () => {
  const ldd = [
    '\tlinux-vdso.so.1 (0x00007ffc2b9f1000)',
    '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1b2a000000)',
    '\tlibnss3.so => not found',
    '\tlibgtk-3.so.0 => not found',
    '\tlibnss3.so => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1b29e00000)',
    '\t/lib64/ld-linux-x86-64.so.2 (0x00007f1b2b000000)',
  ].join('\n')

  test('names each library the loader did not find, once', () => {
    expect(parseMissingLibraries(ldd)).toEqual(['libnss3.so', 'libgtk-3.so.0'])
  })

  test('finds nothing in the answer for a static program', () => {
    expect(parseMissingLibraries('\tnot a dynamic executable\n')).toEqual([])
  })
})

describe('libraryNeed', () => {
  test('knows the packages of a library, old name and new', () => {
    expect(libraryNeed('libgtk-3.so.0')).toMatchObject({ packages: ['libgtk-3-0t64', 'libgtk-3-0'] })
  })

  test('still names a library it has no package for', () => {
    expect(libraryNeed('libfuture.so.9')).toEqual({
      name: 'libfuture.so.9',
      reason: 'Electron',
      packages: [],
      required: true,
    })
  })
})

describe('choosing Debian packages', () => {
  const policy = [
    'libgtk-3-0:',
    '  Installed: (none)',
    '  Candidate: 3.24.38-2~deb12u3',
    '  Version table:',
    '     3.24.38-2~deb12u3 500',
    '        500 http://packages.example/debian bookworm/main amd64 Packages',
    'libgtk-3-0t64:',
    '  Installed: (none)',
    '  Candidate: (none)',
    '  Version table:',
    'xvfb:',
    '  Installed: 2:21.1.7-3+deb12u13',
    '  Candidate: 2:21.1.7-3+deb12u13',
    '  Version table:',
    '',
  ].join('\n')

  test('parseAptPolicy keeps the names that can be installed', () => {
    expect(parseAptPolicy(policy)).toEqual(new Set(['libgtk-3-0', 'xvfb']))
  })

  test('choosePackages takes the name this release knows, once', () => {
    const wanted = [['xvfb'], ['libgtk-3-0t64', 'libgtk-3-0'], ['xvfb']]
    expect(choosePackages(wanted, parseAptPolicy(policy))).toEqual(['libgtk-3-0', 'xvfb'])
    expect(choosePackages(wanted, new Set(['libgtk-3-0t64']))).toEqual(['libgtk-3-0t64', 'xvfb'])
  })

  test('choosePackages falls back to the first name where apt knows none', () => {
    expect(choosePackages([['libasound2t64', 'libasound2']], new Set())).toEqual(['libasound2t64'])
  })

  test('aptCommand is one line to paste', () => {
    expect(aptCommand(['libnss3', 'xvfb'])).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends libnss3 xvfb',
    )
  })
})
