/** What one site writes where something was, word for word, as `plainWords` leaves it. */
export interface HostWords {
  /** The host, or the domain all its hosts lie under. */
  readonly domain: string
  readonly gone: readonly string[]
  /** Said where the site tells nothing: it may well be there. */
  readonly unsure: readonly string[]
  /** Paths the site sends visitors of removed pages to. */
  readonly sentTo: readonly RegExp[]
  readonly source: string
  /** The day it was read at the source; null: general knowledge, not read again. */
  readonly checkedOn: string | null
}

const clients = 'tested for word for word by published clients of the site'
const checkedOn = '2026-11-22'
const notReadAgain = 'general knowledge of the site, not read again'

/** Kept as data: a site that changes its words costs one line. */
export const hostWords: readonly HostWords[] = [
  {
    domain: 'youtube.com',
    gone: [
      'video unavailable',
      'this video is no longer available',
      'this video isn t available anymore',
      'this video is not available anymore',
      'this video has been removed',
      'video has been removed by the uploader',
      'account associated with this video has been terminated',
      'video is no longer available due to a copyright claim',
    ],
    unsure: [
      'sign in to confirm',
      'private video',
      'not made this video available in your country',
      'before you continue to youtube',
      'join this channel',
      'premieres in',
      'age restricted',
    ],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'soundcloud.com',
    gone: [
      'we can t find that track',
      'we can t find that user',
      'we can t find that playlist',
      'this track was removed',
      'track has been removed',
      'this track was not found',
    ],
    unsure: ['not available in your country', 'javascript is disabled'],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'bandcamp.com',
    gone: ['sorry that something isn t here', 'this page doesn t exist', 'sorry that page isn t here'],
    unsure: ['this site s subdomain', 'client challenge'],
    sentTo: [/^\/?$/u],
    source: notReadAgain,
    checkedOn: null,
  },
  {
    domain: 'archive.org',
    gone: ['item cannot be found', 'this item is no longer available'],
    // The same words stand where an item asks for an account: only its interface tells.
    unsure: [
      'item not available',
      'item is not available',
      'temporarily offline',
      'internet archive services are',
      'borrow',
      'item is currently being modified',
    ],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'mediafire.com',
    gone: [
      'invalid or deleted file',
      'the file you attempted to download is an invalid or deleted file',
      'file removed for violation',
      'file belongs to an account that has been',
      'the key you provided for file download was invalid',
      'blocked for violation of our terms',
    ],
    unsure: ['password protected', 'permission denied'],
    sentTo: [/^\/error\.php/u],
    source: clients,
    checkedOn,
  },
  {
    domain: 'drive.google.com',
    gone: [
      'the file you have requested does not exist',
      'sorry the file you have requested does not exist',
      'file is in the owner s trash',
      'you can t access this item because it is in violation',
      'in violation of our terms of service',
    ],
    unsure: [
      'you need access',
      'quota exceeded',
      'too many users have viewed or downloaded',
      'can t scan this file',
      'sign in',
    ],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'dropbox.com',
    gone: [
      'this item was deleted',
      'the file you re looking for has been deleted',
      'that didn t work for some reason',
      'link has been disabled',
      'this link doesn t work anymore',
      'nothing here',
      'the file was deleted',
    ],
    unsure: ['restricted', 'sign in or sign up', 'temporarily disabled', 'generating too much traffic'],
    sentTo: [],
    source: notReadAgain,
    checkedOn: null,
  },
  {
    domain: 'mega.nz',
    gone: [
      'the file you are trying to download is no longer available',
      'the folder link is no longer available',
      'this link is unavailable as the user s account has been closed',
      'file is no longer accessible due to a violation',
      'removed because of a terms of service violation',
      'taken down',
    ],
    unsure: ['transfer quota', 'enter the decryption key', 'loading'],
    sentTo: [],
    source: notReadAgain,
    checkedOn: null,
  },
  {
    domain: 'wetransfer.com',
    gone: ['this transfer expired', 'transfer has expired', 'this transfer has been deleted'],
    unsure: ['password protected'],
    sentTo: [],
    source: notReadAgain,
    checkedOn: null,
  },
  {
    domain: 'zippyshare.com',
    gone: ['file does not exist on this server', 'file has expired and does not exist anymore'],
    unsure: [],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'userscloud.com',
    gone: ['the file you are trying to download is no longer available'],
    unsure: [],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'vimeo.com',
    gone: ['sorry we couldn t find that page', 'this video does not exist', 'video was deleted'],
    unsure: ['because of its privacy settings', 'password'],
    sentTo: [],
    source: notReadAgain,
    checkedOn: null,
  },
  {
    domain: 'vk.com',
    gone: [
      'audio file has been removed',
      'video has been removed',
      'page deleted or does not exist yet',
      'removed from public access by request of the copyright holder',
      'removed in response to a complaint',
    ],
    unsure: ['log in', 'private'],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'huggingface.co',
    gone: [
      'this repository has been disabled',
      'access to this dataset has been disabled',
      'access to this repo has been disabled',
    ],
    unsure: ['gated', 'you need to agree to share your contact information', 'invalid username or password'],
    sentTo: [],
    source: notReadAgain,
    checkedOn: null,
  },
  {
    domain: 'github.com',
    gone: [
      'repository unavailable due to dmca takedown',
      'this repository has been disabled',
      'this is not the web page you are looking for',
    ],
    unsure: ['sign in to github'],
    sentTo: [],
    source: clients,
    checkedOn,
  },
  {
    domain: 'instagram.com',
    gone: [],
    unsure: ['sorry this page isn t available', 'the link you followed may be broken'],
    sentTo: [],
    source: notReadAgain,
    checkedOn: null,
  },
  {
    domain: 'facebook.com',
    gone: [],
    unsure: ['this content isn t available', 'only shared it with a small group'],
    sentTo: [],
    source: notReadAgain,
    checkedOn: null,
  },
]

/** What is known of a host, the nearest entry; null for any other. */
export function wordsOfHost(hostname: string): HostWords | null {
  return hostWords.find(({ domain }) => hostname === domain || hostname.endsWith(`.${domain}`)) ?? null
}
