import { execFile } from 'node:child_process'
import { childEnvironment } from './child-environment.ts'

const ask = [
  'call',
  '--system',
  '--timeout=2',
  '--dest=org.freedesktop.NetworkManager',
  '--object-path=/org/freedesktop/NetworkManager',
  '--method=org.freedesktop.DBus.Properties.Get',
  'org.freedesktop.NetworkManager',
  'Metered',
]

/** NetworkManager's answer, `(<uint32 3>,)`: 1 yes, 2 no, 3 and 4 as it guesses (NMMetered); null: it does not know. */
export function readMetered(answer: string): boolean | null {
  const value = /<uint32 (\d)>/.exec(answer)?.[1]
  if (value === '1' || value === '3') return true
  return value === '2' || value === '4' ? false : null
}

/**
 * Whether the connection is metered. Electron does not tell; on Linux NetworkManager does, elsewhere nobody: null.
 */
export function isMetered(): Promise<boolean | null> {
  if (process.platform !== 'linux') return Promise.resolve(null)
  return new Promise((resolve) => {
    execFile('gdbus', ask, { timeout: 4_000, env: childEnvironment(process.env) }, (error, answer) => {
      resolve(error === null ? readMetered(answer) : null)
    })
  })
}
