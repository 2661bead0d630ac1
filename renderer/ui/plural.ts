import { formatNumber } from './format.ts'
import { locale } from './locale.ts'

/** The forms of a counted noun in the language of the window; `other` serves every form not given. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

const rules = new Intl.PluralRules(locale)

/** The form of the noun that goes with this count, without the number. */
export function pluralForm(count: number, forms: PluralForms): string {
  return forms[rules.select(count)] ?? forms.other
}

/** The count with its noun: "1 finding", "1,024 findings". */
export function plural(count: number, forms: PluralForms): string {
  return `${formatNumber(count)} ${pluralForm(count, forms)}`
}
