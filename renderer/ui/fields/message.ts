/** What a field says about its content. A suggestion is offered as a button that puts it in. */
export interface FieldMessage {
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly suggestion?: string | null
}
