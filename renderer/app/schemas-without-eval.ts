import { z } from 'zod'

/**
 * Zod compiles schemas with `eval` where it can, and finds out by trying, which violates the window's content
 * policy. It decides when a schema is made, so this module must be imported before any that makes one.
 */
z.config({ jitless: true })
