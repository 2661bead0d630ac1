import { describe, expect, it } from 'vitest'
import { createUserActivation } from './user-activation.ts'

describe('createUserActivation', () => {
  it('counts a click once, and only for a second', () => {
    let now = 0
    const activation = createUserActivation(() => now)
    expect(activation.consume()).toBe(false)
    activation.note('mouseUp')
    now = 1_000
    expect(activation.consume()).toBe(true)
    expect(activation.consume()).toBe(false)
    activation.note('rawKeyDown')
    now = 2_001
    expect(activation.consume()).toBe(false)
  })

  it('does not count moving over the page', () => {
    const activation = createUserActivation(() => 0)
    for (const type of ['mouseMove', 'mouseEnter', 'mouseWheel', 'char']) activation.note(type)
    expect(activation.consume()).toBe(false)
  })
})
