/** What others get to see of a notice, by the recipient's own policy. */
export type Shown = 'name' | 'email' | 'phone' | 'address' | 'whole-notice'

/** What a provider asks or does beyond the statute, as far as a check can follow it. Keyed by the directory's name. */
export interface ProviderRule {
  readonly provider: string
  /** Notices are taken through the web form only. */
  readonly formOnly?: true
  readonly mostAddresses?: number
  /** All addresses of one notice must be on one host. */
  readonly oneHost?: true
  /** The only language taken, as ISO 639-1. */
  readonly language?: 'en'
  readonly addressAndPhone?: true
  /** Asks for a registration number and may ignore works without. */
  readonly registrationAsked?: true
  /** Asks the sender to make good what a false notice costs. */
  readonly indemnity?: true
  /** Only what the law lists, no story around it. */
  readonly elementsOnly?: true
  /** Its own time to act or to answer. */
  readonly respondsIn?: { readonly days: number; readonly business: boolean }
  readonly shownToUploader?: readonly Shown[]
  readonly shownToPublic?: readonly Shown[]
  readonly source: string
  readonly checkedOn: string
  readonly confidence: 'high' | 'medium' | 'low'
}

const checkedOn = '2026-11-22'
const archive = 'Open Terms Archive'

/** Facts of the providers' published policies; `source` says which. */
export const providerRules: readonly ProviderRule[] = [
  {
    provider: 'YouTube',
    shownToPublic: ['name'],
    shownToUploader: ['name', 'email'],
    source: 'support.google.com/youtube/answer/9245819',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'TikTok',
    formOnly: true,
    shownToUploader: ['name'],
    source: `${archive}: TikTok, Copyright Claims Policy (2025-04-26)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Facebook / Meta',
    addressAndPhone: true,
    shownToUploader: ['name', 'email'],
    source: `${archive}: Facebook, Copyright Claims Policy (2026-08-22)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'X (Twitter)',
    shownToUploader: ['whole-notice'],
    source: `${archive}: X, Copyright Claims Policy (2026-07-07)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Pinterest',
    shownToUploader: ['whole-notice'],
    source: `${archive}: Pinterest, Copyright Claims Policy (2026-03-05)`,
    checkedOn,
    confidence: 'high',
  },
  { provider: 'Bluesky', formOnly: true, source: `${archive}: Bluesky`, checkedOn, confidence: 'medium' },
  {
    provider: 'Vimeo',
    formOnly: true,
    shownToUploader: ['whole-notice'],
    source: `${archive}: Vimeo, Terms of Service`,
    checkedOn,
    confidence: 'medium',
  },
  {
    provider: 'Imgur',
    registrationAsked: true,
    source: `${archive}: Imgur, Terms of Service (2023-08-29)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Roblox',
    shownToUploader: ['whole-notice'],
    source: `${archive}: Roblox, Terms of Service (2026-08-19)`,
    checkedOn,
    confidence: 'medium',
  },
  {
    provider: 'Bandcamp',
    elementsOnly: true,
    shownToUploader: ['whole-notice'],
    source: `${archive}: Bandcamp, Copyright Claims Policy (2025-09-01)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Spotify',
    formOnly: true,
    shownToUploader: ['name', 'email'],
    source: `${archive}: Spotify, Terms of Service`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'UnitedMasters',
    formOnly: true,
    shownToUploader: ['name'],
    source: 'support.unitedmasters.com article 10756010588563',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'GitHub',
    respondsIn: { days: 1, business: true },
    shownToPublic: ['whole-notice'],
    shownToUploader: ['whole-notice'],
    source: 'github/site-policy 1299259 (2026-03-23); github/dmca README',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Hugging Face',
    respondsIn: { days: 7, business: false },
    shownToPublic: ['whole-notice'],
    source: `${archive}: Hugging Face, Terms of Service (2026-05-06)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Wikimedia',
    shownToPublic: ['whole-notice'],
    source: `${archive}: Wikimedia Foundation, Terms of Service (2026-08-11)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Pastebin',
    language: 'en',
    respondsIn: { days: 1, business: false },
    source: 'pastebin.com/dmca',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'WordPress.com / Automattic',
    language: 'en',
    shownToUploader: ['whole-notice'],
    source: 'Automattic/legalmattic (2026-05-19)',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Substack',
    shownToUploader: ['whole-notice'],
    source: `${archive}: Substack, Copyright Claims Policy`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Pixeldrain',
    language: 'en',
    source: 'Delister-co, course-piracy-removal-guides (2026-07-20, CC BY 4.0)',
    checkedOn,
    confidence: 'medium',
  },
  {
    provider: 'Gofile',
    formOnly: true,
    source: `${archive}: Gofile, Terms of Service (2026-06-19)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'WeTransfer',
    indemnity: true,
    source: `${archive}: WeTransfer, Copyright Claims Policy`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'VidGuard',
    formOnly: true,
    respondsIn: { days: 1, business: false },
    source: `${archive}: vidguard.to, Copyright Claims Policy (2024-05-22)`,
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Google Search',
    formOnly: true,
    shownToPublic: ['whole-notice'],
    source: 'transparencyreport.google.com/copyright',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Cloudflare',
    formOnly: true,
    mostAddresses: 250,
    oneHost: true,
    addressAndPhone: true,
    shownToUploader: ['whole-notice'],
    shownToPublic: ['whole-notice'],
    source: 'cloudflare/cloudflare-python, abuse_report_create_params (2025-06-16)',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Leaseweb',
    language: 'en',
    addressAndPhone: true,
    source: 'leaseweb.com abuse handling',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'NameSilo',
    formOnly: true,
    respondsIn: { days: 3, business: false },
    source: 'namesilo.com abuse reporting procedures',
    checkedOn,
    confidence: 'medium',
  },
  {
    provider: 'Name.com',
    formOnly: true,
    source: 'name.com/policies/filing-a-dmca',
    checkedOn,
    confidence: 'high',
  },
  {
    provider: 'Printful',
    language: 'en',
    source: 'printful.kayako.com article 76',
    checkedOn,
    confidence: 'medium',
  },
  {
    provider: 'Temu',
    formOnly: true,
    registrationAsked: true,
    source: `${archive}: Temu, Copyright Claims Policy (2025-12-14)`,
    checkedOn,
    confidence: 'high',
  },
]

/** The rule of a provider by its name in the directory; null when there is none. */
export function providerRuleOf(name: string): ProviderRule | null {
  return providerRules.find(({ provider }) => provider === name) ?? null
}
