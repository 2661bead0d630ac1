import { dirname, relative, sep } from 'node:path'
import type { AudioPlanCounts, PlannedRelease, PlannedTrack } from '../../../shared/contract/audio.ts'
import { groupIntoReleases } from '../../../shared/domain/audio/folder-releases.ts'
import {
  type CatalogueLookup,
  planImport,
  type ReleasePlan,
} from '../../../shared/domain/audio/import-plan.ts'
import type { ScannedAsset } from './assets.repository.ts'

/** What a commit of a scan would do. */
export interface ScanPlan {
  readonly releases: readonly ReleasePlan[]
  readonly pathOf: ReadonlyMap<number, string>
  readonly root: string
}

/** Plans the assets of a scan against the catalogue as it is now. */
export function planScan(
  root: string,
  assets: readonly ScannedAsset[],
  catalogue: CatalogueLookup,
  ownArtist: string | null,
): ScanPlan {
  const files = assets.map(({ id, path, recordingId, durationMs, tags }) => ({
    id,
    recordingId,
    durationMs,
    tags,
    fileName: path.slice(path.lastIndexOf(sep) + 1),
    folder: relative(root, dirname(path))
      .split(sep)
      .filter((part) => part !== ''),
  }))
  return {
    root,
    releases: planImport(groupIntoReleases(files), catalogue, ownArtist),
    pathOf: new Map(assets.map(({ id, path }) => [id, path])),
  }
}

export function releaseView({ release, releaseId, tracks }: ReleasePlan, index: number): PlannedRelease {
  const count = (action: PlannedTrack['action']) => tracks.filter((track) => track.action === action).length
  return {
    index,
    title: release.title,
    artist: release.artist,
    gtin: release.gtin,
    date: release.date,
    folder: release.folder.join('/'),
    tracks: tracks.length,
    create: count('create'),
    link: count('link'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    releaseId,
    isRelease: release.isRelease,
  }
}

export function trackViews({ releases, pathOf }: ScanPlan): PlannedTrack[] {
  return releases.flatMap(({ release, tracks }, index) =>
    tracks.map(({ track, artist, action, recordingId, matchedBy, isrc, problems }): PlannedTrack => ({
      assetId: track.file.id,
      release: index,
      releaseTitle: release.title,
      fileName: track.file.fileName,
      path: pathOf.get(track.file.id) ?? '',
      disc: track.disc,
      number: track.number,
      title: track.title,
      artist,
      isrc,
      durationMs: track.file.durationMs,
      action,
      recordingId,
      matchedBy,
      problems: [...problems],
    })),
  )
}

export function planCounts({ releases }: ScanPlan): AudioPlanCounts {
  const counts = { releases: 0, newReleases: 0, tracks: 0, create: 0, link: 0, unchanged: 0, rejected: 0 }
  for (const { release, releaseId, tracks } of releases) {
    if (release.isRelease) counts.releases += 1
    if (release.isRelease && releaseId === null && tracks.some(({ action }) => action !== 'rejected'))
      counts.newReleases += 1
    counts.tracks += tracks.length
    for (const { action } of tracks) counts[action] += 1
  }
  return counts
}
