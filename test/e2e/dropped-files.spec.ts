import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, sharedTest as test } from './support/fixtures.ts'

test('files dropped on the window arrive with their paths', async ({ refrain }) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-drop-'))
  const file = join(folder, 'catalogue of Ärzte.csv')
  await writeFile(file, 'title\n')
  try {
    await refrain.page.evaluate(() => {
      const dropped = new Promise((resolve) => {
        window.refrain.on((name, payload) => {
          if (name === 'files.dropped') resolve(payload)
        })
      })
      Object.assign(globalThis, { dropped })
    })
    const client = await refrain.electron.context().newCDPSession(refrain.page)
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await client.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    }
    expect(await refrain.page.evaluate(() => Reflect.get(globalThis, 'dropped') as Promise<unknown>)).toEqual(
      {
        paths: [file],
      },
    )
    expect(refrain.page.url()).toContain('app://bundle/')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a page cannot make up a dropped file', async ({ refrain }) => {
  const heard = await refrain.page.evaluate(async () => {
    const events: string[] = []
    window.refrain.on((name) => events.push(name))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], '/etc/passwd'))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
    await window.refrain.call('after', 'host.info', {})
    return events
  })
  expect(heard).not.toContain('files.dropped')
})
