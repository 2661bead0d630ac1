import { app } from 'electron'
import { prepareCapture, runCapture } from '../capture/run-capture.ts'

/** The disposable process that captures one page. Called by the main program before Electron is ready. */
export function start(folder: string): void {
  prepareCapture(folder)
  void app
    .whenReady()
    .then(() => runCapture(folder))
    .then(
      (code) => app.exit(code),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
        app.exit(1)
      },
    )
}
