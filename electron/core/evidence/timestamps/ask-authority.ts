import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import { type Outgoing, OutgoingFailure } from '../../platform/outgoing.ts'
import { timestampRequest } from './request.ts'
import type { StoredAuthority } from './timestamps.repository.ts'
import { checkToken, type TokenFacts, TokenProblem } from './token.ts'

const timeoutMs = 15_000
const mostBytes = 64 * 1024

/** A token that was checked, with the messages it came from. */
export interface ReceivedToken {
  readonly request: Buffer
  readonly response: Buffer
  readonly facts: TokenFacts
}

/** Why an authority gave no token, as a sentence. */
export class NoToken extends Error {}

/**
 * Asks one authority for a token over content and checks the answer before anything is kept.
 * Rejects with NoToken, or CANCELLED by signal.
 */
export async function askAuthority(
  outgoing: Outgoing,
  authority: StoredAuthority,
  stamp: { readonly digest: string; readonly content: Uint8Array },
  signal: AbortSignal,
): Promise<ReceivedToken> {
  const request = timestampRequest(stamp.digest)
  try {
    const answer = await outgoing.send(
      {
        purpose: 'timestamp',
        url: authority.url,
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: request.der,
        timeoutMs,
        mostBytes,
      },
      signal,
    )
    if (answer.status !== 200) throw new NoToken(`The server answered with status ${String(answer.status)}.`)
    if (!/^application\/timestamp-(?:reply|response)/i.test(answer.contentType)) {
      throw new NoToken('The server answered with something that is no time stamp; a sign-in page, perhaps.')
    }
    const facts = await checkToken({
      response: answer.body,
      content: stamp.content,
      nonce: request.nonce,
      named: authority.caPem === null ? [] : [authority.caPem],
      namedOnly: authority.caPem !== null,
    })
    return { request: request.der, response: answer.body, facts }
  } catch (error) {
    throw explained(error)
  }
}

function explained(error: unknown): unknown {
  if (error instanceof OutgoingFailure) return new NoToken(`The server ${error.message}.`)
  if (error instanceof TokenProblem) return new NoToken(`The answer was not accepted: it ${error.message}.`)
  return error
}

/** Checks an authority's address. Throws VALIDATION. */
export function authorityAddress(text: string): string {
  try {
    const url = new URL(text)
    const web = url.protocol === 'https:' || url.protocol === 'http:'
    if (!web || url.username !== '' || url.password !== '') throw notAnAddress(text)
    return url.href
  } catch (error) {
    throw isRefrainError(error) ? error : notAnAddress(text)
  }
}

function notAnAddress(text: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `“${text}” is not the address of an authority. Nothing was changed. It begins with https:// or http:// and holds no password.`,
  )
}
