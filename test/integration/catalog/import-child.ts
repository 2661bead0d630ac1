import { openTestCore } from '../../support/core.ts'

/**
 * A process of its own, for tests that kill it: WORKSPACE commit IMPORT, or WORKSPACE preview FILE. Prints `started`,
 * and the state of the job when it is done.
 */
const [workspace = '', action, value = ''] = process.argv.slice(2)
const core = await openTestCore({ workspace, create: false })

async function start(): Promise<number> {
  if (action === 'commit') return (await core.call('imports.commit', { importId: Number(value) })).jobId
  const { dialect, mapping } = await core.call('imports.inspect', { path: value })
  return (await core.call('imports.preview', { path: value, dialect, mapping })).jobId
}

const jobId = await start()
while ((await core.call('jobs.get', { jobId })).progress.done === 0) {
  if ((await core.call('jobs.get', { jobId })).state === 'done') break
  await new Promise((resolve) => setTimeout(resolve, 1))
}
process.stdout.write('started\n')
process.stdout.write(`${(await core.finished(jobId)).state}\n`)
await core.close()
