import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { html, openSite, type Site } from '../hostile/site.ts'
import { wav } from '../support/audio-bytes.ts'
import { synthMusic } from '../support/synth-music.ts'
import type { RunningApp } from './support/app.ts'
import { captureAndOpen, judge, quiet, segment, style } from './support/captures.ts'
import { chooseSavePath } from './support/dialogs.ts'
import { expect, test } from './support/fixtures.ts'

// The whole of a file a captured page offers, taken in the window and held against the catalogue.

const song = synthMusic(1, 40)

let site: Site
let folder: string
test.beforeAll(async () => {
  site = await openSite({
    '/player': ({ send }) =>
      send(
        200,
        html,
        `<!doctype html><title>Player</title>${style}<header><h1>Night Ferry</h1></header>
         <main><audio controls preload="none" src="/night-ferry.wav"></audio></main>`,
      ),
    '/night-ferry.wav': ({ send }) =>
      send(200, { 'content-type': 'audio/wav' }, wav({ samples: song.subarray(5 * 44_100, 35 * 44_100) })),
  })
})
test.afterAll(() => site.close())
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-download-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** Reads the song into the catalogue and waits for its fingerprint. */
async function ownSong(refrain: RunningApp): Promise<void> {
  const album = join(folder, 'Salt and Copper')
  await mkdir(album)
  await writeFile(join(album, '01 - Harbour Lights - Night Ferry.wav'), wav({ samples: song }))
  const scan = await refrain.call('audio.scan', { path: album })
  if (!scan.ok) throw new Error(scan.error.message)
  const { scanId } = scan.value
  await expect
    .poll(async () => {
      const state = await refrain.call('audio.scanGet', { scanId })
      return state.ok ? state.value.state : state.error.message
    })
    .toBe('scanned')
  expect((await refrain.call('audio.commit', { scanId })).ok).toBe(true)
  await expect
    .poll(
      async () => {
        const state = await refrain.call('audio.fingerprintState', {})
        return state.ok ? state.value.computed : 0
      },
      { timeout: 90_000 },
    )
    .toBe(1)
}

test('the whole of an offered file is downloaded after a confirmation, and recognised', async ({
  refrain,
}) => {
  test.setTimeout(300_000)
  const { page } = refrain
  await ownSong(refrain)
  await quiet(page)
  await captureAndOpen(page, site, '/player')
  await segment(page, 'Parts of the capture', 'Audio')
  await page.getByRole('button', { name: 'Download the whole file…' }).click()
  const question = page.getByRole('dialog', { name: 'Download the whole file?' })
  await expect(question).toContainText('the download is written into the custody log')
  await judge(page, 'download-question')
  await question.getByRole('button', { name: 'Download and seal' }).click()
  await expect(page.getByText('This is “Night Ferry” by Harbour Lights')).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText('Whole file downloaded')
  await judge(page, 'download')
  await chooseSavePath(refrain, join(folder, 'copy.wav'))
  await page.getByRole('button', { name: 'Save a copy…' }).click()
  await expect(page.getByText('night-ferry.wav saved')).toBeVisible()

  const facts = page.getByRole('complementary', { name: 'Facts' })
  await expect(facts).toContainText('No third party has witnessed when this capture existed')
  // Nobody listens there: the token is awaited.
  await refrain.call('timestamps.addAuthority', { url: 'http://127.0.0.1:9/tsr', name: 'Open Time' })
  await expect(facts.getByText('Not yet timestamped')).toBeVisible()
  await facts.getByText('Not yet timestamped').scrollIntoViewIfNeeded()
  await expect(facts).toContainText('awaited from Open Time')
  await judge(page, 'not-yet-stamped')
  await page.getByRole('button', { name: 'Captures', exact: true }).first().click()
  await segment(page, 'View', 'Stored evidence')
  const requests = page.getByRole('region', { name: 'Requests to servers' })
  await expect(
    requests.getByRole('row', { name: /Whole file .*night-ferry\.wav Answered \(200\)/ }),
  ).toBeVisible()
  await requests.scrollIntoViewIfNeeded()
  await judge(page, 'asked')
})
