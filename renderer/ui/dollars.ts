import { locale } from './locale.ts'

const whole = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })

/** A range of US dollars: "$750 to $150,000". */
export function dollarRange(low: number, high: number): string {
  return `${whole.format(low)} to ${whole.format(high)}`
}
