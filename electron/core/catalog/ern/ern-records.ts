import type { RecordNote, SourceRecord } from '../table-source.ts'
import { documentRecord } from '../document-source.ts'
import {
  type ErnMessage,
  type ErnRelease,
  type ErnResource,
  type ErnTrack,
  isSoldPart,
} from './ern-message.ts'

/**
 * The tracks of a message as records, release by release in running order, then what stands on no release. A track
 * that refers to nothing, to two things or in a circle is a record with an error, so that it is listed and the others
 * come in.
 */
export function* ernRecords(message: ErnMessage): Generator<SourceRecord> {
  const used = new Set<string>()
  const circular = resourcesInCircles(message)
  let row = 0
  const products = message.releases.filter(({ ofTrack }) => !ofTrack)
  for (const release of products) {
    // The cover and the booklet are among the resources of a release too.
    const tracks = release.tracks.filter(({ reference }) => {
      const resource = message.resources.get(reference)
      return resource === undefined || isSoldPart(resource) || message.duplicates.has(reference)
    })
    const groups = [...new Set(tracks.map(({ group }) => group))]
    let position = 0
    for (const track of tracks) {
      const resource = message.resources.get(track.reference) ?? null
      used.add(track.reference)
      position++
      yield trackRecord(message, {
        row: ++row,
        release,
        track,
        resource,
        disc: groups.indexOf(track.group) + 1,
        discs: groups.length,
        position,
        circular,
      })
    }
  }
  for (const resource of message.resources.values()) {
    if (used.has(resource.reference) || !isSoldPart(resource)) continue
    const place = `resource ${resource.reference || '(without reference)'}, on no release`
    yield documentRecord(
      ++row,
      place,
      fieldsOf(resource),
      problemsOf(message, resource, circular),
      resource.rights,
    )
  }
}

interface PlacedTrack {
  readonly row: number
  readonly release: ErnRelease
  readonly track: ErnTrack
  readonly resource: ErnResource | null
  readonly disc: number
  readonly discs: number
  readonly position: number
  readonly circular: ReadonlySet<string>
}

function trackRecord(message: ErnMessage, placed: PlacedTrack): SourceRecord {
  const { row, release, track, resource, disc, discs, position, circular } = placed
  const where = `release ${release.reference || release.title}, track ${track.number || String(position)}`
  const place = discs > 1 ? `${where} of disc ${String(disc)}` : where
  if (resource === null) {
    const held = message.releases.some(({ reference }) => reference === track.reference)
    const what = held
      ? `a release (${track.reference}), where a resource belongs`
      : `resource ${track.reference || '(empty)'}, which the message does not hold`
    return documentRecord(row, place, { release: release.title, gtin: release.gtin }, [
      error('dangling-reference', `The track refers to ${what}. It is left out.`),
    ])
  }
  return documentRecord(
    row,
    place,
    {
      ...fieldsOf(resource),
      label: release.label || resource.label,
      release: release.title,
      releaseArtist: release.artist,
      gtin: release.gtin,
      catalogueNumber: release.catalogueNumber,
      releaseDate: release.date || (message.starts.get(release.reference) ?? ''),
      releaseType: release.type,
      trackNumber: track.number || String(position),
      discNumber: String(disc),
      genre: resource.genre || release.genre,
      releasePLine: release.pLine,
      cLine: release.cLine,
    },
    problemsOf(message, resource, circular),
    resource.rights,
  )
}

function fieldsOf(resource: ErnResource) {
  const { title, version, artist, isrc, duration, year, pLine, genre, explicit, label } = resource
  const kind = resource.element === 'Video' ? 'video' : ''
  return { title, version, artist, isrc, duration, year, pLine, genre, explicit, label, kind }
}

function problemsOf(message: ErnMessage, resource: ErnResource, circular: ReadonlySet<string>): RecordNote[] {
  const { reference } = resource
  const notes: RecordNote[] = []
  if (message.duplicates.has(reference)) {
    notes.push(
      error(
        'duplicate-reference',
        `Two resources of the message are called ${reference}. Both are left out.`,
      ),
    )
  }
  const missing = resource.contains.find((other) => !message.resources.has(other))
  if (missing !== undefined) {
    notes.push(
      error(
        'dangling-reference',
        `It is said to contain resource ${missing}, which the message does not hold.`,
      ),
    )
  }
  if (circular.has(reference)) {
    const others = resource.contains.slice(0, 5).join(', ')
    notes.push(
      error(
        'circular-reference',
        `It is said to contain ${others}, which leads back to it in a circle. It is left out.`,
      ),
    )
  }
  if (resource.unknownParties.length > 0) {
    const names = resource.unknownParties.slice(0, 5).join(', ')
    notes.push({
      ...error(
        'dangling-reference',
        `The message does not hold the party ${names} that it names as an artist.`,
      ),
      severity: resource.artist === '' ? 'error' : 'warning',
    })
  }
  return notes
}

/**
 * The resources that contain themselves, directly or through others (or lie between two such circles): what is left
 * after taking away, again and again, those that contain nothing more and those that nothing more contains.
 */
function resourcesInCircles({ resources }: ErnMessage): ReadonlySet<string> {
  const left = new Map<string, { out: number; in: number; readonly from: string[]; readonly to: string[] }>()
  for (const { reference, contains } of resources.values()) {
    const to = contains.filter((other) => resources.has(other))
    left.set(reference, { out: to.length, in: 0, from: [], to })
  }
  for (const [reference, { to }] of left) {
    for (const other of to) {
      const node = left.get(other)
      if (node) node.in = node.from.push(reference)
    }
  }
  const free = [...left].filter(([, node]) => node.out === 0 || node.in === 0).map(([reference]) => reference)
  for (let reference = free.pop(); reference !== undefined; reference = free.pop()) {
    const node = left.get(reference)
    if (node === undefined) continue
    left.delete(reference)
    for (const other of node.from) {
      const outer = left.get(other)
      if (outer && --outer.out === 0) free.push(other)
    }
    for (const other of node.to) {
      const inner = left.get(other)
      if (inner && --inner.in === 0) free.push(other)
    }
  }
  return new Set(left.keys())
}

function error(code: string, message: string): RecordNote {
  return { column: null, code, message, severity: 'error' }
}
