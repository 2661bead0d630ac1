import { describe, expect, it, test } from 'vitest'
import { captureAddress } from './addresses.ts'

describe('the address of a capture', () => {
  it('is taken as it is sent', () => {
    expect(captureAddress(' https://Site.example/a?b=1#part ', [])).toBe('https://site.example/a?b=1')
    expect(captureAddress('http://localhost:8080', ['localhost'])).toBe('http://localhost:8080/')
    expect(captureAddress('http://127.0.0.1:8080/x', ['127.0.0.1:8080'])).toBe('http://127.0.0.1:8080/x')
  })

  test.each([
    '',
    'site.example',
    'ftp://site.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://0x7f.1/',
    'http://a b/',
    'https://user:secret@site.example/',
  ])('is not “%s”', (text) => {
    expect(() => captureAddress(text, [])).toThrow(expect.objectContaining({ code: 'VALIDATION' }))
  })

  test.each([
    'http://127.0.0.1/',
    'http://localhost:8080/',
    'http://10.0.0.1/',
    'http://[::1]:8080/',
    'http://169.254.169.254/',
    'http://[::ffff:10.0.0.1]/',
  ])('is not %s unless the host is allowed', (text) => {
    expect(() => captureAddress(text, ['127.0.0.1:8080'])).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    )
  })
})
