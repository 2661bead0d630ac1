import fc from 'fast-check'
import parse from 'robots-parser'
import { describe, expect, test } from 'vitest'
import { boundedRobots } from './robots.ts'

const agent = 'Refrain'
const isAllowed = (body: string, url: string) =>
  parse('https://x.example/robots.txt', body).isAllowed(url, agent) ?? true

describe('boundedRobots', () => {
  test('leaves what is usual as it is', () => {
    const body = 'User-agent: *\nDisallow: /*?print=\nAllow: /a*b$\nSitemap: https://x.example/s.xml'
    expect(boundedRobots(body)).toBe(body)
  })

  test('allows no page that was not allowed', () => {
    const pattern = fc
      .array(fc.constantFrom('/', 'a', 'b', '*', '$'), { minLength: 1, maxLength: 8 })
      .map((signs) => `/${signs.join('')}`)
    const rule = fc
      .tuple(fc.constantFrom('Allow', 'Disallow'), pattern)
      .map(([name, path]) => `${name}: ${path}`)
    const path = fc
      .array(fc.constantFrom('/', 'a', 'b'), { maxLength: 8 })
      .map((signs) => `/${signs.join('')}`)
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12 }), path, fc.nat(40), (rules, asked, most) => {
        const body = ['User-agent: *', ...rules].join('\n')
        const url = `https://x.example${asked}`
        if (isAllowed(boundedRobots(body, most), url)) expect(isAllowed(body, url)).toBe(true)
      }),
    )
  })

  test('leaves a ban its length: the longer of two rules decides', () => {
    const body = 'User-agent: *\nDisallow: //**\nAllow: /*/'
    expect(isAllowed(body, 'https://x.example//')).toBe(false)
    expect(isAllowed(boundedRobots(body), 'https://x.example//')).toBe(false)
  })

  test('keeps no more of patterns with stars than it may', () => {
    const body = `User-agent: *\n${'Disallow: /*a*a*a*a*a*a*b\n'.repeat(20_000)}`
    const kept = boundedRobots(body)
      .split('\n')
      .filter((line) => line.includes('/*'))
    expect(kept.join('').length).toBeLessThan(130_000)
    expect(isAllowed(boundedRobots(body), `https://x.example/${'a'.repeat(2_000)}`)).toBe(false)
  })
})
