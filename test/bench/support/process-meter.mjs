import { writeFileSync } from 'node:fs'

// Loaded before a program that is measured (`node --import`): at its end writes what the whole process took, its
// start included, to the file that PROCESS_METER names.

process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  const { maxRSS } = process.resourceUsage()
  const taken = { ms: performance.now(), cpuMs: (user + system) / 1000, megabytes: Math.round(maxRSS / 1024) }
  writeFileSync(process.env.PROCESS_METER ?? '', JSON.stringify(taken))
})
