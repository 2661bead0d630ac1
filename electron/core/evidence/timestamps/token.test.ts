import { createHash, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AuthorityCertificate,
  hasOpenssl,
  type LocalAuthority,
  openAuthority,
} from '../../../../test/support/local-authority.ts'
import { timestampRequest } from './request.ts'
import { checkTimestampPurpose } from './token-signer.ts'
import { checkToken } from './token.ts'

const content = Buffer.from('what is stamped\n')
const digest = createHash('sha256').update(content).digest('hex')

describe.skipIf(!hasOpenssl)('a token of an authority (needs openssl)', () => {
  let authority: LocalAuthority
  let other: LocalAuthority
  beforeAll(async () => {
    authority = await openAuthority()
    other = await openAuthority()
  })
  afterAll(async () => {
    await authority.close()
    await other.close()
  })

  async function ask(change: Partial<Pick<LocalAuthority, 'mode' | 'signer'>> = {}) {
    Object.assign(authority, { mode: 'good', signer: 'proper', ...change })
    const request = timestampRequest(digest)
    const response = await fetch(authority.url, { method: 'POST', body: new Uint8Array(request.der) })
    return { request, response: Buffer.from(await response.arrayBuffer()) }
  }
  const check = async (
    { request, response }: Awaited<ReturnType<typeof ask>>,
    named: readonly string[] = [authority.root],
    namedOnly = true,
  ) => checkToken({ response, content, nonce: request.nonce, named, namedOnly })

  test('tells when, by whom and by which root', async () => {
    const before = Date.now() - 2000
    const facts = await check(await ask())
    expect(facts).toMatchObject({ authority: 'Test Authority proper', policy: '1.2.3.4.1', root: 'named' })
    expect(Date.parse(facts.time)).toBeGreaterThan(before)
    expect(facts.chainPem.trim()).toBe(authority.root.trim())
  })

  test('holds only by the root it carries where none is named', async () => {
    expect(await check(await ask(), [], false)).toMatchObject({ root: 'stated' })
    expect(await check(await ask(), [other.root], false)).toMatchObject({ root: 'stated' })
  })

  test.each([
    ['of another root with the same name', {}, /does not lead to the root/, true],
    ['that was refused', { mode: 'reject' }, /refused by the authority/, false],
    ['that is garbage', { mode: 'garbage' }, /cannot be read/, false],
    ['of nothing', { mode: 'empty' }, /cannot be read/, false],
    ['that is huge', { mode: 'huge' }, /too long/, false],
    ['of another digest', { mode: 'wrong-imprint' }, /another digest/, false],
    ['with another nonce', { mode: 'wrong-nonce' }, /another nonce/, false],
    ['replayed', { mode: 'replay' }, /another nonce/, false],
    ['signed with an expired certificate', { signer: 'expired' }, /not valid then/, false],
  ] as const)('is refused when it is one %s', async (_, change, message, foreign) => {
    if ('mode' in change && change.mode === 'replay') await ask()
    const answer = await ask(change)
    await expect(check(answer, foreign ? [other.root] : undefined)).rejects.toThrow(message)
    if (!foreign) await expect(check(answer, [], false)).rejects.toThrow(message)
  })

  test('needs a certificate that is made for time stamps and nothing else', async () => {
    const { Certificate } = await import('pkijs')
    const check = (name: AuthorityCertificate) => () => {
      const { raw } = new X509Certificate(authority.certificate(name))
      checkTimestampPurpose(Certificate.fromBER(new Uint8Array(raw).buffer), (text) => new Error(text))
    }
    expect(check('proper')).not.toThrow()
    for (const name of ['no-purpose', 'not-critical'] as const) {
      expect(check(name), name).toThrow(/not made for time stamps/)
    }
  })

  test('never holds when a byte of what is signed flips', async () => {
    const answer = await ask()
    const facts = await check(answer)
    const text = answer.response.indexOf(Buffer.from(digest, 'hex'))
    const flipped = Buffer.from(answer.response)
    flipped[text] = flipped[text]! ^ 1
    await expect(check({ ...answer, response: flipped })).rejects.toThrow(/another digest/)
    for (let at = 0; at < answer.response.length; at += 17) {
      const bytes = Buffer.from(answer.response)
      bytes[at] = bytes[at]! ^ 1
      // Parts of an answer are signed by nobody; what is told must be the same or nothing.
      const told = await check({ ...answer, response: bytes }).catch(() => null)
      if (told !== null)
        expect({ time: told.time, policy: told.policy }).toEqual({ time: facts.time, policy: facts.policy })
    }
  })
})
