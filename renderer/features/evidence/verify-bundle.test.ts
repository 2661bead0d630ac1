import { describe, expect, it } from 'vitest'
import { isBundleZip } from './verify-bundle.ts'

describe('isBundleZip', () => {
  it('knows an exported bundle by its name, whatever the system', () => {
    expect(isBundleZip(['/home/mira/evidence-soundcloud-0a1b2c3d4e5f.zip'])).toBe(true)
    expect(isBundleZip(['C:\\Users\\mira\\Evidence-case.ZIP'])).toBe(true)
    expect(isBundleZip(['evidence-x.zip'])).toBe(true)
  })

  it('leaves other files, and several at once, to the other features', () => {
    expect(isBundleZip([])).toBe(false)
    expect(isBundleZip(['/a/dump.zip'])).toBe(false)
    expect(isBundleZip(['/a/evidence-x/report.zip'])).toBe(false)
    expect(isBundleZip(['/a/evidence-x.zip.txt'])).toBe(false)
    expect(isBundleZip(['/a/evidence-x.zip', '/a/evidence-y.zip'])).toBe(false)
  })
})
