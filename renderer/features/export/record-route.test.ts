import { expect, it } from 'vitest'
import { recordRoute } from './record-route.ts'

it('leads to where each kind of record is edited, and a message nowhere', () => {
  expect(recordRoute({ type: 'recording', id: 1 })).toMatchObject({ view: 'recordings', recordingId: 1 })
  expect(recordRoute({ type: 'release', id: 2 })).toMatchObject({ view: 'releases', releaseId: 2 })
  expect(recordRoute({ type: 'work', id: 3 })).toMatchObject({ view: 'works', workId: 3 })
  expect(recordRoute({ type: 'party', id: 4 })).toMatchObject({ view: 'people', partyId: 4 })
  expect(recordRoute({ type: 'message', id: 0 })).toBeNull()
})
