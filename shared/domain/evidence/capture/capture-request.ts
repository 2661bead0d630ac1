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
  /** The process ends when this one is gone. */
  parentPid: z.int(),
})
export type CaptureRequest = z.infer<typeof captureRequest>
