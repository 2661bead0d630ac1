import { de } from './removal-words/de.ts'
import { en } from './removal-words/en.ts'
import { es } from './removal-words/es.ts'
import { fr } from './removal-words/fr.ts'
import { it } from './removal-words/it.ts'
import type { RemovalWords } from './removal-words/phrases.ts'
import { pt } from './removal-words/pt.ts'

/**
 * Standard sentences of web servers, shops and players in each language, collected from their published message
 * catalogues and error pages; read 2026-11-22.
 */
export const removalWords: readonly RemovalWords[] = [en, de, fr, es, pt, it]
