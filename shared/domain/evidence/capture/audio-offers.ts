import { parseUrl } from '../../text/web-url.ts'
import type { CaptureExchange } from './capture-record.ts'
import { readCaptureAddress } from './capture-address.ts'

/** A link or a player of a page, as its DOM names it. */
export interface PageLink {
  /** As written; relative to the page. */
  readonly href: string
  /** `player`: a source of an audio or video element; `link`: an anchor. */
  readonly from: 'player' | 'link'
}

/** A file with sound that a captured page offers. */
export interface AudioOffer {
  readonly url: string
  /** How it is known: the page loaded it, plays it, or links to it. */
  readonly from: 'loaded' | 'player' | 'link'
  /** What the server called it, when the page loaded it. */
  readonly mime: string
  /** Bytes of it in the capture; null when it was not loaded. */
  readonly recorded: number | null
  /** False when the capture holds only a part of it, or nothing. */
  readonly whole: boolean
}

const soundName = /\.(?:mp3|m4a|aac|flac|wav|ogg|oga|opus|aiff?|wma|alac)$/i

/**
 * What of a page is a file with sound: media it loaded, sources of its players, links to files named as sound. In
 * that order, each address once; an answer to a part of a file (206) is no whole file, whatever its length.
 */
export function audioOffers(
  exchanges: readonly CaptureExchange[],
  links: readonly PageLink[],
  base: string,
): readonly AudioOffer[] {
  const offers = new Map<string, AudioOffer>()
  const add = (offer: AudioOffer) => {
    const known = offers.get(offer.url)
    if (known === undefined || (known.recorded ?? 0) < (offer.recorded ?? 0)) offers.set(offer.url, offer)
  }
  for (const { url, type, mime, status, body } of exchanges) {
    if (status === null || status >= 300 || !(type === 'Media' || isSound(mime))) continue
    const isWhole = body !== null && body.truncated === null && status !== 206
    add({ url, from: 'loaded', mime, recorded: body?.bytes ?? 0, whole: isWhole })
  }
  for (const { href, from } of links) {
    const url = resolved(href, base)
    if (url === null || (from === 'link' && !soundName.test(pathOf(url)))) continue
    if (!offers.has(url)) add({ url, from, mime: '', recorded: null, whole: false })
  }
  return [...offers.values()]
}

function isSound(mime: string): boolean {
  return mime.startsWith('audio/') || mime === 'application/ogg'
}

function pathOf(url: string): string {
  return parseUrl(url)?.pathname ?? ''
}

function resolved(href: string, base: string): string | null {
  const read = readCaptureAddress(parseUrl(href, base)?.href ?? '', [])
  return typeof read === 'string' ? null : read.url
}
