import { describe, expect, it } from 'vitest'
import { ownArguments, readLaunch } from './launch.ts'

const plainWindow = { mode: 'window', workspace: null, demo: false, dataFolder: null }

describe('readLaunch', () => {
  it('opens the own workspace without arguments', () => {
    expect(readLaunch([])).toEqual(plainWindow)
  })

  it.each([
    [['--workspace', '/music']],
    [['--workspace=/music']],
    [['--no-sandbox', '--workspace', '/music', '--lang=en-US']],
    [['--workspace=/other', '--workspace', '/music']],
  ])('reads the workspace from %j', (args) => {
    expect(readLaunch(args)).toEqual({ ...plainWindow, workspace: '/music' })
  })

  it('reads --demo and --user-data-dir', () => {
    expect(readLaunch(['--demo', '--user-data-dir=/data'])).toEqual({
      ...plainWindow,
      demo: true,
      dataFolder: '/data',
    })
  })

  it.each([[['--workspace']], [['--workspace=']]])('takes %j for no workspace', (args) => {
    expect(readLaunch(args)).toEqual(plainWindow)
  })

  it('runs a command in place of a window', () => {
    expect(readLaunch(['sweep', 'dump.csv', '--json'])).toEqual({
      mode: 'command-line',
      args: ['sweep', 'dump.csv', '--json'],
    })
  })

  it('keeps the options that come before the command, without those for Chromium', () => {
    const args = ['--no-sandbox', '--ozone-platform=headless', '--workspace', '/music', '--json', 'doctor']
    expect(readLaunch(args)).toEqual({
      mode: 'command-line',
      args: ['--workspace', '/music', '--json', 'doctor'],
    })
  })

  it('becomes a capture process when given the folder of a capture, and nothing else', () => {
    const args = ['--no-sandbox', '--ozone-platform=headless', '--refrain-capture=/tmp/capture-1']
    expect(readLaunch(args)).toEqual({ mode: 'capture', folder: '/tmp/capture-1' })
    expect(readLaunch(['--refrain-capture='])).toMatchObject({ mode: 'window' })
  })

  it('does not take a folder named like a command for one', () => {
    expect(readLaunch(['--workspace', 'backup'])).toEqual({ ...plainWindow, workspace: 'backup' })
  })

  it.each(['--help', '-h', '--version', 'docter'])('lets the command line answer %s', (argument) => {
    expect(readLaunch([argument])).toMatchObject({ mode: 'command-line' })
  })

  it.each(['/home/a/catalogue.csv', 'catalogue.csv', 'C:\\music', 'refrain://case/1', '-psn_0_123'])(
    'opens the window when given %s',
    (argument) => {
      expect(readLaunch([argument])).toEqual(plainWindow)
    },
  )
})

describe('ownArguments', () => {
  it('are everything after the executable in the installed app', () => {
    expect(ownArguments(['/opt/Refrain/refrain', '--demo'], null)).toEqual(['--demo'])
  })

  it('follow the folder of the app in development', () => {
    const argv = ['electron', '--no-sandbox', '-r', '/loader.js', '/src/refrain', '--demo']
    expect(ownArguments(argv, '/src/refrain')).toEqual(['--demo'])
    expect(ownArguments(['electron', '.', 'doctor'], '/src/refrain')).toEqual(['doctor'])
    expect(ownArguments(['electron', '/src/refrain/', 'doctor'], '/src/refrain')).toEqual(['doctor'])
  })
})
