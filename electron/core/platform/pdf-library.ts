import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'

const load = createRequire(import.meta.url)

/**
 * The library that sets PDF pages. It is read when the first page is set: a sixth of the work of a command that sets
 * none would go into reading it.
 */
export function pdfLibrary(): typeof PDFDocument {
  return load('pdfkit') as typeof PDFDocument
}
