import { describe, expect, it, test } from 'vitest'
import { createAddressGuard } from './address-guard.ts'

type Answer = Awaited<ReturnType<Parameters<typeof createAddressGuard>[0]['resolveHost']>>

/** A resolver that answers as a name server would that is asked again and again. */
function names(answers: Readonly<Record<string, readonly string[]>>) {
  return {
    resolveHost: (host: string): Promise<Answer> => {
      const addresses = answers[host]
      if (addresses === undefined) return Promise.reject(new Error('ERR_NAME_NOT_RESOLVED'))
      const endpoints = addresses.map((address) => ({ address, family: 'unspec' as const }))
      return Promise.resolve({ endpoints })
    },
  }
}

const site = names({
  'site.example': ['93.184.215.14'],
  'inside.example': ['93.184.215.14', '10.0.0.7'],
  localhost: ['::1', '127.0.0.1'],
})

describe('addresses before they are requested', () => {
  const guard = createAddressGuard(site, [])

  test.each([
    'https://site.example/a',
    'data:text/plain,x',
    'blob:https://site.example/1',
    'about:blank',
    'http://unknown.example/',
  ])('%s passes', async (address) => {
    expect(await guard.objection(address)).toBeNull()
  })

  test.each([
    ['http://inside.example/', '10.0.0.7 is private'],
    ['http://127.0.0.1:80/', '127.0.0.1 is loopback'],
    ['http://[::1]/', '::1 is loopback'],
    ['http://0x7f.1/', '127.0.0.1 is loopback'],
    ['http://169.254.169.254/latest', '169.254.169.254 is link-local'],
    ['file:///etc/passwd', 'not http: file:'],
    ['ws://site.example/', 'not http: ws:'],
    ['no address', 'no address'],
  ])('%s does not: %s', async (address, objection) => {
    expect(await guard.objection(address)).toBe(objection)
  })
})

describe('a host the user allowed', () => {
  it('passes on its port only, and its addresses are then expected as peers', async () => {
    const guard = createAddressGuard(site, ['localhost:8080', '[::1]:9000'])
    expect(guard.isExpectedPeer('127.0.0.1:8080')).toBe(false)
    expect(await guard.objection('http://localhost:8080/')).toBeNull()
    expect(await guard.objection('http://[::1]:9000/')).toBeNull()
    expect(await guard.objection('http://localhost:8081/')).not.toBeNull()
    for (const peer of ['127.0.0.1:8080', '[::1]:8080', '[::1]:9000']) {
      expect(guard.isExpectedPeer(peer), peer).toBe(true)
    }
    for (const peer of ['127.0.0.1:8081', '127.0.0.2:8080'])
      expect(guard.isExpectedPeer(peer), peer).toBe(false)
  })
})

it('sees a name that led elsewhere once Chromium asked again', async () => {
  const guard = createAddressGuard(names({ 'rebound.example': ['93.184.215.14'] }), [])
  expect(await guard.objection('http://rebound.example/')).toBeNull()
  expect(guard.isExpectedPeer('93.184.215.14:80')).toBe(true)
  expect(guard.isExpectedPeer('192.168.1.1:80')).toBe(false)
})
