import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { romanize } from './romanize.ts'

describe('romanize', () => {
  it.each([
    ['Ночной поезд', 'nochnoy poezd'],
    ['Щука', 'shchuka'],
    ['Θάλασσα', 'thalassa'],
    ['さくら', 'sakura'],
    ['キャリー', 'kyari'],
    ['しゃしん', 'shashin'],
    ['바다', 'bada'],
    ['김민수', 'gimminsu'],
    ['Плохие Boys', 'plokhie boys'],
  ])('writes %s in Latin letters', (text, latin) => {
    expect(romanize(text)).toBe(latin)
  })

  it('leaves other scripts and plain text as they are', () => {
    expect(romanize('Café “Noir” 東京')).toBe('Café “Noir” 東京')
  })

  it('reads Han characters with the reader it is given', () => {
    expect(romanize('東京の夜', (found) => ({ 東京: 'tokyo', 夜: 'yoru' })[found] ?? null)).toBe(
      'tokyonoyoru',
    )
  })

  it('leaves nothing of the scripts it reads', () => {
    const letters = fc.stringMatching(/^[\u0430-\u044f\u03b1-\u03c9\u3042-\u3093\uac00-\ud7a3]{0,20}$/)
    fc.assert(fc.property(letters, (text) => /^[a-z]*$/.test(romanize(text))))
  })
})
