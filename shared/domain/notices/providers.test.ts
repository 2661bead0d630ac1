import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { domainAndParents, webDomain } from '../findings/web-address.ts'
import { providerDirectory } from './providers.ts'

const file = new URL('../../../electron/core/data/providers.json', import.meta.url)
const { providers, checkedOn } = providerDirectory.parse(JSON.parse(readFileSync(file, 'utf8')))

describe('the shipped directory of providers', () => {
  it('holds its 92 entries, each name once', () => {
    expect(providers).toHaveLength(92)
    expect(new Set(providers.map(({ name }) => name)).size).toBe(92)
  })

  it('gives each domain to one provider, in the form listings are filed under', () => {
    const domains = providers.flatMap((entry) => entry.domains)
    expect(new Set(domains).size).toBe(domains.length)
    for (const domain of domains) expect(webDomain(`https://${domain}/`)).toBe(domain)
  })

  it('leads from a subdomain to the nearest entry', () => {
    const owner = (domain: string) =>
      domainAndParents(domain).flatMap((parent) =>
        providers.filter((entry) => entry.domains.includes(parent)),
      )[0]?.name
    expect(owner('luna.bandcamp.com')).toBe('Bandcamp')
    expect(owner('open.spotify.com')).toBe('Spotify')
    expect(owner('drive.google.com')).toBe('Google Drive / Blogger / other Google')
    expect(owner('google.com')).toBe('Google Search')
    expect(owner('unknown.example')).toBeUndefined()
  })

  it('is honest about what is not known', () => {
    expect(providers.filter(({ confidence }) => confidence === 'low')).toHaveLength(12)
    for (const entry of providers) {
      expect(entry.checkedOn <= checkedOn).toBe(true)
      const reachable = entry.email !== null || entry.form !== null
      expect(reachable || entry.notes !== '' || entry.requirements.length > 0).toBe(true)
    }
  })
})
