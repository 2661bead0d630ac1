/** A file for the artist's own site, with where it goes. */
export interface ReservationFile {
  readonly path: string
  readonly content: string
  readonly source: string
}

/** Crawlers that say they obey robots.txt and collect for training. Checked 2026-11-22. */
export const trainingCrawlers = [
  'AI2Bot',
  'Amazonbot',
  'Applebot-Extended',
  'Bytespider',
  'CCBot',
  'ClaudeBot',
  'Google-Extended',
  'GPTBot',
  'Meta-ExternalAgent',
] as const

/**
 * The files by which a site reserves text and data mining: robots.txt, the TDM Reservation Protocol (W3C community
 * report of 2022) as file and as response header. They work only where the artist controls the site, for the future
 * only, and only with who obeys them. `policyUrl` names a page with licence terms, or null. Throws RangeError when it
 * is no https address.
 */
export function reservationFiles(policyUrl: string | null): readonly ReservationFile[] {
  if (policyUrl !== null && !/^https:\/\/[^\s"<>]+$/.test(policyUrl)) {
    throw new RangeError('The page with your terms must be an https address. Nothing was made.')
  }
  const policy = policyUrl === null ? {} : { 'tdm-policy': policyUrl }
  const robots = [...trainingCrawlers.map((name) => `User-agent: ${name}`), 'Disallow: /'].join('\n')
  const headers = ['tdm-reservation: 1', ...(policyUrl === null ? [] : [`tdm-policy: ${policyUrl}`])].join(
    '\n',
  )
  return [
    { path: 'robots.txt', content: `${robots}\n`, source: 'RFC 9309' },
    {
      path: '.well-known/tdmrep.json',
      content: `${JSON.stringify([{ location: '/', 'tdm-reservation': 1, ...policy }], null, 2)}\n`,
      source: 'https://www.w3.org/2022/tdmrep/',
    },
    { path: 'response-headers.txt', content: `${headers}\n`, source: 'https://www.w3.org/2022/tdmrep/' },
  ]
}
