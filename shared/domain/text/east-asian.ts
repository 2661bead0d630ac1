/** Whose forms of the Han characters a document is set in; they differ between the regions. */
export type HanForms = 'japanese' | 'korean' | 'chinese'

/** Tells by the letters that stand beside the Han characters: kana are Japanese, Hangul Korean; otherwise Chinese. */
export function hanForms(text: string): HanForms {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'japanese'
  return /\p{Script=Hangul}/u.test(text) ? 'korean' : 'chinese'
}
