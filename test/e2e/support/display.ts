import { spawn } from 'node:child_process'
import { virtualScreen } from '../../../scripts/setup/display.mjs'

/**
 * Gives this process, and every app it starts from now on, a virtual display of its own: of two windows on one
 * display only one has the keyboard. Returns what ends it.
 */
export async function takeOwnDisplay(): Promise<() => void> {
  // It looks for a free number by itself and tells it on the fourth stream.
  const server = spawn('Xvfb', ['-displayfd', '3', ...virtualScreen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => {
      reject(new Error('Xvfb ended before it had a display'))
    })
    server.stdio[3]?.once('data', (text: Buffer) => {
      resolve(text.toString().trim())
    })
  })
  process.env.DISPLAY = `:${number}`
  return () => void server.kill()
}
