import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { warningCodes } from '../../../shared/domain/notices/analyse/warning-codes.ts'
import { checkTitles } from '../../../shared/domain/notices/checks/draft-check.ts'

const docs = readFileSync(new URL('../../../docs/notices.md', import.meta.url), 'utf8')
const declarations = /^(goodFaith|accuracy|authority)-(agreed|asked|quoted|denied)$/

it.each(Object.keys(checkTitles))('the check %s is documented with what mends it', (code) => {
  expect(docs).toMatch(
    new RegExp(`^\\|[^|]*\`${code}\`[^|]*\\| (?:stop|open|to know)[^|]*\\|[^|]+\\|[^|]+\\|$`, 'm'),
  )
})

it.each(warningCodes)('the warning %s is documented', (code) => {
  const parts = declarations.exec(code)
  const written = parts === null ? [`\`${code}\``] : [`\`${parts[1]}-…\``, `\`${parts[2]}\``]
  for (const each of written) expect(docs).toContain(each)
})
