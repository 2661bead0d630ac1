import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { letterOf } from './read-letter.ts'

const mail = (lines: readonly string[]) => Buffer.from(lines.join('\r\n'), 'utf8')

describe('a saved e-mail', () => {
  it('gives its plain text, decoded, and names what is attached', async () => {
    const letter = await letterOf(
      mail([
        'From: =?UTF-8?Q?Ana_V=C3=A1lera?= <ana@lunavale.example>',
        'To: copyright@tunevault.example',
        'Subject: =?UTF-8?B?VGFrZWRvd24g4oCT?= =?UTF-8?Q?_notice?=',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="outer"',
        '',
        'ignored preamble',
        '--outer',
        'Content-Type: multipart/alternative;',
        ' boundary=inner',
        '',
        '--inner',
        'Content-Type: text/plain; charset=iso-8859-1',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'I have a good faith be=',
        'lief. Caf=E9.',
        '--inner',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Never shown</p>',
        '--inner--',
        '--outer',
        'Content-Type: application/pdf; name="notice.pdf"',
        'Content-Disposition: attachment; filename="notice.pdf"',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0=',
        '--outer',
        'Content-Type: text/plain; name="terms.txt"',
        'Content-Disposition: attachment; filename="terms.txt"',
        '',
        'I declare under penalty of perjury what is only attached.',
        '--outer--',
      ]),
      'received.eml',
    )
    expect(letter).toEqual({
      fileName: 'received.eml',
      kind: 'email',
      text: 'I have a good faith belief. Café.',
      head: {
        from: 'Ana Válera <ana@lunavale.example>',
        to: 'copyright@tunevault.example',
        date: '',
        subject: 'Takedown – notice',
      },
      leftOut: ['notice.pdf', 'terms.txt'],
    })
  })

  it('gives the words of HTML where there is no plain text, and none of its scripts', async () => {
    const { text } = await letterOf(
      mail([
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from(
          '<html><head><title>x</title></head><script>alert(1)</script><p>Work: <b>Harbour&nbsp;Lights</b></p><a href="https://tunevault.example/d/1">the file</a> &#8211; gone<',
        ).toString('base64'),
      ]),
      'mail.eml',
    )
    expect(text).toBe('Work: Harbour Lights\nthe file https://tunevault.example/d/1 – gone<')
  })

  it('reads a message cut short, and any bytes at all, without failing', async () => {
    const pieces = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=b\n\n',
      '--b\n',
      '--b--\n',
      'Content-Transfer-Encoding: base64\n\n',
      'Content-Type: text/html; charset=nonsense\n\n',
      '=?utf-8?Q?',
      '<a href="',
      '&#99999999;',
      '=\n',
      'Subject: a\n',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(pieces, fc.string({ maxLength: 12 })), { maxLength: 40 }),
        async (parts) => {
          const letter = await letterOf(Buffer.from(`From: x\n${parts.join('')}`), 'a.eml')
          expect(typeof letter.text).toBe('string')
        },
      ),
    )
  })
})

describe('a text file', () => {
  it('is read as it is, also when it begins like the head of a message', async () => {
    const text = 'To: the designated agent\n\nSubject: notice\nI own it.'
    expect(await letterOf(Buffer.from(text), 'notice.txt')).toMatchObject({ kind: 'text', text, head: null })
  })

  it('that is a PDF is refused with the way out', async () => {
    await expect(letterOf(Buffer.from('%PDF-1.7\nplain enough'), 'notice.pdf')).rejects.toThrow(
      /copy its words/,
    )
  })
})
