import { type CatalogueFile, type KnownTrack, tracksPerRelease } from './known-tracks.ts'
import { xmlText } from './xlsx.ts'

const iso = (ms: number) => `PT${String(Math.floor(ms / 60_000))}M${String(Math.floor(ms / 1000) % 60)}S`
const element = (name: string, text: string) => `<${name}>${xmlText(text)}</${name}>`
const ernFields = ['title', 'artist', 'isrc', 'durationMs', 'year', 'release', 'gtin', 'trackNumber', 'discNumber', 'label'] as const // prettier-ignore

/** One release message can say one release; the first of them stands for all. */
function firstRelease(tracks: readonly KnownTrack[]): readonly [KnownTrack, ...KnownTrack[]] {
  const [first, ...others] = tracks.slice(0, tracksPerRelease)
  if (first === undefined) throw new Error('no tracks were generated')
  return [first, ...others]
}

export function ern43(all: readonly KnownTrack[]): CatalogueFile {
  const tracks = firstRelease(all)
  const [first] = tracks
  const resources = tracks.map(
    (track, index) =>
      `<SoundRecording><ResourceReference>A${String(index + 1)}</ResourceReference><SoundRecordingEdition><ResourceId>${element('ISRC', track.isrc)}</ResourceId><PLine>${element('Year', String(track.year))}${element('PLineText', `${String(track.year)} ${track.label}`)}</PLine></SoundRecordingEdition>${element('DisplayTitleText', track.title)}<DisplayTitle>${element('TitleText', track.title)}</DisplayTitle>${element('DisplayArtistName', track.artist)}<DisplayArtist><ArtistPartyReference>P1</ArtistPartyReference></DisplayArtist>${element('Duration', iso(track.durationMs))}</SoundRecording>`,
  )
  const text = `<?xml version="1.0" encoding="UTF-8"?><ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/43"><MessageHeader><MessageId>M1</MessageId></MessageHeader><PartyList><Party><PartyReference>P1</PartyReference><PartyName>${element('FullName', first.artist)}</PartyName></Party><Party><PartyReference>P9</PartyReference><PartyName>${element('FullName', first.label)}</PartyName></Party></PartyList><ResourceList>${resources.join('')}</ResourceList><ReleaseList><Release><ReleaseReference>R0</ReleaseReference><ReleaseType>Album</ReleaseType><ReleaseId>${element('ICPN', first.gtin)}</ReleaseId><DisplayTitle>${element('TitleText', first.release)}</DisplayTitle>${element('DisplayArtistName', first.artist)}<ReleaseLabelReference>P9</ReleaseLabelReference><ResourceGroup>${discs(tracks)}</ResourceGroup></Release></ReleaseList></ern:NewReleaseMessage>`
  return { format: 'DDEX ERN 4.3', name: 'ern43.xml', content: Buffer.from(text), fields: ernFields }
}

/** Resources are numbered in the order of the tracks. */
function discs(tracks: readonly KnownTrack[]): string {
  return [1, 2]
    .map((disc) => {
      const items = tracks.map((track, index) =>
        track.discNumber === disc
          ? `<ResourceGroupContentItem>${element('SequenceNumber', String(track.trackNumber))}<ReleaseResourceReference>A${String(index + 1)}</ReleaseResourceReference></ResourceGroupContentItem>`
          : '',
      )
      return `<ResourceGroup>${element('SequenceNumber', String(disc))}${items.join('')}</ResourceGroup>`
    })
    .join('')
}

export function ern38(all: readonly KnownTrack[]): CatalogueFile {
  const tracks = firstRelease(all)
  const [first] = tracks
  const resources = tracks.map(
    (track, index) =>
      `<SoundRecording><SoundRecordingId>${element('ISRC', track.isrc)}</SoundRecordingId><ResourceReference>A${String(index + 1)}</ResourceReference><ReferenceTitle>${element('TitleText', track.title)}</ReferenceTitle>${element('Duration', iso(track.durationMs))}<SoundRecordingDetailsByTerritory><TerritoryCode>Worldwide</TerritoryCode><Title TitleType="DisplayTitle">${element('TitleText', track.title)}</Title><DisplayArtist SequenceNumber="1"><PartyName>${element('FullName', track.artist)}</PartyName><ArtistRole>MainArtist</ArtistRole></DisplayArtist>${element('LabelName', track.label)}<PLine>${element('Year', String(track.year))}${element('PLineText', `(P) ${String(track.year)} ${track.label}`)}</PLine></SoundRecordingDetailsByTerritory></SoundRecording>`,
  )
  const references = tracks.map(
    (_, index) => `<ReleaseResourceReference>A${String(index + 1)}</ReleaseResourceReference>`,
  )
  const text = `<?xml version="1.0" encoding="UTF-8"?><ernm:NewReleaseMessage xmlns:ernm="http://ddex.net/xml/ern/382" MessageSchemaVersionId="ern/382"><MessageHeader><MessageId>M2</MessageId></MessageHeader><ResourceList>${resources.join('')}</ResourceList><ReleaseList><Release IsMainRelease="true"><ReleaseId><ICPN IsEan="true">${first.gtin}</ICPN></ReleaseId><ReleaseReference>R0</ReleaseReference><ReferenceTitle>${element('TitleText', first.release)}</ReferenceTitle><ReleaseResourceReferenceList>${references.join('')}</ReleaseResourceReferenceList><ReleaseType>Album</ReleaseType><ReleaseDetailsByTerritory><TerritoryCode>Worldwide</TerritoryCode>${element('DisplayArtistName', first.artist)}${element('LabelName', first.label)}<Title TitleType="DisplayTitle">${element('TitleText', first.release)}</Title><ResourceGroup>${discs(tracks)}</ResourceGroup></ReleaseDetailsByTerritory></Release></ReleaseList></ernm:NewReleaseMessage>`
  return { format: 'DDEX ERN 3.8', name: 'ern38.xml', content: Buffer.from(text), fields: ernFields }
}

export function musicBrainz(all: readonly KnownTrack[]): CatalogueFile {
  const tracks = firstRelease(all)
  const [first] = tracks
  const credit = [{ name: first.artist, joinphrase: '', artist: { name: first.artist } }]
  const medium = (disc: number) => ({
    position: disc,
    tracks: tracks
      .filter(({ discNumber }) => discNumber === disc)
      .map((track) => ({
        ...{ position: track.trackNumber, number: `A${String(track.trackNumber)}` },
        ...{ title: track.title, length: track.durationMs },
        recording: {
          ...{ title: track.title, length: track.durationMs, isrcs: [track.isrc] },
          'first-release-date': `${String(track.year)}-03-01`,
        },
      })),
  })
  const release = {
    ...{ id: '8b0e2c58-6f1c-4d0c-9a48-000000000002', title: first.release, barcode: first.gtin },
    ...{ date: `${String(first.year)}-03-01`, 'artist-credit': credit },
    ...{ 'label-info': [{ label: { name: first.label } }], media: [medium(1), medium(2)] },
  }
  return {
    format: 'MusicBrainz release (JSON)',
    name: 'release.json',
    content: Buffer.from(JSON.stringify(release)),
    fields: ernFields,
  }
}
