import { parseWebAddress } from '../findings/web-address.ts'

/** What a listing gives access to. A row of facts alone (`metadata`) offers nothing that could be taken down. */
export type Offers = 'metadata' | 'page' | 'file' | 'art'

/** The parts of a listing that can lead to something. */
export interface ListingLinks {
  readonly url: string | null
  readonly fileName: string | null
}

// A playlist or a cue sheet names music but holds none.
const audio =
  /\.(?:mp3|flac|wav|wave|m4a|m4b|aac|ogg|oga|opus|wma|aiff?|alac|ape|wv|dsf|dff|mka|amr|ac3|mp4|webm|mkv)$/i
const container = /\.(?:torrent|zip|rar|7z|tar|tgz|tar\.gz|tar\.xz)$/i
const image = /\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|svg|heic)$/i
const fileSharing = /^(?:magnet:\?|ed2k:\/\/|ipfs:\/\/|thunder:\/\/)\S/i
const transfer = /^(?:ftps?|sftp):\/\/\S/i

/**
 * What the row offers: `file` when it names an audio file or leads to one (an address ending in .mp3, a magnet
 * link), `art` when it leads to an image, `page` when its http(s) address leads to an item, `metadata` otherwise.
 * The start page of a site is no item. Facts alone are not protected and cannot be claimed
 * (17 U.S.C. 102(b); Feist v. Rural, 499 U.S. 340).
 */
export function offersOf({ url, fileName }: ListingLinks): Offers {
  const byUrl = url === null ? 'metadata' : offersOfUrl(url.trim())
  const byFile = fileName === null ? 'metadata' : offersOfFile(fileName.trim())
  if (byUrl === 'file' || byFile === 'file') return 'file'
  return byUrl === 'metadata' ? byFile : byUrl
}

/** True when what the listing offers can be the subject of a claim at all. */
export function isClaimable(offers: Offers): boolean {
  return offers !== 'metadata'
}

/**
 * The row's address as it is kept: trimmed, with `https://` in front of a bare `host.example/path`. Null when
 * the text is no address to anything.
 */
export function listingUrl(raw: string): string | null {
  const text = raw.trim()
  if (text === '') return null
  if (parseWebAddress(text) !== null || fileSharing.test(text) || transfer.test(text)) return text
  const bare = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::\d+)?\/\S*$/iu.test(text)
  return bare && parseWebAddress(`https://${text}`) !== null ? `https://${text}` : null
}

function offersOfUrl(url: string): Offers {
  if (fileSharing.test(url)) return 'file'
  if (transfer.test(url)) return offersOfFile(url)
  const address = parseWebAddress(url)
  if (address === null) return 'metadata'
  const byPath = offersOfFile(address.path)
  if (byPath !== 'metadata') return byPath
  return address.path.replace(/\/+$/, '') !== '' || address.query.length > 1 ? 'page' : 'metadata'
}

function offersOfFile(name: string): Offers {
  if (fileSharing.test(name) || audio.test(name) || container.test(name)) return 'file'
  return image.test(name) ? 'art' : 'metadata'
}
