/** Tells whether the person has just clicked or pressed a key, as a page alone cannot fake it. */
export interface UserActivation {
  /** Takes note of an input event that reached the window. */
  note(inputType: string): void
  /** True once for each recent click or key press. */
  consume(): boolean
}

const activating = ['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown', 'touchEnd', 'gestureTap']
const validForMs = 1_000

export function createUserActivation(clock: () => number): UserActivation {
  let lastAt = Number.NEGATIVE_INFINITY
  return {
    note(inputType) {
      if (activating.includes(inputType)) lastAt = clock()
    },
    consume() {
      const fresh = clock() - lastAt <= validForMs
      lastAt = Number.NEGATIVE_INFINITY
      return fresh
    },
  }
}
