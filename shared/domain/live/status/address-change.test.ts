import { describe, expect, test } from 'vitest'
import { addressChange } from './address-change.ts'

const asked = 'https://tunestack.example/t/harbour-lights'

describe('where a server sends us', () => {
  test.each([
    ['https://tunestack.example/t/harbour-lights/', 'none'],
    ['http://www.tunestack.example/t/harbour-lights?ref=1', 'none'],
    ['https://tunestack.example/', 'home'],
    ['https://www.tunestack.example/de-DE/', 'home'],
    ['https://tunestack.example/index.php', 'home'],
    ['https://tunestack.example/suche/?q=x', 'search'],
    ['https://tunestack.example/?s=harbour', 'search'],
    ['https://tunestack.example/login?next=%2Ft', 'log-in'],
    ['https://accounts.example.org/o/oauth2', 'log-in'],
    ['https://consent.youtube.com/m', 'log-in'],
    ['https://tunestack.example/page-not-found', 'removed-page'],
    ['https://tunestack.example/luna-vale/harbour-lights', 'other-page'],
    ['https://elsewhere.example/', 'other-host'],
  ] as const)('%s is %s', (final, change) => {
    expect(addressChange(asked, final)).toBe(change)
  })

  test('a start page that was asked for itself is no way home', () => {
    expect(addressChange('https://tunestack.example/', 'https://tunestack.example/de/')).toBe('other-page')
  })

  test('the error page of a known site', () => {
    expect(
      addressChange('https://www.mediafire.com/file/1', 'https://www.mediafire.com/error.php?errno=320'),
    ).toBe('removed-page')
  })
})
