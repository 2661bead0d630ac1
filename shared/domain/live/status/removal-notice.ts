import { type SoughtListing, withoutNames } from './catalogue-key.ts'
import { wordsOfHost } from './host-words.ts'
import { mainWords, type PageBlock, type PageFacts, plainWords, sentencesOf, wordsOf } from './page-facts.ts'
import { removalWords } from './removal-words.ts'

/** The words by which a page says that the material is gone. */
export interface RemovalNotice {
  /** Word for word, at most 300 characters. */
  readonly snippet: string
  /** Known words of this very site, words of its title or heading, or a sentence of its text. */
  readonly by: 'site' | 'heading' | 'text'
}

/** Begins with a word that points at what is on the page, or names it as what was asked for. */
const pointing =
  /^ ((sorry|leider|desole|lo sentimos|spiacenti) )?(this|dies(e|er|es)|ce|cet|cette|est[ea]|ess[ea]|quest[oa]|⁂) | you (\S+ )?(requested|looking for|want|wanted|asked|tried|trying|followed|clicked|opened|entered|came for|came here for|searched for) | (gesuchte|gewunschte|angeforderte|aufgerufene)\S* | (du|sie) such(st|en) | que (vous|tu) (cherch|recherch|demand)\S+ | (demandee?|solicitad[oa]|requerid[oa]|richiest[oa]|pedid[oa]) | que (\S+ )?(buscas?|buscabas?|procura|procuras|procurava) | che (\S+ )?(cerchi|cercavi|cercando|cerca) /u
/** What pages sigh before they say what happened. */
const sigh =
  /^ ((oo+ps|oo+ops|ou+ps|ops|opa|ups|huch|hoppla|oje|uh|oh|no|nein|non|whoops|wh?oops|ouch|argh|hmm+|hm|sorry|pardon|desolee?|leider|schade|lo|sentimos|siento|desculpe|spiacenti|accidenti|peccato|dommage|error|erreur|fehler|erro|errore|notice|attention|aviso|avviso|avis|hinweis|achtung|info|lost|hope|4\d\d) )+$/u
/** Says that something stood here before. */
const onceHere =
  /^ (hier (war|gab|stand)|(here was|there was|there used to be)|(ici (etait|se trouvait)|il y avait)|aqui (habia|estaba|havia|estava|ficava)|qui (c era|si trovava)) /u
/** Longer sentences tell stories. */
const longestSentence = 45
/** Ends a heading that is the name of a work: “Page not found – the tour”, “Non trovato, il romanzo”. */
const apposition =
  /[,:–—-]\s+(?:(?:the|der|die|das|les?|la|el|los|las|il|lo|o|a|os|as)\s|l[’'])\s*\S+(?:\s\S+)?$/iu
/** A heading with more words is a sentence or two. */
const longestHeading = 12
/** A page with more words in long paragraphs is an article, and what it says is told of something. */
const mostStoryWords = 150
/** A page with fewer words says nothing beside its notice. */
const shortPage = 130
/** Where more stands, a notice comes first. */
const leadWords = 70

/** Finds the notice in what the page says for itself; null when it says none. */
export function removalNotice(
  page: PageFacts,
  sought: SoughtListing,
  hostname: string,
): RemovalNotice | null {
  const own = page.blocks.filter(({ part }) => part === 'main' || part === 'alert')
  const site = siteNotice(page, own, hostname)
  if (site !== null) return site
  if (isStory(own)) return null
  const heads = own.filter(({ heading }) => heading > 0 && heading < 4).map(({ text }) => text)
  const head = firstSaid([...heads, page.title], sought, true)
  if (head !== null) return { snippet: head, by: 'heading' }
  const alerts = own.filter(({ part }) => part === 'alert').map(({ text }) => text)
  // Under the heading of another matter only a sentence that points at this page speaks of it.
  const isAbout = heads.every((text) => isOpen(text, sought)) ? isAnything : isPointing
  const text =
    firstSaid(alerts, sought, true) ??
    firstSaid(
      leading(page, own).map((block) => block.text),
      sought,
      false,
      isAbout,
    )
  return text === null ? null : { snippet: text, by: 'text' }
}

function firstSaid(
  texts: readonly string[],
  sought: SoughtListing,
  isHeading: boolean,
  isAbout: typeof isPointing = isAnything,
): string | null {
  for (const text of texts) {
    // A heading is of one matter.
    if (isHeading && wordsOf(text) <= longestHeading && isElsewhere(text, sought)) continue
    const said = sentencesOf(text).find(
      (sentence) => saysGone(sentence, sought, isHeading) && isAbout(sentence, sought),
    )
    if (said !== undefined) return cut(said)
  }
  return null
}

/** True for words of another matter in one of the known languages. */
function isElsewhere(text: string, sought: SoughtListing): boolean {
  const plain = withoutNames(plainWords(text), sought)
  return apposition.test(text.trim()) || removalWords.some(({ elsewhere }) => elsewhere.test(plain))
}

function isAnything(): boolean {
  return true
}

function isPointing(sentence: string, sought: SoughtListing): boolean {
  return pointing.test(withoutNames(plainWords(sentence), sought))
}

/** True for a heading that names no other matter: a sigh, the number of an error, or what was sought itself. */
function isOpen(heading: string, sought: SoughtListing): boolean {
  const plain = withoutNames(plainWords(heading), sought)
  return plain.includes(' ⁂ ') || sigh.test(plain) || onceHere.test(plain)
}

/** Words the site is known to show where it does not tell; null for none. */
export function unsureWords(page: PageFacts, hostname: string): string | null {
  const host = wordsOfHost(hostname)
  if (host === null) return null
  const text = plainWords(
    [
      page.title,
      ...page.blocks.filter(({ part }) => part !== 'words-of-others').map(({ text: each }) => each),
    ].join(' . '),
  )
  return host.unsure.find((words) => text.includes(` ${words} `)) ?? null
}

/** True when a sentence says in one of the known languages that a thing is gone. */
export function saysGone(sentence: string, sought: SoughtListing, isHeading: boolean): boolean {
  if (wordsOf(sentence) > longestSentence || sentence.endsWith('?')) return false
  const whole = plainWords(sentence)
  const plain = withoutNames(whole, sought)
  if (plain.replaceAll('⁂', '').trim() === '') return false
  const isThis = isHeading || pointing.test(plain)
  return removalWords.some((words) => {
    const { things, takenAway, goesOn, takenBy, notThere, cannotBeHad, alone, elsewhere } = words
    if (elsewhere.test(plain)) return false
    if (isHeading && alone.test(plain) && !plain.includes('⁂')) return true
    // Its own name is a thing, too.
    const at = plain.includes(' ⁂ ') ? plain.indexOf(' ⁂ ') : plain.search(things)
    if (at < 0) return false
    if (notThere.test(plain) || takenBy.test(plain)) return true
    if (cannotBeHad.test(plain) && isThis) return true
    const taken = takenAway.exec(plain)
    if (taken === null || (at > taken.index && !isHeading)) return false
    // What is told of a thing goes on otherwise than what is said of it where it was.
    return isThis || goesOn.test(plain.slice(taken.index + taken[0].length - 1))
  })
}

function siteNotice(page: PageFacts, own: readonly PageBlock[], hostname: string): RemovalNotice | null {
  const host = wordsOfHost(hostname)
  if (host === null) return null
  for (const text of [page.title, ...own.map((block) => block.text)]) {
    const plain = plainWords(text)
    if (wordsOf(text) <= longestSentence * 2 && host.gone.some((words) => plain.includes(` ${words} `)))
      return { snippet: cut(text), by: 'site' }
  }
  return null
}

function isStory(own: readonly PageBlock[]): boolean {
  const long = own.map(({ text }) => wordsOf(text)).filter((words) => words >= 25)
  return long.reduce((sum, words) => sum + words, 0) > mostStoryWords
}

/** The blocks a notice can stand in: all of a short page, the beginning of a longer one; verses never. */
function leading(page: PageFacts, own: readonly PageBlock[]): readonly PageBlock[] {
  const isShort = mainWords(page) <= shortPage
  let before = 0
  return own.filter((block) => {
    const isEarly = isShort || before < leadWords
    before += wordsOf(block.text)
    return isEarly && block.lines < 4
  })
}

function cut(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length <= 300 ? line : `${line.slice(0, 299)}…`
}
