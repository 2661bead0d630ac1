import { expect, test } from 'vitest'
import { shownAddress, shownForm, shownHeaders } from './shown-request.ts'
import { userAgentOf } from './user-agent.ts'

test('a secret parameter is not shown, however its name is written', () => {
  const url = 'https://api.example/search?q=a%20b&Key=sesame&k%65y=open&monkey=1'
  expect(shownAddress(url, ['key'])).toBe('https://api.example/search?q=a%20b&Key=…&k%65y=…&monkey=1')
  expect(shownAddress(url, [])).toBe(url)
  expect(shownForm('a=1&secret=x=y', ['secret'])).toBe('a=1&secret=…')
})

test('a secret header is not shown', () => {
  expect(shownHeaders({ Authorization: 'Bearer x', accept: 'a/b' }, ['authorization'])).toEqual({
    Authorization: '…',
    accept: 'a/b',
  })
})

test('the user agent names the program, its version and a contact, and nothing can break out of it', () => {
  expect(userAgentOf('1.2.0', 'ada@example.com')).toBe('Refrain/1.2.0 (+mailto:ada@example.com)')
  expect(userAgentOf('1.2.0', 'https://ada.example/x')).toBe('Refrain/1.2.0 (+https://ada.example/x)')
  expect(userAgentOf('1.2.0', null)).toBe('Refrain/1.2.0')
  expect(userAgentOf('1.2.0', 'a@b.c)\r\nX-Evil: 1')).toBe('Refrain/1.2.0 (+a@b.cX-Evil:1)')
})
