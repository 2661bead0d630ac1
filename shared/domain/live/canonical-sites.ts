import { underDomain } from '../findings/web-address.ts'

/** An address taken apart: host without “www.”, path without a closing slash, parameters as name and “=value”. */
export interface SiteParts {
  readonly host: string
  readonly path: string
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly fragment: string
}

interface Site {
  readonly hosts: readonly string[]
  /** The canonical address; null: as any other site. */
  readonly address: (parts: SiteParts) => string | null
}

/** The canonical address on one of the services whose forms are known; null for other sites and other pages. */
export function siteAddress(parts: SiteParts): string | null {
  return underDomain(siteOf, parts.host)?.address(parts) ?? null
}

/** All hosts under which a service shows what has an address on this host. */
export function twinHosts(host: string): readonly string[] {
  return underDomain(siteOf, host)?.hosts ?? [host]
}

const videoId = /^[\w-]{11}$/

function youtube({ host, path, query }: SiteParts): string | null {
  const [, kind = '', rest = ''] = /^\/([^/]*)(?:\/([^/]+))?/.exec(path) ?? []
  const video =
    host === 'youtu.be'
      ? kind
      : /^(?:shorts|embed|live|v|e)$/.test(kind)
        ? rest
        : path === '/watch'
          ? valueOf(query, 'v')
          : ''
  if (videoId.test(video)) return `https://youtube.com/watch?v=${video}`
  const list = valueOf(query, 'list')
  if (path === '/playlist' && /^[\w-]+$/.test(list)) return `https://youtube.com/playlist?list=${list}`
  return /^\/(?:@[^/]+|channel\/[^/]+|c\/[^/]+|user\/[^/]+)$/.test(path) ? `https://youtube.com${path}` : null
}

function spotify({ path }: SiteParts): string | null {
  const [, kind, id] =
    /^(?:\/intl-[a-z-]+)?(?:\/embed)?(?:\/user\/[^/]+)?\/(track|album|artist|playlist|episode|show)\/([A-Za-z0-9]{22})$/.exec(
      path,
    ) ?? []
  return kind === undefined || id === undefined ? null : `https://open.spotify.com/${kind}/${id}`
}

function deezer({ path }: SiteParts): string | null {
  const [, kind, id] = /^(?:\/[a-z]{2})?\/(track|album|artist|playlist)\/(\d+)$/.exec(path) ?? []
  return kind === undefined || id === undefined ? null : `https://deezer.com/${kind}/${id}`
}

function soundcloud({ host, path }: SiteParts): string | null {
  const isPlayer = host === 'w.soundcloud.com' || host === 'api.soundcloud.com'
  return isPlayer || path === '' ? null : `https://soundcloud.com${path.toLowerCase()}`
}

function archive({ host, path }: SiteParts): string | null {
  const stored = /^\/\d+\/items(\/.+)$/.exec(path)?.[1]
  const item =
    stored ??
    (host === 'archive.org'
      ? /^\/(?:details|download|embed|stream|metadata)(\/.+)$/.exec(path)?.[1]
      : undefined)
  return item === undefined ? null : `https://archive.org/details${item}`
}

function apple({ path, query }: SiteParts): string | null {
  const [, kind, id] =
    /^(?:\/[a-z]{2})?\/(album|song|artist|music-video|playlist)(?:\/[^/]+)?\/(?:id)?(\d+|pl\.[\w-]+)$/.exec(
      path,
    ) ?? []
  if (kind === undefined || id === undefined) return null
  const song = valueOf(query, 'i')
  return kind === 'album' && /^\d+$/.test(song)
    ? `https://music.apple.com/song/${song}`
    : `https://music.apple.com/${kind}/${id}`
}

function tidal({ path }: SiteParts): string | null {
  const [, kind, id] =
    /^(?:\/browse)?\/(track|album|artist|video|playlist)\/([\w-]+)(?:\/u)?$/.exec(path) ?? []
  return kind === undefined || id === undefined ? null : `https://tidal.com/${kind}/${id}`
}

function vimeo({ path }: SiteParts): string | null {
  const id = /^(?:\/video)?\/(\d+)$/.exec(path)?.[1]
  return id === undefined ? null : `https://vimeo.com/${id}`
}

function dailymotion({ host, path }: SiteParts): string | null {
  const id = (host === 'dai.ly' ? /^\/(\w+)$/ : /^(?:\/embed)?\/video\/(\w+)$/).exec(path)?.[1]
  return id === undefined ? null : `https://dailymotion.com/video/${id}`
}

/** Pages of these are named by their path alone. */
function byPath({ host, path }: SiteParts): string | null {
  return path === '' ? null : `https://${host.replace(/^(?:m|mobile)\./, '')}${path}`
}

const sites: readonly Site[] = [
  { hosts: ['youtube.com', 'youtu.be', 'youtube-nocookie.com'], address: youtube },
  { hosts: ['open.spotify.com', 'play.spotify.com'], address: spotify },
  { hosts: ['deezer.com'], address: deezer },
  { hosts: ['soundcloud.com'], address: soundcloud },
  { hosts: ['archive.org'], address: archive },
  { hosts: ['music.apple.com', 'itunes.apple.com'], address: apple },
  { hosts: ['tidal.com'], address: tidal },
  { hosts: ['vimeo.com'], address: vimeo },
  { hosts: ['dailymotion.com', 'dai.ly'], address: dailymotion },
  {
    hosts: ['bandcamp.com', 'mixcloud.com', 'audiomack.com', 'tiktok.com', 'instagram.com'],
    address: byPath,
  },
]

const siteOf = new Map(sites.flatMap((site) => site.hosts.map((host) => [host, site] as const)))

function valueOf(query: SiteParts['query'], name: string): string {
  return query.find(([known]) => known === name)?.[1].slice(1) ?? ''
}
