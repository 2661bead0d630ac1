import type { RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'

/** Chooses an item of the native menu, by the words a person reads. */
function choose({ electron }: RunningApp, ...path: readonly string[]): Promise<void> {
  return electron.evaluate(({ Menu }, labels) => {
    let items = Menu.getApplicationMenu()?.items ?? []
    for (const [depth, label] of labels.entries()) {
      const item = items.find((candidate) => candidate.label.replace(/^&/, '') === label)
      if (item === undefined) throw new Error(`the menu has no ${labels.slice(0, depth + 1).join(' > ')}`)
      // Electron types the function it puts here as any function.
      if (depth === labels.length - 1) (item.click as () => void)()
      items = item.submenu?.items ?? []
    }
  }, path)
}

function editLabels({ electron }: RunningApp): Promise<readonly string[]> {
  return electron.evaluate(({ Menu }) => {
    const edit = Menu.getApplicationMenu()?.items.find((item) => item.label === '&Edit')
    return edit?.submenu?.items.slice(0, 2).map((item) => item.label) ?? []
  })
}

test('Undo and Redo in the menu name what they do, and do it', async ({ refrain }) => {
  expect(await editLabels(refrain)).toEqual(['Undo', 'Redo'])
  const added = await refrain.call('recordings.create', { title: 'Salt & Sea', artist: 'The Quiet Tides' })
  expect(added.ok).toBe(true)
  await expect.poll(() => editLabels(refrain)).toEqual([expect.stringMatching(/^Undo .*Salt && Sea/), 'Redo'])

  const [undo = ''] = await editLabels(refrain)
  await choose(refrain, 'Edit', undo)
  await expect.poll(() => editLabels(refrain)).toEqual(['Undo', expect.stringMatching(/^Redo .*Salt && Sea/)])
  expect(await refrain.call('recordings.list', {})).toMatchObject({ ok: true, value: { total: 0 } })
})

test('the theme chosen in the menu holds in every window', async ({ refrain }) => {
  const isDark = () => refrain.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await choose(refrain, 'View', 'Theme', 'Dark')
  await expect.poll(isDark).toBe(true)
  await choose(refrain, 'View', 'Theme', 'Light')
  await expect.poll(isDark).toBe(false)
})

test('a second window shares the core and hears of its changes', async ({ refrain }) => {
  const opened = refrain.electron.waitForEvent('window')
  await choose(refrain, 'File', 'New Window')
  const second = await opened
  await second.waitForSelector('[data-app-state="ready"]', { state: 'attached' })
  await second.evaluate(() => {
    const heard = new Promise((resolve) => {
      window.refrain.on((name, payload) => {
        if (name === 'data.changed') resolve(payload)
      })
    })
    Object.assign(globalThis, { heard })
  })
  await refrain.call('recordings.create', { title: 'Harbour Lights', artist: 'The Quiet Tides' })
  expect(await second.evaluate(() => Reflect.get(globalThis, 'heard') as Promise<unknown>)).toMatchObject({
    tables: expect.arrayContaining(['recordings']),
  })
})

test('a command of the menu reaches the page', async ({ refrain }) => {
  await refrain.page.evaluate(() => {
    const heard = new Promise((resolve) => {
      window.refrain.on((name, payload) => {
        if (name === 'menu.command') resolve(payload)
      })
    })
    Object.assign(globalThis, { heard })
  })
  await choose(refrain, 'Go', 'Watch')
  expect(await refrain.page.evaluate(() => Reflect.get(globalThis, 'heard') as Promise<unknown>)).toEqual({
    command: 'go.watch',
  })
  await expect(refrain.page.getByRole('heading', { level: 1 })).toHaveText('Watch')
})
