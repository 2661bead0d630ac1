import { useState } from 'react'

interface Choice<V> {
  readonly value: V
  /** What was saved when it was made. */
  readonly over: V
}

export interface Pending<V> {
  /** The choice just made, until what is saved changes; then what is saved. */
  readonly shown: V
  readonly choose: (value: V) => void
  /** The choice could not be saved. */
  readonly forget: () => void
}

/** Shows a choice at once, while it is on its way to the store and back. */
export function usePending<V extends string | boolean | null>(saved: V): Pending<V> {
  const [choice, setChoice] = useState<Choice<V> | null>(null)
  if (choice !== null && choice.over !== saved) setChoice(null)
  return {
    shown: choice !== null && choice.over === saved ? choice.value : saved,
    choose: (value) => setChoice({ value, over: saved }),
    forget: () => setChoice(null),
  }
}
