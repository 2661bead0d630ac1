import { z } from 'zod'

/** The parts of Chromium's messages that a capture uses; the rest is passed over. */

const headerMap = z.record(z.string(), z.string())

export const sentRequest = z.object({
  url: z.string(),
  urlFragment: z.string().optional(),
  method: z.string(),
  headers: headerMap,
  postData: z.string().optional(),
  postDataEntries: z.array(z.object({ bytes: z.string().optional() })).optional(),
})
export type SentRequest = z.infer<typeof sentRequest>

export const receivedResponse = z.object({
  status: z.int(),
  statusText: z.string(),
  headers: headerMap,
  remoteIPAddress: z.string().optional(),
  remotePort: z.int().optional(),
  protocol: z.string().optional(),
  securityDetails: z
    .object({ protocol: z.string(), keyExchange: z.string().optional(), cipher: z.string() })
    .optional(),
})
export type ReceivedResponse = z.infer<typeof receivedResponse>

export const requestWillBeSent = z.object({
  requestId: z.string(),
  request: sentRequest,
  type: z.string().optional(),
  loaderId: z.string().optional(),
  frameId: z.string().optional(),
  wallTime: z.number(),
  redirectResponse: receivedResponse.optional(),
})

export const requestExtraInfo = z.object({ requestId: z.string(), headers: headerMap })

export const responseReceived = z.object({ requestId: z.string(), response: receivedResponse })

export const loadingFailed = z.object({
  requestId: z.string(),
  errorText: z.string(),
  canceled: z.boolean().optional(),
  blockedReason: z.string().optional(),
  corsErrorStatus: z.unknown().optional(),
})

export const requestPaused = z.object({
  requestId: z.string(),
  networkId: z.string().optional(),
  request: sentRequest,
  resourceType: z.string(),
  responseErrorReason: z.string().optional(),
  responseStatusCode: z.int().optional(),
  responseStatusText: z.string().optional(),
  responseHeaders: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
})
export type RequestPaused = z.infer<typeof requestPaused>

export const attachedToTarget = z.object({ sessionId: z.string() })

export const dialogOpening = z.object({ type: z.string(), message: z.string() })

export const fetchedBody = z.object({ body: z.string(), base64Encoded: z.boolean() })
export const openedStream = z.object({ stream: z.string() })
export const streamChunk = z.object({
  data: z.string(),
  eof: z.boolean(),
  base64Encoded: z.boolean().optional(),
})

export const frameNavigated = z.object({
  frame: z.object({ id: z.string(), parentId: z.string().optional(), loaderId: z.string() }),
})
