import { expect, it } from 'vitest'
import { connectedPeers } from './net-log.ts'

const log = (events: readonly object[]) =>
  JSON.stringify({ constants: { logEventTypes: { TCP_CONNECT: 7, OTHER: 8 } }, events })

it('names every peer a connection came about to, once', () => {
  const text = log([
    { type: 7, phase: 1, params: { address_list: ['[::1]:80', '127.0.0.1:80'] } },
    { type: 7, phase: 2, params: { net_error: -102 } },
    { type: 7, phase: 2, params: { local_address: '10.0.0.2:5', remote_address: '93.184.215.14:443' } },
    { type: 7, phase: 2, params: { remote_address: '93.184.215.14:443' } },
    { type: 7, phase: 2, params: { remote_address: '[2606:2800::1]:80' } },
    { type: 8, phase: 2, params: { remote_address: '1.2.3.4:80' } },
    { type: 7, phase: 1 },
  ])
  expect(connectedPeers(text)).toEqual(['93.184.215.14:443', '[2606:2800::1]:80'])
})

it('refuses a log it cannot judge', () => {
  expect(() => connectedPeers('{"events":[')).toThrow()
  expect(() => connectedPeers('{"constants":{"logEventTypes":{}},"events":[]}')).toThrow(/connections/)
})
