import { z } from 'zod'

const log = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.int()) }),
  events: z.array(
    z.object({
      type: z.int(),
      params: z.looseObject({ remote_address: z.string().optional() }).optional(),
    }),
  ),
})

/**
 * Every `ip:port` to which a TCP connection came about, from the text of Chromium's network log. This sees the
 * peers of streamed responses too, of which no other interface tells. Throws when the text is no network log.
 */
export function connectedPeers(text: string): readonly string[] {
  const { constants, events } = log.parse(JSON.parse(text))
  const connect = constants.logEventTypes.TCP_CONNECT
  if (connect === undefined) throw new Error('the network log knows no connections')
  const peers = events.flatMap(({ type, params }) =>
    type === connect && params?.remote_address !== undefined ? [params.remote_address] : [],
  )
  return [...new Set(peers)].sort()
}
