import { expect, test } from 'vitest'
import { createReport } from './report.ts'

test('a name of any length makes no finding of any length, and is still known by its whole name', () => {
  const report = createReport()
  const long = `data/${'n'.repeat(60_000)}`
  report.add('unsafe-name', `${long}1`, `“${long}1” is bad.`)
  report.add('unsafe-name', `${long}2`, `“${long}2” is bad.`)
  const findings = report.findings()
  expect(findings).toHaveLength(2)
  for (const { path, message } of findings) expect(path.length + message.length).toBeLessThan(4_100)
  expect(report.names(`${long}2`)).toBe(true)
  expect(report.names(`${long}3`)).toBe(false)
})
