import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RecordedExchange } from '../exchange.ts'
import { createRemarks } from '../remarks.ts'
import { cleanExchanges } from './clean-exchanges.ts'
import { collectSecrets } from './secrets.ts'

type Told = Partial<Omit<RecordedExchange['request'], 'body'>> & {
  readonly sent?: string
  readonly answer?: readonly (readonly [string, string])[]
  readonly content?: string
  readonly mime?: string
}

function exchange({ sent, answer = [], content, mime = 'text/html', ...request }: Told): RecordedExchange {
  return {
    at: '2026-11-22T10:00:00.000Z',
    respondedAt: null,
    type: 'Document',
    request: {
      method: sent === undefined ? 'GET' : 'POST',
      url: 'https://shop.example/listing',
      headers: [],
      body: sent === undefined ? null : Buffer.from(sent),
      ...request,
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', mime], ...answer],
      protocol: 'h2',
      peer: null,
      tls: null,
    },
    body: content === undefined ? null : Buffer.from(content),
    truncated: null,
    error: null,
    redirectTo: null,
  }
}

const none: ReadonlySet<string> = new Set()

test.each([
  [
    'a cookie that was sent',
    exchange({ headers: [['Cookie', 'lang=en; sid=a1b2c3d4e5f6']] }),
    'a1b2c3d4e5f6',
  ],
  [
    'a cookie that was set',
    exchange({ answer: [['Set-Cookie', 'sid=a1b2c3d4e5f6; Path=/']] }),
    'a1b2c3d4e5f6',
  ],
  ['a credential', exchange({ headers: [['Authorization', 'Bearer key-1']] }), 'key-1'],
  ['a header named so', exchange({ headers: [['X-Api-Key', 'k3y-00000000']] }), 'k3y-00000000'],
  ['a password in a form', exchange({ sent: 'user=luna&password=night+ferry%21' }), 'night ferry!'],
  ['a password in JSON', exchange({ sent: '{"login":{"passwd":"night \\"ferry\\""}}' }), 'night "ferry"'],
  [
    'a password in parts',
    exchange({ sent: '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nnight ferry\r\n--x--' }),
    'night ferry',
  ],
  ['a password in an address', exchange({ url: 'https://a.example/?password=ferry' }), 'ferry'],
])('%s is cut out of texts in every spelling', (_what, seen, secret) => {
  const secrets = collectSecrets([seen], [], none)
  const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
  for (const spelling of spellings) {
    const { content, places } = secrets.bytes(Buffer.from(`<b>ä ${spelling}</b>${spelling}`))
    expect(content.toString()).toBe('<b>ä [redacted]</b>[redacted]')
    expect(places).toBe(2)
  }
})

test('words a person meets stay, and so does what is sent under a plain name', () => {
  const secrets = collectSecrets(
    [
      exchange({ headers: [['Cookie', 'consent=accepted; lang=en-US; seen=1']] }),
      exchange({ sent: 'q=night-ferry-2026-edition&user=luna' }),
    ],
    [],
    none,
  )
  const text = 'accepted en-US 1 night-ferry-2026-edition luna'
  expect(secrets.bytes(Buffer.from(text))).toEqual({ content: Buffer.from(text), places: 0 })
})

test('what is sent in a field that hides what is typed is a secret under any name', () => {
  const seen = exchange({ sent: 'p1=night-ferry' })
  expect(collectSecrets([seen], [], none).text('night-ferry')).toBe('night-ferry')
  const secrets = collectSecrets([seen], [], new Set(['p1']))
  expect(secrets.text('night-ferry')).toBe('[redacted]')
  expect(secrets.address('https://a.example/?p1=other&q=x')).toBe('https://a.example/?p1=[redacted]&q=x')
})

test('what was sent is left out and said so; pictures stay as they came', () => {
  const remarks = createRemarks()
  const picture = exchange({ content: 'sess-4f9b21c07d', mime: 'image/png' })
  const page = exchange({ sent: 'token=sess-4f9b21c07d', content: 'your token: sess-4f9b21c07d' })
  const secrets = collectSecrets([page], [], none)
  const [kept, shown] = cleanExchanges([page, picture], secrets, remarks)
  expect(kept?.request).toMatchObject({ body: null, bodyLeftOut: true })
  expect(kept?.body?.toString()).toBe('your token: [redacted]')
  expect(shown?.body).toEqual(picture.body)
  expect(remarks.gaps().map(({ code }) => code)).toEqual(['request-body-left-out', 'content-redacted'])
})

test('no known secret is ever left, whatever it is made of and however often it stands there', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 40 }), fc.array(fc.string()), (secret, around) => {
      const secrets = collectSecrets([exchange({ sent: JSON.stringify({ password: secret }) })], [], none)
      const { content } = secrets.bytes(Buffer.from(around.join(secret)))
      fc.pre(!around.join('').includes(secret) && !'[redacted]'.includes(secret))
      expect(
        content
          .toString()
          .split('[redacted]')
          .some((piece) => piece.includes(secret)),
      ).toBe(false)
    }),
  )
})
