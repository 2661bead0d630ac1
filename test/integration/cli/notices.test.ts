import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import type { Notice } from '../../../shared/contract/notices.ts'
import { useCli } from './cli-run.ts'

const { refrain, file, folder, json } = useCli()

const catalogue =
  'title,artist,isrc\nHarbour Lights,Nova Tern,QZ9ZZ2100001\nRopewalk,Nova Tern,QZ9ZZ2100002\n'
const listings =
  'id,isrc,title,artist,url\n' +
  'a,QZ9ZZ2100001,Harbour Lights,Nova Tern,https://musik-ablage.de/d/1/song.mp3\n' +
  'b,QZ9ZZ2100002,Ropewalk,Nova Tern,https://musik-ablage.de/d/2/song.mp3\n'

async function done(...args: readonly string[]): Promise<string> {
  const ran = await refrain(...args)
  if (ran.code > 1) throw new Error(`${args.join(' ')} gave ${String(ran.code)}: ${ran.err}`)
  return ran.out
}

beforeEach(async () => {
  await done('init')
  await done(
    ...['profile', 'set', '--legal-name', 'Mira Halvorsen', '--artist-name', 'Nova Tern'],
    ...[
      '--email',
      'mira@novatern.example',
      '--phone',
      '+1 207 555 0142',
      '--address',
      '14 Ropewalk Lane, Portland',
    ],
    ...['--country', 'United States', '--role', 'owner'],
  )
  await done('catalog', 'import', file('mine.csv', catalogue))
  await done('sweep', file('found.csv', listings))
  await done('finding', 'decide', '--decision', 'confirm', '--id', '1,2')
  await done('case', 'group')
})

const out = (name: string) => join(folder(), name)
const answer = ['case', 'items', '--case', '1', '--right', 'both', '--fair-use', 'not-fair-use'] as const
const sign = ['notice', 'sign', '--notice', '1', '--signature', 'Mira Halvorsen'] as const

describe('a notice by command', () => {
  it('is proposed, answered, signed and written in the format its name says', async () => {
    const draft = (await json(1, 'notice', 'draft', '--case', '1')) as Notice
    expect(draft).toMatchObject({ regime: 'eu-dsa-16', language: 'de' })
    await done(...answer, '--performance', 'own')
    await done('case', 'seen', '--case', '1')
    expect((await refrain(...sign, '--complete')).code).toBe(0)
    const written = (await json(
      0,
      ...['notice', 'draft', '--case', '1', '--format', 'docx', '--out', out('notice.docx')],
    )) as { written: { sha256: string } }
    expect(written.written.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(readFileSync(out('notice.docx')).subarray(0, 2).toString()).toBe('PK')
    const form = await done('notice', 'form', '--notice', '1')
    expect(form).toContain('https://musik-ablage.de/d/1/song.mp3')
    expect(form).not.toContain('Ropewalk Lane')
    await done('case', 'sent', '--case', '1', '--channel', 'form')
    const { notice } = (await json(0, 'case', 'show', '1')) as CaseDetail
    expect(notice).toMatchObject({ status: 'sent', regime: 'eu-dsa-16' })
  })

  it('changes its law and language when asked, and says what its recipient should get', async () => {
    const shown = await refrain('notice', 'draft', '--case', '1', '--regime', 'us-512c', '--lang', 'en')
    expect(shown.out).toContain('us-512c · en')
    expect(shown.out).toContain('its recipient should get eu-dsa-16')
    expect((await refrain('notice', 'draft', '--case', '1', '--regime', 'us-999')).code).toBe(2)
    expect((await refrain('notice', 'draft', '--case', '1', '--format', 'pdf')).code).toBe(2)
  })

  it('with a hard stop is refused by every command that lets it out', async () => {
    await done('notice', 'draft', '--case', '1')
    await done(...answer, '--exclusivity', 'leased')
    await done('case', 'seen', '--case', '1')
    const signed = await refrain(...sign, '--complete')
    expect(signed.code).toBe(1)
    expect(signed.out).toContain('stop     No exclusive right')
    for (const args of [
      ['notice', 'draft', '--case', '1', '--out', out('n.txt')],
      ['notice', 'export', '--notice', '1', '--out', out('n.pdf')],
      ['notice', 'form', '--notice', '1'],
      ['case', 'sent', '--case', '1', '--channel', 'form'],
    ]) {
      const ran = await refrain(...args)
      expect(ran.code, args.join(' ')).toBe(3)
      expect(ran.err).toContain('No exclusive right')
    }
    expect(existsSync(out('n.txt')) || existsSync(out('n.pdf'))).toBe(false)
    expect((await refrain('notice', 'draft', '--case', '1')).out).toContain(
      '[ not to be sent: No exclusive right ]',
    )
  })

  it('takes words of one’s own and checks them again; one letter is not divided', async () => {
    await done('notice', 'draft', '--case', '1')
    const threatened = await refrain(
      'notice',
      'words',
      '--notice',
      '1',
      '--text',
      'You are liable for every copy.',
    )
    expect(threatened.out).toContain('A threat')
    expect((await refrain('notice', 'words', '--notice', '1', '--text', '')).out).not.toContain('A threat')
    expect(await json(0, 'case', 'split', '--case', '1')).toEqual({ caseIds: [1] })
  })
})
