import { expect, it } from 'vitest'
import { plainUserAgent } from './user-agent.ts'

it('leaves out Electron and the app, and nothing else', () => {
  const own =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) refrain/0.1.0 Chrome/130.0.0.0 Electron/33.2.1 Safari/537.36'
  expect(plainUserAgent(own, 'Refrain')).toBe(
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  )
})
