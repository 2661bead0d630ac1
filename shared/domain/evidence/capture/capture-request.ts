import { z } from 'zod'
import { allowedHostList } from './allowed-hosts.ts'
import { captureLimits } from './capture-limits.ts'

/** Names of the files through which the app and a capture process talk, in the folder of that capture. */
export const captureRequestFile = 'request.json'
export const captureRecordFile = 'capture.json'
/** Folder, beside the request, that the capture process fills. */
export const captureOutputFolder = 'files'

/** What the app asks of a capture process. */
export const captureRequest = z.object({
  url: z.string(),
  limits: captureLimits,
  allowedHosts: allowedHostList,
  appVersion: z.string(),
  /** Opens a visible window and leaves it to a person, who asks for the capture. */
  assisted: z.literal(true).optional(),
  /** The process ends when this one is gone. */
  parentPid: z.int(),
})
export type CaptureRequest = z.infer<typeof captureRequest>

/** Left in the place of a record when what was captured must not be kept. */
export const captureRefusalFile = 'refused.json'
export const captureRefusal = z.object({
  reason: z.literal('peer-not-public'),
  /** The `ip:port` that was connected to. */
  peer: z.string(),
})
export type CaptureRefusal = z.infer<typeof captureRefusal>

/** Exit code of a capture process that ended itself because it held too much memory. */
export const captureExitMemory = 70

/** Exit code of an assisted capture that was given up, or whose time went by: nothing is to be kept. */
export const captureExitGivenUp = 71
