import { z } from 'zod'
import type { Devtools } from './devtools.ts'

const frames = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) })
const world = z.object({ executionContextId: z.int() })
const evaluated = z.object({
  result: z.object({ value: z.unknown() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
})

/** Looks at the page from a world of its own, where the page's scripts can neither see nor replace anything. */
export interface PageScript {
  /** Evaluates an expression and checks its value; rejects when it throws or takes longer than `ms`. */
  ask<T>(expression: string, shape: z.ZodType<T>, ms?: number): Promise<T>
  /** True when the page answers at all. */
  answers(ms: number): Promise<boolean>
}

const usualMs = 3_000
const graceMs = 500

/** The world is made when it is first needed, and again when the page has gone elsewhere. */
export function createPageScript(devtools: Devtools): PageScript {
  let context: number | null = null

  async function ownWorld(): Promise<number> {
    const { frameTree } = frames.parse(await devtools.send('Page.getFrameTree'))
    const made = await devtools.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'capture',
    })
    return world.parse(made).executionContextId
  }
  async function evaluate(expression: string, ms: number): Promise<unknown> {
    context ??= await ownWorld()
    const options = { expression, contextId: context, returnByValue: true, awaitPromise: true, timeout: ms }
    const answer = await devtools.send('Runtime.evaluate', options, undefined, ms + graceMs)
    const { result, exceptionDetails } = evaluated.parse(answer)
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
    return result.value
  }
  return {
    async ask(expression, shape, ms = usualMs) {
      try {
        return shape.parse(await evaluate(expression, ms))
      } catch (error) {
        context = null
        throw error
      }
    },
    async answers(ms) {
      try {
        return (await evaluate('1 + 1', ms)) === 2
      } catch {
        context = null
        return false
      }
    },
  }
}
