import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessibilityProblems } from './support/axe.ts'
import type { RunningApp } from './support/app.ts'
import { ask } from './support/ask.ts'
import { expect, test } from './support/fixtures.ts'

// What stands in the way of a notice is mended where it is named: by the button beside it.

test.use({ launch: { args: ['--demo'] } })

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-ways-out-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** One confirmed finding on each of three services, each in a case of its own with a draft. */
async function drafted(app: RunningApp): Promise<void> {
  const { rows } = await ask(app.call('recordings.list', { limit: 50 }))
  const recording = rows.find(({ isrc }) => isrc !== null)
  const start = `${recording?.isrc ?? ''},"${recording?.title ?? ''}",${recording?.artist ?? ''}`
  const lines = [
    `${start},https://we.tl/t-copy1,`,
    `${start},https://mixcloud.com/copyist/song-one,`,
    `${start},https://vimeo.com/90001234,Nova Tern under exclusive license to Quay Records`,
  ]
  const path = join(folder, 'listing.csv')
  await writeFile(path, `isrc,title,artist,url,label\n${lines.join('\n')}\n`)
  const { sweepId, jobId } = await ask(app.call('sweeps.start', { paths: [path], title: 'Three' }))
  await expect.poll(async () => (await ask(app.call('jobs.get', { jobId }))).state).toBe('done')
  const found = await ask(app.call('findings.list', { limit: 10, filter: { sweepId, claimable: true } }))
  expect(found.total).toBe(3)
  const findingIds = found.rows.map(({ id }) => id)
  await ask(app.call('findings.decide', { findingIds, decision: 'confirm' }))
  const { caseIds } = await ask(app.call('cases.group', {}))
  for (const caseId of caseIds) await ask(app.call('notices.draft', { caseId }))
}

async function openNotice({ page }: RunningApp, provider: string): Promise<void> {
  await page.keyboard.press('Control+4')
  await page.getByRole('button', { name: provider, exact: true }).click()
  await page.getByRole('radiogroup', { name: 'Part of the case' }).getByText('Notice').first().click()
  await expect(page.getByRole('article')).toBeVisible()
}

test('nowhere to send it, an indemnity asked, a license on the label line', async ({ refrain }) => {
  test.setTimeout(240_000)
  const { page } = refrain
  await drafted(refrain)

  await openNotice(refrain, 'Mixcloud')
  await page.getByRole('button', { name: 'Enter the address: Nowhere to send it' }).click()
  await page.getByLabel('Agent’s e-mail').fill('agent@mixcloud.example')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('gridcell', { name: 'agent@mixcloud.example' })).toBeVisible()
  await openNotice(refrain, 'Mixcloud')
  await expect(page.getByText('agent@mixcloud.example').first()).toBeVisible()
  await expect(page.getByText('Nowhere to send it')).toHaveCount(0)

  await openNotice(refrain, 'WeTransfer')
  await page.getByRole('button', { name: 'Write under Art. 16 DSA: Indemnity asked' }).click()
  await expect(page.getByText('Regulation (EU) 2022/2065, Art. 16').first()).toBeVisible()
  await expect(page.getByText('Indemnity asked')).toHaveCount(0)

  await openNotice(refrain, 'Vimeo')
  await page.getByRole('button', { name: 'Answer it: A license on its label line' }).click()
  const denial = page.getByRole('checkbox', { name: 'I granted no license to Quay Records' })
  await expect(denial).toBeFocused()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.keyboard.press('Space')
  await expect(page.getByText('A license on its label line')).toHaveCount(0)
  await expect(
    page.getByRole('article').getByText(/names a license to Quay Records\. No such license/),
  ).toBeVisible()
})
