import type { z } from 'zod'

/** One callable thing: what goes in, what comes out, and whether it writes. */
export interface Procedure<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input
  readonly output: Output
  /** `write`: waits while an import holds the store. `host`: answered by the main process, not the core. */
  readonly kind: 'read' | 'write' | 'host'
}

/** Declares a procedure that only reads. */
export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output, kind: 'read' }
}

/** Declares a procedure that changes the workspace. */
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output, kind: 'write' }
}

/** Declares a procedure that only the window's host can answer: dialogs, shell, app information. */
export function host<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> {
  return { input, output, kind: 'host' }
}
