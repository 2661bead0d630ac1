import { expect, test } from 'vitest'
import { closeBox, openBox } from './passphrase-box.ts'

const passphrase = 'several words and more'

test('what is no box, or one that would take all memory, is refused in words', async () => {
  const closed = await closeBox(Buffer.alloc(32, 7), passphrase, 'key')
  expect([...(await openBox(closed, passphrase, 'key'))]).toEqual([...Buffer.alloc(32, 7)])
  await expect(openBox(closed, passphrase, 'another key')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  for (const bad of ['', '{}', closed.replace('131072', '1073741824')]) {
    await expect(openBox(bad, passphrase, 'key')).rejects.toMatchObject({ code: 'CUSTODY_BROKEN' })
  }
})
