import { describe, expect, it } from 'vitest'
import { draftItemWith } from '../../../../test/support/draft-input.ts'
import { urlTable } from './url-table.ts'

describe('the table of works and addresses', () => {
  it.each([
    ['=HYPERLINK("https://x.example")', `"'=HYPERLINK(""https://x.example"")"`],
    ['＝1+1', `"'＝1+1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['Salt, "Copper"\r\n=1', '"Salt, ""Copper"" =1"'],
  ])('runs no title as a formula: %s', (title, cell) => {
    const [, row] = urlTable([draftItemWith({ title })]).split('\r\n')
    expect(row?.startsWith(`${cell},`)).toBe(true)
  })
})
