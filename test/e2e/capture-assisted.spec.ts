import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { projectRoot } from '../../scripts/lib/paths.mjs'
import { electronArguments, readRuntime, runtimeEnvironment } from '../../scripts/setup/runtime.mjs'
import { readCaptureActions } from '../../shared/domain/evidence/capture/capture-actions.ts'
import { captureRecord } from '../../shared/domain/evidence/capture/capture-record.ts'
import { captureJobResult } from '../../shared/contract/captures.ts'
import { html, openSite, type Pages, type Site } from '../hostile/site.ts'
import { readWarc } from '../support/warc.ts'
import { launchApp } from './support/app.ts'
import { driveAssistedWindow } from './support/assisted-window.ts'
import { judge, openDialog } from './support/captures.ts'
import { expect, test } from './support/fixtures.ts'

// A wall of consent, a form for name and password, and a page behind both.

const password = 'correct-horse-77'
const session = 'sess-4f9b21c07d'
const apiToken = 'tok-8812aa90ff31'
const secrets = [password, session, apiToken]

const pages: Pages = {
  '/listing': ({ send, request, response }) => {
    const cookies = request.headers.cookie ?? ''
    if (!cookies.includes('consent=yes')) {
      send(
        200,
        html,
        `<title>Before you go on</title><h1>Cookies?</h1>
         <button id="accept" onclick="document.cookie='consent=yes';location.reload()">Accept</button>`,
      )
    } else if (!cookies.includes(session)) {
      response.writeHead(302, { location: '/login' })
      response.end()
    } else {
      send(
        200,
        html,
        `<title>Members</title><h1>Night Ferry, for sale behind the wall</h1><p id="told">…</p>
         <script>const own = '${session}'
         fetch('/api/items', { method: 'POST', headers: { 'X-Api-Token': '${apiToken}' }, body: '{"page":1}' })
           .then((answer) => answer.text()).then((text) => { told.textContent = text })</script>
         <div style="height: 3000px"></div>`,
      )
    }
  },
  '/login': ({ send, request, response }) => {
    if (request.method === 'GET') {
      send(
        200,
        html,
        `<title>Sign in</title><form method="post"><input id="name" name="user">
         <input id="hidden" type="password" name="p1"><button id="go">Sign in</button></form>`,
      )
      return
    }
    let sent = ''
    request.on('data', (part: Buffer) => (sent += part.toString()))
    request.on('end', () => {
      const fields = new URLSearchParams(sent)
      const isRight = fields.get('user') === 'luna' && fields.get('p1') === password
      response.writeHead(303, {
        'set-cookie': `sid=${session}; HttpOnly`,
        location: isRight ? `/listing?token=${apiToken}` : '/login',
      })
      response.end()
    })
  },
  '/api/items': ({ send }) =>
    send(200, { 'content-type': 'application/json' }, `{"items":["Ferry"],"renew":"${apiToken}"}`),
}

let site: Site
let folder: string
let workspace: string
test.beforeAll(async () => {
  site = await openSite(pages)
})
test.afterAll(() => site.close())
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-assisted-'))
  workspace = join(folder, 'workspace')
  expect((await refrain('init').ended).code).toBe(0)
})
test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** The command line with the built app as its capture program, which can be acted on from outside. */
function refrain(...args: readonly string[]) {
  const runtime = readRuntime()
  const program = {
    command: runtime.electron.path,
    args: ['--remote-debugging-port=0', ...electronArguments(), projectRoot],
  }
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'out', 'cli', 'refrain.cjs'), ...args, '--workspace', workspace, '--json'],
    {
      env: {
        ...process.env,
        ...runtimeEnvironment(runtime),
        REFRAIN_CAPTURE_PROGRAM: JSON.stringify(program),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
  })
  return { child, ended }
}

const assisted = () => refrain('capture', site.url('/listing'), '--assisted', '--allow-host', site.host)

/** Every file below a folder, packed ones unpacked. */
function everything(root: string): readonly { readonly name: string; readonly content: Buffer }[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
      return { name: join(entry.parentPath, entry.name), content: isPacked ? gunzipSync(bytes) : bytes }
    })
}

async function shot(name: string, picture: Buffer): Promise<void> {
  const target = process.env.REFRAIN_SHOTS
  if (target !== undefined) writeFileSync(join(target, `${name}.png`), picture)
  await Promise.resolve()
}

test('a person passes the wall and signs in; the page behind is kept, and no secret anywhere', async () => {
  test.setTimeout(300_000)
  const run = assisted()
  const { page, strip } = await driveAssistedWindow(workspace)
  await page.press('#accept')
  await page.until(`document.title === 'Sign in'`)
  await shot('assisted-strip', await strip.screenshot())
  await page.press('#name')
  await page.type('luna')
  await page.press('#hidden')
  await page.type(password)
  await page.press('#go')
  await page.until(`document.title === 'Members' && told.textContent.includes('Ferry')`)
  await shot('assisted-page', await page.screenshot())
  await strip.press('#capture')
  const { code, stdout, stderr } = await run.ended
  const [item] = captureJobResult.parse(JSON.parse(stdout)).items
  expect(item, stderr).toMatchObject({
    capture: { outcome: 'page', status: 200, complete: false },
    error: null,
  })
  expect(code).toBe(1)

  const listed = await refrain('capture', 'list').ended
  expect(JSON.parse(listed.stdout)).toMatchObject({ assisted: true })
  const out = join(folder, 'out')
  expect((await refrain('capture', 'save', '1', '--out', out).ended).code).toBe(0)
  const read = (name: string) => readFileSync(join(out, name), 'utf8')
  const record = captureRecord.parse(JSON.parse(read('capture.json')))
  expect(record.title).toBe('Members')
  expect(record.finalUrl).toBe(site.url('/listing?token=[redacted]'))
  expect(read('text.txt')).toContain('Night Ferry, for sale behind the wall')
  expect(record.assisted?.actions).toBeGreaterThan(20)
  const codes = (remarks: readonly { readonly code: string }[]) =>
    [...new Set(remarks.map(({ code: word }) => word))].sort()
  expect(codes(record.gaps)).toEqual(['content-redacted', 'request-body-left-out'])
  expect(codes(record.notes)).toEqual(
    expect.arrayContaining(['addresses-redacted', 'earlier-pages-left-out', 'headers-redacted']),
  )

  const actions = readCaptureActions(read('actions.jsonl'))
  expect(
    actions
      .filter(({ kind }) => !['resized', 'scrolled'].includes(kind))
      .map((action) => (action.kind === 'pressed' ? `pressed ${action.element}` : action.kind)),
  ).toEqual([
    ...['opened', 'navigated', 'pressed button', 'navigated', 'pressed input:text', 'keys'],
    ...['pressed input:password', 'keys', 'pressed button', 'submitted', 'navigated', 'taken'],
  ])
  expect(actions.filter(({ kind }) => kind === 'keys')).toMatchObject([
    { count: 'luna'.length },
    { count: password.length },
  ])
  expect(actions.map(({ at }) => at)).toEqual(actions.map(({ at }) => at).toSorted())

  const warc = await readWarc(join(out, 'capture.warc.gz'))
  const posts = warc.filter(({ type, http }) => type === 'request' && http.startsWith('POST'))
  expect(posts.map(({ url, body }) => [new URL(url).pathname, body.byteLength])).toEqual([
    ['/login', 0],
    ['/api/items', 0],
  ])
  const files = everything(folder)
  expect(files.length).toBeGreaterThan(10)
  for (const { name, content } of files) {
    for (const secret of secrets) expect(content.includes(secret), `${secret} in ${name}`).toBe(false)
    expect(content.includes(`"luna"`), name).toBe(false)
  }
  expect((await refrain('custody', 'verify').ended).code).toBe(0)

  const app = await launchApp({ args: ['--workspace', workspace] })
  try {
    await app.page.getByText('Show log').click()
    await app.page.getByText('Captures', { exact: true }).click()
    const grid = app.page.getByRole('grid', { name: 'Captured pages' })
    await expect(grid.getByRole('row', { name: /Members/ }).getByText('Assisted')).toBeVisible()
    await judge(app.page, 'assisted-list')
    await grid.getByRole('gridcell', { name: /Members/ }).dblclick()
    const facts = app.page.getByRole('complementary', { name: 'Facts' })
    await expect(facts).toContainText(/a person, in \d+ actions/)
    await expect(facts).toContainText('What was sent with a request was left out')
    await app.page
      .getByRole('radiogroup', { name: 'Parts of the capture' })
      .getByText(/^Actions/)
      .click()
    const timeline = app.page.getByRole('region', { name: 'What was done, in order' })
    await expect(timeline.getByRole('listitem').first()).toContainText('The window opened on')
    await expect(timeline).toContainText('Pressed a password field')
    await expect(timeline).toContainText(`Pressed ${String(password.length)} keys`)
    await judge(app.page, 'actions')
  } finally {
    await app.close()
  }
})

test('the dialog opens such a window for one address, and the job that waits can be given up', async ({
  refrain: app,
}) => {
  const dialog = await openDialog(app.page)
  const open = dialog.getByRole('button', { name: 'Open it myself' })
  await expect(open).toBeDisabled()
  await app.page.keyboard.insertText(`${site.url('/listing')}\n${site.url('/login')}`)
  await expect(open).toBeDisabled()
  await dialog.getByRole('checkbox', { name: `Allow ${site.host} for these captures` }).check()
  await expect(dialog.getByText(/takes one address at a time/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Web addresses' }).fill(site.url('/listing'))
  await judge(app.page, 'open-it-myself')
  const before = site.requests.length
  await open.click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => site.requests.length, { timeout: 90_000 }).toBeGreaterThan(before)
  const state = async () => {
    const listed = await app.call('jobs.list', {})
    return listed.ok ? listed.value.jobs[0] : undefined
  }
  const job = await state()
  expect(job).toMatchObject({ kind: 'capture.assisted', state: 'running' })
  await app.call('jobs.cancel', { jobId: job?.id ?? 0 })
  await expect.poll(async () => (await state())?.state).toBe('cancelled')
  expect(await app.call('capture.list', {})).toMatchObject({ ok: true, value: { total: 0 } })
})

test('a window that is closed, or whose app is gone, leaves nothing', async () => {
  test.setTimeout(300_000)
  const given = assisted()
  const { strip } = await driveAssistedWindow(workspace)
  await strip.press('#cancel')
  expect((await given.ended).code).not.toBe(0)
  expect((await refrain('capture', 'list').ended).stdout.trim()).toBe('')

  const killed = assisted()
  const { page } = await driveAssistedWindow(workspace)
  await page.press('#accept')
  killed.child.kill('SIGKILL')
  await killed.ended
  await expect.poll(() => listening(workspace), { timeout: 90_000 }).toBe('gone')
  expect((await refrain('capture', 'list').ended).stdout.trim()).toBe('')
  expect((await refrain('custody', 'verify').ended).code).toBe(0)
  expect(readdirSync(join(workspace, 'temporary'))).toEqual([])
})

/** Whether the process that had the window still listens. */
async function listening(root: string): Promise<'alive' | 'gone'> {
  const port = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('DevToolsActivePort'))
    .map((name) => readFileSync(join(root, name), 'utf8').split('\n')[0] ?? '')[0]
  if (port === undefined) return 'gone'
  return fetch(`http://127.0.0.1:${port}/json/list`).then(
    () => 'alive',
    () => 'gone',
  )
}
