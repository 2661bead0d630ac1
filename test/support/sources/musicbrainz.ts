import type { SourceRoute } from './source-server.ts'

/** As the web service gives recordings (musicbrainz.org/doc/MusicBrainz_API). */
export const musicbrainzRecording = {
  id: 'b9ad642e-b012-41c7-b72a-42cf4911f9ff',
  title: 'Night Ferry',
  length: 224000,
  disambiguation: '',
  video: false,
  'first-release-date': '2019-05-01',
  'artist-credit': [
    { name: 'Ada Marlow', joinphrase: ' feat. ', artist: { id: 'x', name: 'Ada Marlow' } },
    { name: 'The Pilots', joinphrase: '', artist: { id: 'y', name: 'The Pilots' } },
  ],
  releases: [{ id: 'r', title: 'Harbour Lights', date: '2019-05-01' }],
}

export const musicbrainzRoutes: Readonly<Record<string, SourceRoute>> = {
  '/ws/2/isrc/QZES71900001': ({ json }) => {
    json({ isrc: 'QZES71900001', recordings: [musicbrainzRecording] })
  },
  '/ws/2/isrc/*': ({ send }) => {
    send(404, { 'content-type': 'application/json' }, '{"error":"Not Found","help":"…"}')
  },
  '/ws/2/recording': ({ json }) => {
    json({
      count: 1,
      offset: 0,
      recordings: [{ ...musicbrainzRecording, score: 100, isrcs: ['QZES71900001'] }],
    })
  },
}
