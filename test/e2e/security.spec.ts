import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { projectRoot } from '../../scripts/lib/paths.mjs'
import { waitForState } from './support/app.ts'
import { expect, sharedTest as test } from './support/fixtures.ts'
import { readLog } from './support/main-process.ts'

const cspMessage = /content security policy/i

test('the page comes from app://bundle/ and is a secure context', async ({ refrain }) => {
  expect(refrain.page.url()).toMatch(/^app:\/\/bundle\/(#.*)?$/)
  expect(await refrain.page.evaluate(() => [location.origin, isSecureContext])).toEqual([
    'app://bundle',
    true,
  ])
})

test('no screen of the page violates the policy', async ({ refrain }) => {
  await refrain.page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seenViolations: seen })
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
  await refrain.page.reload()
  await waitForState(refrain.page, 'ready')
  for (const [index, title] of ['Catalogue', 'Watch', 'Cases', 'Settings'].entries()) {
    await refrain.page.keyboard.press(`Control+${String(index + 2)}`)
    await expect(refrain.page.getByRole('heading', { level: 1 })).toHaveText(title)
  }
  expect(await refrain.page.evaluate(() => Reflect.get(globalThis, 'seenViolations') as unknown)).toEqual([])
})

test('each load gets a nonce of its own', async ({ refrain }) => {
  const readNonce = () =>
    refrain.page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce)
  const first = await readNonce()
  await refrain.page.reload()
  const second = await readNonce()
  expect(first).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  expect(second).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  expect(second).not.toBe(first)
})

test('scripts written into the page do not run', async ({ refrain }) => {
  const outcome = await refrain.page.evaluate(async () => {
    const directives: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.body.append(script)
    const image = document.createElement('img')
    image.setAttribute('onerror', 'globalThis.injected = true')
    image.src = 'data:image/png;base64,AA'
    document.body.append(image)
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- that it cannot run is what is tested
    setTimeout('globalThis.injected = true')
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { injected: Reflect.get(globalThis, 'injected') as unknown, directives }
  })
  expect(outcome.injected).toBeUndefined()
  expect(outcome.directives).toEqual(
    expect.arrayContaining(['script-src-elem', 'script-src-attr', 'script-src']),
  )
  const problems = refrain.takeProblems()
  expect(problems.length).toBeGreaterThanOrEqual(3)
  for (const problem of problems) expect(problem).toMatch(cspMessage)
})

test('the page has nothing of Node or Electron', async ({ refrain }) => {
  const present = await refrain.page.evaluate(() =>
    [
      'require',
      'process',
      'Buffer',
      'global',
      'module',
      'exports',
      '__dirname',
      'electron',
      'ipcRenderer',
    ].filter((name) => name in globalThis),
  )
  expect(present).toEqual([])
})

test('the page reaches exactly three functions outside itself', async ({ refrain }) => {
  const bridge = await refrain.page.evaluate(() =>
    Object.entries(window.refrain).map(([name, value]) => [name, typeof value]),
  )
  expect(bridge.sort()).toEqual([
    ['call', 'function'],
    ['cancel', 'function'],
    ['on', 'function'],
  ])
})

test('the page cannot replace the bridge', async ({ refrain }) => {
  const replaced = await refrain.page.evaluate(() => {
    const original = window.refrain.call
    try {
      Reflect.set(window, 'refrain', {})
      Reflect.set(window.refrain, 'call', () => 'mine')
    } catch {
      return false
    }
    return window.refrain.call !== original
  })
  expect(replaced).toBe(false)
})

test('the preload script runs in a world the page cannot tamper with', async ({ refrain }) => {
  const entered = await refrain.page.evaluate(() => {
    let calls = 0
    const original = Array.prototype.map
    Array.prototype.map = () => {
      calls += 1
      return []
    }
    // The preload script answers a drop by mapping its files.
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'a.csv'))
    const drop = new DragEvent('drop', { dataTransfer, cancelable: true })
    window.dispatchEvent(drop)
    Array.prototype.map = original
    return { answered: drop.defaultPrevented, calls }
  })
  expect(entered).toEqual({ answered: true, calls: 0 })
})

test('the page cannot embed a browser', async ({ refrain }) => {
  const embedded = await refrain.page.evaluate(() => {
    const view = document.createElement('webview')
    document.body.append(view)
    return 'getURL' in view
  })
  expect(embedded).toBe(false)
})

test('permissions are denied, except to copy text', async ({ refrain }) => {
  const { page } = refrain
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as const
    return Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    )
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  expect(
    await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: unknown) => (error instanceof Error ? error.name : ''),
      ),
    ),
  ).not.toBe('granted')
  // Copying needs a focused window, and a bare display has no window manager to give it the focus.
  await page.mouse.click(2, 2)
  expect(await page.evaluate(() => document.hasFocus())).toBe(true)
  await page.evaluate(() => navigator.clipboard.writeText('QZABC2604242'))
  expect(await refrain.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('QZABC2604242')
})

for (const address of ['https://example.org/elsewhere', 'file:///etc/passwd', 'data:text/html,elsewhere']) {
  test(`the window does not leave the app for ${address}`, async ({ refrain }) => {
    const before = refrain.page.url()
    await refrain.page.evaluate((target) => location.assign(target), address).catch(() => undefined)
    await refrain.page.evaluate((target) => {
      const link = document.createElement('a')
      link.href = target
      document.body.append(link)
      link.click()
    }, address)
    await refrain.page.waitForTimeout(300)
    expect(refrain.page.url()).toBe(before)
    expect((await refrain.call('host.coreStatus', {})).ok).toBe(true)
    refrain.takeProblems()
  })
}

test('the page opens no windows', async ({ refrain }) => {
  for (const address of ['about:blank', 'app://bundle/', 'https://example.org/']) {
    expect(await refrain.page.evaluate((target) => window.open(target) === null, address)).toBe(true)
  }
  expect(refrain.electron.windows()).toHaveLength(1)
})

test.describe('links to the outside', () => {
  test('open in the browser only after a click by the person, who sees the address', async ({ refrain }) => {
    await refrain.electron.evaluate(({ dialog, shell }) => {
      const asked: string[] = []
      const opened: string[] = []
      Object.assign(globalThis, { asked, opened })
      dialog.showMessageBox = ((options: { detail?: string }) => {
        asked.push(options.detail ?? '')
        return Promise.resolve({ response: 0, checkboxChecked: false })
      }) as typeof dialog.showMessageBox
      shell.openExternal = (address) => {
        opened.push(address)
        return Promise.resolve()
      }
    })
    const seen = () =>
      refrain.electron.evaluate(
        () => [Reflect.get(globalThis, 'asked'), Reflect.get(globalThis, 'opened')] as unknown,
      )
    await refrain.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.org/policy'
      link.target = '_blank'
      link.textContent = 'A link of this test'
      link.style.cssText = 'position: fixed; top: 0; left: 0; z-index: 99999; background: white'
      document.body.append(link)
      link.click()
    })
    await expect.poll(() => readLog(refrain)).toContain('refused to open https://example.org/policy')
    expect(await seen()).toEqual([[], []])

    await refrain.page.getByText('A link of this test').click()
    await expect.poll(seen).toEqual([['https://example.org/policy'], ['https://example.org/policy']])
    expect(refrain.page.url()).toContain('app://bundle/')
  })
})

test.describe('calls are answered for the own windows alone', () => {
  for (const address of ['app://bundle/', 'data:text/html,stranger']) {
    test(`a foreign window at ${address} is refused`, async ({ refrain }) => {
      const answer = await refrain.electron.evaluate(
        async ({ BrowserWindow }, { preload, url }) => {
          const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
          await stranger.loadURL(url)
          const code = 'window.refrain.call("1", "workspace.info", {})'
          const result = (await stranger.webContents.executeJavaScript(code)) as unknown
          stranger.destroy()
          return result
        },
        { preload: `${projectRoot}/out/preload/preload.cjs`, url: address },
      )
      expect(answer).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
      expect(await readLog(refrain)).toContain('refused a call from WebContents')
      refrain.takeProblems()
    })
  }

  test('a frame inside the page has no bridge', async ({ refrain }) => {
    const inFrame = await refrain.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      return frame.contentWindow !== null && 'refrain' in frame.contentWindow
    })
    expect(inFrame).toBe(false)
    refrain.takeProblems()
  })

  test('an unknown procedure is refused', async ({ refrain }) => {
    const answer = await refrain.page.evaluate(() => window.refrain.call('1', 'workspace.destroy', {}))
    expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })
})

test('app:// serves the built page and no other file', async ({ refrain }) => {
  const status = (path: string) =>
    refrain.page.evaluate(async (target) => (await fetch(target).catch(() => null))?.status ?? 0, path)
  expect(await status('/index.html')).toBe(200)
  for (const path of [
    '/..%2f..%2fpackage.json',
    '/..%2fmain%2fmain.cjs',
    '/%2e%2e/main/main.cjs',
    '/assets/..%5c..%5c..%5cpackage.json',
    '/index.html%00.js',
    '/missing.js',
  ]) {
    expect(await status(path), path).toBe(404)
  }
  refrain.takeProblems()
})

test('the window reaches no network', async ({ refrain }) => {
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    response.end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
    const fromPage = await refrain.page.evaluate(
      (target) =>
        fetch(target).then(
          () => 'reached',
          () => 'blocked',
        ),
      address,
    )
    // The session refuses it as well, so a hole in the page's own policy would not be enough.
    const fromSession = await refrain.electron.evaluate(
      ({ session }, target) =>
        session.defaultSession.fetch(target).then(
          () => 'reached',
          (error: unknown) => String(error),
        ),
      address,
    )
    expect(fromPage).toBe('blocked')
    expect(fromSession).toContain('ERR_BLOCKED_BY_CLIENT')
    expect(requests).toBe(0)
  } finally {
    server.close()
  }
  for (const problem of refrain.takeProblems())
    expect(problem).toMatch(/content security policy|Failed to load/i)
})
