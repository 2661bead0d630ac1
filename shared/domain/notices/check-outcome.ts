/** Where in the window a gap is mended. */
export type Fix = 'profile' | 'items' | 'fair-use' | 'right' | 'statements' | 'signature' | 'none'

/** One thing a notice needs, whether it is there, and in words what is missing. */
export interface NoticeCheck {
  readonly code: string
  readonly title: string
  readonly status: 'present' | 'partial' | 'missing'
  readonly message: string
  readonly source: string
  readonly fix: Fix
}

/** The outcome of a check without its name. */
export type Finding = Pick<NoticeCheck, 'status' | 'message' | 'fix'>

/** It is there. */
export function present(message: string, fix: Fix): Finding {
  return { status: 'present', message, fix }
}

/** Something is there, but not what is needed. */
export function partial(message: string, fix: Fix): Finding {
  return { status: 'partial', message, fix }
}

/** It is not there. */
export function missing(message: string, fix: Fix): Finding {
  return { status: 'missing', message, fix }
}
