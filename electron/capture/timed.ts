/** What rejects when something took longer than it may. */
export class OutOfTime extends Error {
  constructor(what: string) {
    super(`${what} took too long`)
    this.name = 'OutOfTime'
  }
}

/** Settles as `work` does, or rejects with OutOfTime after `ms`. `work` itself goes on unheard. */
export async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new OutOfTime(what))
  }, ms)
  work.catch(() => undefined)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** What went wrong, in one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
