import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { redactHeaders } from './redact-headers.ts'

test.each([
  ['Authorization', 'Basic dXNlcjpwYXNz', 'Basic [redacted]'],
  ['authorization', 'opaque-token', '[redacted]'],
  ['Proxy-Authorization', 'Bearer  a b', 'Bearer [redacted]'],
  ['Cookie', 'sid=abc123; theme=dark', 'sid=[redacted]; theme=[redacted]'],
  ['Cookie', 'bare', '[redacted]'],
  ['Set-Cookie', 'sid=abc123; HttpOnly; Path=/', 'sid=[redacted]; HttpOnly; Path=/'],
  ['set-cookie', 'a=1; Path=/\nb=2', 'a=[redacted]; Path=/\nb=[redacted]'],
])('%s: %s', (name, value, expected) => {
  expect(redactHeaders([[name, value]])).toEqual({
    headers: [[name, expected]],
    redacted: [name.toLowerCase()],
  })
})

it('leaves every other header as it was, in its order', () => {
  const headers = [
    ['Server', 'x'],
    ['Date', 'y'],
    ['Set-Cookie', 'gone=; Max-Age=0'],
    ['Server', 'z'],
  ] as const
  expect(redactHeaders(headers)).toEqual({ headers, redacted: [] })
})

it('never lets the value of a cookie through', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_-]{6,30}$/).map((text) => `SECRET${text}`)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), secret), { minLength: 1 }),
      (cookies) => {
        const sent = cookies.map(([name, value]) => `${name}=${value}`).join('; ')
        const received = cookies.map(([name, value]) => `${name}=${value}; Path=/`).join('\n')
        const { headers } = redactHeaders([
          ['Cookie', sent],
          ['Set-Cookie', received],
        ])
        expect(JSON.stringify(headers)).not.toContain('SECRET')
      },
    ),
  )
})
