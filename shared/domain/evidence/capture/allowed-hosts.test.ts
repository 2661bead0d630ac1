import { describe, expect, it, test } from 'vitest'
import { allowedHost, isAllowedHost } from './allowed-hosts.ts'

describe('hosts the user allows', () => {
  it('allow one port or every port', () => {
    expect(isAllowedHost(['localhost:8080'], 'localhost', 8080)).toBe(true)
    expect(isAllowedHost(['localhost:8080'], 'localhost', 8081)).toBe(false)
    expect(isAllowedHost(['localhost'], 'localhost', 8081)).toBe(true)
    expect(isAllowedHost(['[::1]:80'], '[::1]', 80)).toBe(true)
    expect(isAllowedHost(['localhost'], 'localhost.example.org', 80)).toBe(false)
  })

  test.each(['http://localhost', 'localhost/path', '*', 'Host', '', 'a b', 'localhost:'])(
    '“%s” is none',
    (text) => {
      expect(allowedHost.safeParse(text).success).toBe(false)
    },
  )
})
