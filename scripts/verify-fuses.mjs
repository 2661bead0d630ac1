import { SetupError } from './lib/setup-error.mjs'
import { readFuses, wrongFuses } from './packaging/fuses.mjs'
import { packagedApp } from './packaging/packaged-app.mjs'
import { onProjectNode } from './setup/bootstrap.mjs'

/**
 * Reads the fuses back from the packaged application, or from the executable named.
 *
 *   node scripts/verify-fuses.mjs [EXECUTABLE]
 */
await onProjectNode(import.meta.url, async ([executable = packagedApp().executable]) => {
  const fuses = await readFuses(executable)
  for (const [name, state] of Object.entries(fuses)) console.log(`${name}: ${state}`)
  const wrong = wrongFuses(fuses)
  if (wrong.length > 0) {
    throw new SetupError(wrong.join('\n'), 'Set them in electron-builder.yml, then: npm run package')
  }
  return 0
})
