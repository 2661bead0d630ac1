import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { patternOf, replaced, type ReplaceRule } from './replace.ts'

const plain = { matchCase: false, wholeWord: false, regularExpression: false } as const
const run = (text: string, rule: Partial<ReplaceRule> & Pick<ReplaceRule, 'find' | 'replace'>) => {
  const whole = { ...plain, ...rule }
  const pattern = patternOf(whole)
  return pattern === null ? null : replaced(text, pattern, whole)
}

describe('find and replace', () => {
  it('replaces plainly, by case and by whole word in any script', () => {
    expect(run('Live at Liverpool', { find: 'live', replace: 'x' })).toBe('x at xrpool')
    expect(run('Live at Liverpool', { find: 'live', replace: 'x', wholeWord: true })).toBe('x at Liverpool')
    expect(run('Live live', { find: 'live', replace: 'x', matchCase: true })).toBe('Live x')
    expect(run('été étés', { find: 'été', replace: 'x', wholeWord: true })).toBe('x étés')
    expect(run('a.b $1', { find: '.', replace: '$1' })).toBe('a$1b $1')
  })

  it('takes a regular expression with groups, and refuses a broken one', () => {
    expect(run('Song (Live)', { find: '\\((\\w+)\\)', replace: '– $1', regularExpression: true })).toBe(
      'Song – Live',
    )
    expect(run('x', { find: '(', replace: '', regularExpression: true })).toBeNull()
  })

  it('finds every plain text in itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (find, replace) => {
        expect(run(find, { find, replace, matchCase: true })).toBe(replace)
      }),
    )
  })
})
