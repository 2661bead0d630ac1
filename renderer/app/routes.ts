import type { RecordingCriterion } from '../../shared/domain/catalogue/readiness.ts'
import type { FindingState } from '../../shared/contract/watch.ts'

/** Every screen and what can be asked of it. A feature adds its parameters in its own line. */
export interface Routes {
  home: object
  catalog: {
    readonly view?: 'recordings' | 'releases' | 'works' | 'people'
    readonly recordingId?: number
    readonly releaseId?: number
    readonly missingIsrc?: boolean
    /** Only recordings that lack any of these. */
    readonly missing?: readonly RecordingCriterion[]
    readonly workId?: number
    readonly partyId?: number
    readonly create?: boolean
  }
  audio: {
    readonly scanId?: number
    readonly compareJobId?: number
  }
  imports: {
    readonly path?: string
    readonly importId?: number
    /** Several files that are imported together; without path and importId the list of them. */
    readonly queue?: number
  }
  watch: {
    readonly view?: 'findings' | 'sweeps' | 'counts' | 'rules'
    readonly sweepId?: number
    readonly findingId?: number
    readonly recordingId?: number
    readonly state?: FindingState
    readonly paths?: readonly string[]
    /** Only findings of this live source. */
    readonly sourceId?: string
    /** Only findings of this time or later. */
    readonly since?: string
  }
  live: {
    readonly view?: LiveView
    /** The source whose panel is open. */
    readonly sourceId?: string
    /** Addresses to be watched, or torrent files and folders dropped on the window: opens the dialog with them. */
    readonly add?: readonly string[]
  }
  cases: {
    readonly caseId?: number
    readonly section?: 'items' | 'notice' | 'evidence' | 'answers'
    /** Only the items that still lack this answer. */
    readonly show?: 'right' | 'fair-use'
    readonly findingId?: number
    /** The part of the notice that is to be mended. */
    readonly part?: 'statements' | 'signature' | 'words' | 'details' | 'licenses'
  }
  /** With an event: the answer kept with it. */
  analyse: { readonly caseId?: number; readonly eventId?: number }
  /** With a case: its deadlines stand out. */
  deadlines: { readonly caseId?: number }
  exposure: { readonly caseId?: number }
  providers: { readonly providerId?: number; readonly search?: string }
  reservation: object
  evidence: {
    readonly view?: 'captures' | 'capture' | 'compare' | 'custody' | 'verify' | 'checks'
    readonly captureId?: number
    readonly tab?: CaptureTab
    /** The capture to compare with. */
    readonly withId?: number
    readonly compareTab?: CompareTab
    readonly path?: string
    readonly jobId?: number
    readonly seq?: number
  }
  settings: { readonly section?: SettingsSection }
}

/** The parts of a capture, and those of two held against each other. */
export type CaptureTab = 'pictures' | 'text' | 'requests' | 'audio' | 'server' | 'files' | 'actions'
export type CompareTab = 'text' | 'pictures' | 'headers'

/** The parts of the live watch; `links` asks for the artist's own official pages. */
export type LiveView = 'sources' | 'addresses' | 'overview' | 'requests' | 'links'

export type SettingsSection =
  | 'profile'
  | 'isrc'
  | 'ledger'
  | 'live'
  | 'signing'
  | 'timestamps'
  | 'appearance'
  | 'deadlines'
  | 'data'
  | 'about'

export type ScreenName = keyof Routes
export type RouteOf<S extends ScreenName> = { readonly screen: S } & Routes[S]
/** A place in the window: a screen with its parameters. */
export type Route = { [S in ScreenName]: RouteOf<S> }[ScreenName]

export type NavName = 'home' | 'catalog' | 'watch' | 'live' | 'cases' | 'settings'

/** The entry of the navigation under which each screen lies. */
export const navOf: Readonly<Record<ScreenName, NavName>> = {
  home: 'home',
  catalog: 'catalog',
  audio: 'catalog',
  imports: 'catalog',
  watch: 'watch',
  live: 'live',
  cases: 'cases',
  analyse: 'cases',
  deadlines: 'cases',
  exposure: 'cases',
  providers: 'cases',
  reservation: 'cases',
  evidence: 'cases',
  settings: 'settings',
}
