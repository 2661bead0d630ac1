import { describe, expect, it } from 'vitest'
import { droppedAddresses } from './dropped-addresses.ts'

const dragged = (data: Readonly<Record<string, string>>) => ({
  types: Object.keys(data),
  getData: (type: string) => data[type] ?? '',
})

describe('addresses dropped on the window', () => {
  it('are those of the list, without its comments', () => {
    const list = '# a link\r\nhttps://a.example/1\r\n\r\nhttps://a.example/2'
    expect(droppedAddresses(dragged({ 'text/uri-list': list, 'text/plain': 'A title' }))).toBe(
      'https://a.example/1\nhttps://a.example/2',
    )
  })

  it('are none when files or plain words are dropped', () => {
    expect(droppedAddresses(dragged({ Files: '', 'text/uri-list': 'file:///x' }))).toBeNull()
    expect(droppedAddresses(dragged({ 'text/plain': 'https://a.example/' }))).toBeNull()
    expect(droppedAddresses(dragged({ 'text/uri-list': '# nothing' }))).toBeNull()
  })
})
