import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { openTestCore } from '../../support/core.ts'
import { join } from 'node:path'
import { useCli } from './cli-run.ts'

const { refrain, folder, file, json } = useCli()
const told = z.object({
  checked: z.int(),
  there: z.int(),
  down: z.int(),
  checks: z.array(z.object({ state: z.string(), reason: z.string() })),
})

let site: Site
let page: string
beforeEach(async () => {
  page = '<title>Harbour Lights</title><h1>Harbour Lights</h1><audio src="/1.mp3"></audio>'
  site = await openSite({ '/one': ({ send }) => send(200, html, page) })
})
afterEach(() => site.close())

/** A finding at the site, which the workspace may reach. */
async function workspace(): Promise<void> {
  await refrain('init')
  await refrain('catalog', 'import', file('catalogue.csv', 'Title,Artist,ISRC\nHarbour Lights,Luna Vale,USS1Z2600001\n')) // prettier-ignore
  await refrain('sweep', file('listings.csv', `isrc,title,artist,url\nUSS1Z2600001,Harbour Lights,Luna Vale,${site.url('/one')}\n`)) // prettier-ignore
  const core = await openTestCore({ workspace: join(folder(), 'workspace'), create: false })
  await core.call('settings.set', { key: 'capture.allowedHosts', value: [site.host] })
  await core.close()
}

it('looks at findings, lists every look, and names what it needs', { timeout: 60_000 }, async () => {
  await workspace()
  expect((await refrain('watch', 'checks', '--finding', '1')).out).toContain('Nobody looked yet.')
  const first = told.parse(await json(0, 'watch', 'check', '--finding', '1', '--no-capture'))
  expect(first).toMatchObject({ checked: 1, there: 1, checks: [{ state: 'there', reason: 'offered' }] })
  page = '<title>Gone</title><h1>This track is no longer available.</h1>'
  const second = await refrain('watch', 'check', '--finding', '1', '--no-capture')
  expect([second.code, second.out]).toEqual([
    1,
    expect.stringContaining('“This track is no longer available.”'),
  ])
  const { checks } = z
    .object({ checks: z.array(z.object({ state: z.string(), capture: z.object({ state: z.string() }) })) })
    .parse(await json(0, 'watch', 'checks', '--finding', '1'))
  expect(checks.map(({ state, capture }) => [state, capture.state])).toEqual([
    ['soft-gone', 'off'],
    ['there', 'off'],
  ])
  expect((await refrain('watch', 'standing')).out).toContain('due now: 0')
  expect((await refrain('watch', 'check')).code).toBe(2)
  expect((await refrain('watch', 'check', '--due')).code).toBe(3)
  expect((await refrain('watch', 'check', '--finding', '99')).code).toBe(3)
})
