import { describe, expect, it } from 'vitest'
import type { AppCommand } from './feature.ts'
import { rankCommands } from './rank-commands.ts'

function command(title: string, keywords: readonly string[] = []): AppCommand {
  return { id: title, title, group: 'View', keywords, run: () => undefined }
}

const commands = [
  command('Light theme', ['dark']),
  command('Dark theme'),
  command('Show the dark side'),
  command('Sidekick'),
  command('Undo'),
]
const names = (search: string) => rankCommands(commands, search).map(({ title }) => title)

describe('rankCommands', () => {
  it('lists everything in its own order before anything is typed', () => {
    expect(names(' ')).toEqual(commands.map(({ title }) => title))
  })

  it('puts names that start with the search first and mere keywords last', () => {
    expect(names('dark')).toEqual(['Dark theme', 'Show the dark side', 'Light theme'])
    expect(names('side')).toEqual(['Sidekick', 'Show the dark side'])
  })

  it('needs every word, in any order', () => {
    expect(names('theme dark')).toEqual(['Dark theme', 'Light theme'])
    expect(names('dark undo')).toEqual([])
  })

  it('finds commands by their group', () => {
    expect(names('view')).toHaveLength(commands.length)
  })
})
