import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { RefrainError } from '../../shared/errors.ts'

/** Variable in which a passphrase may be handed over; an argument would stand in the list of processes. */
export const passphraseVariable = 'REFRAIN_PASSPHRASE'

const enter = new Set(['\r', '\n', '\u0004'])
const backspace = new Set(['\u007f', '\b'])
const interrupt = '\u0003'

interface PassphraseSource {
  /** File whose first line it is. */
  readonly file?: string | undefined
  /** What is asked for where a person can be asked. */
  readonly question: string
}

/**
 * A passphrase from a file, from the environment, or typed in unseen, in this order; null where there is none of them.
 * Throws FILE_UNREADABLE, CANCELLED.
 */
export async function readPassphrase({ file, question }: PassphraseSource): Promise<string | null> {
  if (file !== undefined) return firstLineOf(file)
  const given = process.env[passphraseVariable]
  if (given !== undefined && given !== '') return given
  return process.stdin.isTTY && process.stderr.isTTY ? typed(question) : null
}

/** As `readPassphrase`. Throws VALIDATION where none was given. */
export async function mustReadPassphrase(source: PassphraseSource): Promise<string> {
  const passphrase = await readPassphrase(source)
  if (passphrase !== null) return passphrase
  throw new RefrainError(
    'VALIDATION',
    `A passphrase is needed and none was given. Nothing was changed. Give it in a file with --passphrase-file, in the variable ${passphraseVariable}, or type it in a terminal.`,
  )
}

function firstLineOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[0] ?? ''
  } catch (cause) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${basename(path)}” cannot be read as a passphrase file. Nothing was changed. Choose another.`,
      undefined,
      { cause },
    )
  }
}

function typed(question: string): Promise<string> {
  const { stdin, stderr } = process
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let text = ''
  const end = () => {
    stdin.off('data', take)
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
  const take = (data: Buffer) => {
    for (const character of data.toString('utf8')) {
      if (enter.has(character)) {
        end()
        resolve(text)
        return
      }
      if (character === interrupt) {
        end()
        reject(new RefrainError('CANCELLED', 'Cancelled. Nothing was changed.'))
        return
      }
      text = backspace.has(character) ? Array.from(text).slice(0, -1).join('') : text + character
    }
  }
  stderr.write(`${question}: `)
  stdin.setRawMode(true)
  stdin.resume()
  stdin.on('data', take)
  return promise
}
