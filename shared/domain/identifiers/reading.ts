/** What is wrong with a value, as a sentence for the user. `field` names the part of the code at fault. */
export type IdentifierProblem<Code extends string = string> = {
  readonly code: Code
  readonly message: string
  readonly field?: string
}

/** Something worth a look in a value that is accepted nevertheless. */
export type IdentifierWarning<Code extends string = string> = {
  readonly code: Code
  readonly message: string
}

/** How a well-formed value is stored and printed. */
export type IdentifierForm = { readonly value: string; readonly display: string }

/**
 * The outcome of reading one identifier as somebody typed it. Reading never throws.
 * `value` is the stored form, `display` the printed form. `suggestion` is a stored form to offer, never to
 * apply unasked. `form` is there when the value is well formed and refused for another reason. `empty` is neither valid nor wrong: two empty values are not duplicates of each other.
 */
export type IdentifierReading<Problem extends string = string, Warning extends string = string> =
  | {
      readonly status: 'valid'
      readonly value: string
      readonly display: string
      readonly warnings: readonly IdentifierWarning<Warning>[]
    }
  | {
      readonly status: 'invalid'
      readonly problem: IdentifierProblem<Problem>
      readonly suggestion: string | null
      readonly form?: IdentifierForm
    }
  | { readonly status: 'empty' }

/** Builds the `invalid` outcome. */
export function invalid<Problem extends string>(
  code: Problem,
  message: string,
  options: {
    readonly suggestion?: string | null
    readonly field?: string
    readonly form?: IdentifierForm
  } = {},
): IdentifierReading<Problem, never> {
  const problem = options.field === undefined ? { code, message } : { code, message, field: options.field }
  const refused = { status: 'invalid', problem, suggestion: options.suggestion ?? null } as const
  return options.form === undefined ? refused : { ...refused, form: options.form }
}
