import type { FoundAddress } from './addresses.ts'
import { evidenceOf } from './declarations.ts'
import type { ElementReading, Evidence } from './notice-analysis.ts'
import type { ReadLine, Reading, Sentence } from './reading.ts'

const noun =
  '(?:sound recordings?|recordings?|songs?|tracks?|singles?|albums?|eps?|compositions?|musical works?|(?:piano|guitar|violin|musical|choral|orchestral) (?:pieces?|works?)|pieces? of music|beats?|remix(?:es)?|mixtapes?|lyrics|scores?|sheet music|cover art|album covers?|artworks?|illustrations?|photographs?|photos?|images?|pictures?|books?|e-?books?|novels?|articles?|blog posts?|essays?|poems?|stories|story|comics?|manga|films?|movies?|videos?|episodes?|series|podcasts?|courses?|lessons?|games?|software|programs?|applications?|apps?|plug-?ins?|source code|librar(?:y|ies)|fonts?|typefaces?|templates?|themes?|datasets?|databases?|lectures?|textbooks?|papers?|drawings?|designs?|logos?|characters?|websites?|sprites?|samples?|sound packs?|sound files?|audio files?|music sheets?|notation|interfaces?|code|brand|lieder|lied|aufnahmen?|titel|chansons?|enregistrements?|œuvres?|canci(?:ón|ones)|grabaci(?:ón|ones)|obras?|música|gravaç(?:ão|ões))'

const field =
  /^\W{0,6}(?:\d{1,3}[.)]\s*)?(?:(?:(?:title|name|description|identification)s? of (?:the )?)?(?:(?:the|original|copyrighted|infringed|my|our) )*(?:works?|songs?|tracks?|albums?|recordings?|sound recordings?|musical works?|compositions?|singles?|releases?|books?|films?|movies?|games?|software|photos?|images?|artworks?|content)(?: \d{1,4})?(?: (?:titles?|names?|infringed|claimed))?|titles?|recording and work|werk|titel|aufnahme|œuvre|titre|enregistrement|obra|título|grabación|gravação|isrc|iswc|registration(?: (?:number|no\.?))?|copyright registration)\s*(?:\([^)]{0,40}\))?\s*[:=]\s*(\S.*)$/
const identifier =
  /\b(?:isrc\W{0,3}(?:code\W{0,3})?[a-z]{2}-?[a-z0-9]{3}-?\d{2}-?\d{5}|iswc\W{0,3}t-?\d{3}\.?\d{3}\.?\d{3}|(?:sr|pa|tx|va|vau|pau|sru|txu)[ -]?\d{1,4}-?\d{3}-?\d{3}\b|copyright (?:office )?(?:registration|reg\.?)(?: (?:number|no\.?|#))?\W{0,3}[a-z]{0,3}[ -]?\d[\d-]{4,}|isbn[\s:-]{0,3}[\dx-]{10,17}|upc\W{0,3}\d{11,14})/
/** Who made a thing that is then named: “the composer and performer of “Ember Line””. */
const madeBy =
  /\b(?:composer|performer|singer|songwriter|lyricist|author|producer|writer|creator)s?\b[^".]{0,40}\bof\s{1,5}"/
const bareIsrc = /(?:^|[\s|;,])[a-z]{2}-?[a-z0-9]{3}-?\d{2}-?\d{5}(?=$|[\s|;,])/
const nounNear = new RegExp(`\\b${noun}\\b`)
const quotedTitle = /["“«„']([^"”»“'\n]{2,120})["”»“']/g
/** Words that stand for anything at all and so identify nothing. */
const generic =
  /\b(?:some|several|various|certain|many|numerous|multiple|all (?:of )?(?:our|my)|any|our|my|the)(?: \w+){0,2} (?:content|contents|works?|materials?|music|catalogue|catalog|repertoire|recordings|songs|tracks|compositions|intellectual property|files|codes?|data|assets|products?)\b|\b(?:copyrighted|copyright[- ]protected|proprietary) (?:content|works?|materials?|files|music|code|data)\b|\b(?:site|website|source) codes?\b|\b(?:content|works?|music|songs|recordings) (?:owned|controlled) by\b|\bcatalogue?\b|\bphonograms?\b/
const indefinite =
  /\b(?:some|several|various|certain|many|numerous|a number of|unspecified)(?: \w+){0,2} (?:musical )?(?:works?|compositions?|songs?|tracks?|recordings?|content|materials?|titles)\b/
const owns =
  /\b(?:copyright (?:holder|owner)|holder of (?:the )?copyright|owner|owns|own|author|creator|developer|publisher|wrote|created|recorded|composed|produced|copyrights? (?:in|of|to|belong\w*)|(?:my|our|his|her|their) copyrights?|rights? (?:in|to)|copies of|copy of|infring\w+ (?:of|on|upon)|plagiari\w+|copied|inhaber|urheber|titulaire|titular)\b/
const circumvents =
  /\b(?:circumvent\w*|anti-?circumvention|1201|access controls?|technological (?:protection )?measures?|decryption|drm|kopierschutz|schutzmaßnahmen?|mesures techniques|medidas (?:tecnol|t)\S{2,12})\b/

/**
 * The work, 17 U.S.C. 512(c)(3)(A)(ii). Present when it is named: a title, a code or registration, a lawful copy,
 * or a description from which one knows it. Partial when only its kind or an unnamed catalogue is claimed.
 */
export function readWork(reading: Reading, addresses: readonly FoundAddress[]): ElementReading {
  const sentences = reading.sentences.filter(isAboutWork)
  const fields = reading.lines.filter((line) => isNamingField(reading, line))
  const named = sentences.filter((sentence) => namesWork(reading, sentence))
  const answers = answered(reading)
  const described = sentences.filter((sentence) => describesWork(reading, sentence))
  const originals = addresses.filter(({ role }) => role === 'original')
  const unnamed = sentences.filter(({ text }) => generic.test(text))
  const vague = sentences.some(({ text }) => indefinite.test(text))
  const circumvention = isAboutCircumvention(reading)
  const lawful = originals.map(({ start, end, url }): Evidence => ({ start, end, text: url }))
  const strong = [...fields, ...named, ...answers].map((part) => evidenceOf(reading, part))
  if (!circumvention && strong.length > 0 && !(vague && fields.length + named.length === 0))
    return found('present', [...strong, ...lawful])
  if (!circumvention && described.length > 0 && !vague)
    return found('present', [...described.map((part) => evidenceOf(reading, part)), ...lawful])
  const holder = named.filter(({ text }) => owns.test(text))
  if (circumvention && fields.length > 0)
    return found(
      'present',
      fields.map((part) => evidenceOf(reading, part)),
    )
  const weak = circumvention
    ? [
        ...holder,
        ...sentences.filter(
          ({ text }) => generic.test(text) && /\b(?:our|my|we|i)\b/.test(text) && owns.test(text),
        ),
      ]
    : [...named, ...described, ...unnamed]
  if (weak.length > 0 || (!circumvention && (lawful.length > 0 || answers.length > 0))) {
    return found('partial', [
      ...weak.map((part) => evidenceOf(reading, part)),
      ...answers.map((part) => evidenceOf(reading, part)),
      ...lawful,
    ])
  }
  return { status: 'missing', evidence: [] }
}

function found(status: 'present' | 'partial', evidence: readonly Evidence[]): ElementReading {
  const once = new Map(evidence.map((piece) => [piece.start, piece]))
  return { status, evidence: [...once.values()].sort((a, b) => a.start - b.start).slice(0, 50) }
}

function isAboutWork({ speaker, topic, text }: Sentence): boolean {
  if (speaker !== 'sender') return false
  if (topic !== null && topic !== 'work' && topic !== 'authority') return false
  return !/\bperjury\b|good[ -]faith|\bfair use\b|read and understand/.test(text)
}

function isNamingField(reading: Reading, line: ReadLine): boolean {
  if (line.speaker !== 'sender' || line.text.length > 2000) return false
  const value = field.exec(line.text)?.[1]
  if (value !== undefined && !isPlaceholder(value)) {
    return !(
      generic.test(value) &&
      !/["\d]/.test(value) &&
      !hasName(reading.original.slice(line.end - value.length, line.end))
    )
  }
  if (!/\d{3}/.test(line.text)) return false
  return identifier.test(line.text) || (bareIsrc.test(line.text) && /\bisrc\b/.test(reading.masked))
}

function isPlaceholder(value: string): boolean {
  return (
    /^[\s_.…-]*$|^\[(?!private)|^(?:n\/?a|none|see (?:above|below)|title|unknown)\b|missing:/.test(value) ||
    (/^https?:\/\/\S+$/.test(value) && !/\s/.test(value))
  )
}

/** A title in quotation marks or a name in capitals beside the kind of work it is. */
function namesWork(reading: Reading, { start, end, text }: Sentence): boolean {
  if (/\d{3}/.test(text) && identifier.test(text)) return true
  const made = madeBy.test(text)
  if (!made && !nounNear.test(text)) return false
  const original = reading.original.slice(start, Math.min(end, start + 3000))
  for (const match of original.matchAll(quotedTitle)) {
    const title = match[1] ?? ''
    const around = text.slice(Math.max(0, match.index - 90), match.index + match[0].length + 50)
    if (
      /^(?:the |our )?["']?(?:act|service|company|content|dmca|site|notice|work|works)s?["']?$/i.test(
        title.trim(),
      )
    )
      continue
    if (
      (made || nounNear.test(around)) &&
      /[\p{Lu}\d\p{Lo}]/u.test(title) &&
      !/^\s*i (?:have|swear)/i.test(title)
    )
      return true
  }
  return false
}

/** Says whose work it is and what: “our software Virtual Piano”, “the game published on …”. */
function describesWork(reading: Reading, { start, end, text }: Sentence): boolean {
  if (!nounNear.test(text) || !(owns.test(text) || possessive.test(text))) return false
  const original = reading.original.slice(start, Math.min(end, start + 3000))
  return namedNoun(original, text)
}

const possessive = new RegExp(`\\b(?:my|our|his|her|their) (?:[\\w-]+ ){0,2}${noun}\\b`)
const everyNoun = new RegExp(nounNear, 'g')
const nameBefore =
  /(?:^|[^\p{L}\p{N}])([\p{Lu}][\p{L}\p{N}'’&-]{1,40}(?: [\p{Lu}\p{N}][\p{L}\p{N}'’&-]{0,40}){0,5})(?:['’]s)?[\s,]{1,3}(?:[\p{Ll}]{1,20}\s){0,2}$/u
const nameAfter =
  /^[,:]?\s{1,3}(?:(?:called|named|entitled|titled|known as|of|by|is|on|from|namens|intitulée?|titulad[oa])\s{1,3})?(?:the\s)?[\p{Lu}\d][\p{L}\p{N}'’.&-]{1,40}/u
const commonStart =
  /^(?:The|This|That|These|Our|My|Your|Their|All|Any|Some|I|We|It|In|On|For|To|And|If|As|GitHub|Github|DMCA|Copyright|Please|Furthermore|Proof|Creating)\b/

/** A kind of work beside a name: “the game Salt Road”, “Salt Road’s source code”. */
function namedNoun(original: string, text: string): boolean {
  for (const { index, 0: kind } of text.slice(0, original.length).matchAll(everyNoun)) {
    const name = nameBefore.exec(original.slice(Math.max(0, index - 120), index))?.[1]
    if (name !== undefined && !commonStart.test(name)) return true
    if (nameAfter.test(original.slice(index + kind.length, index + kind.length + 70))) return true
  }
  return false
}

function hasName(original: string): boolean {
  return /[\p{Lu}][\p{L}\p{N}]+|\d{3,}/u.test(original.replace(/^\s*(?:The|Our|My|All|Any|Some|This)\b/, ''))
}

/** What a form's question about the work was answered with, when it names something. */
function answered(reading: Reading): readonly ReadLine[] {
  const lines = reading.lines.filter(
    ({ topic, speaker, text }) => topic === 'work' && speaker === 'sender' && text.trim() !== '',
  )
  return lines.filter(({ start, end, text }) => {
    const original = reading.original.slice(start, end)
    const words = original.replace(/https?:\/\/\S+/g, ' ').trim()
    if (words.length < 4) return false
    if (indefinite.test(text) || circumvents.test(text)) return false
    if (generic.test(text) && !/["“”]/.test(words)) return false
    return (
      (nounNear.test(text) && (hasName(words.slice(1)) || /https?:/.test(original) || words.length > 40)) ||
      hasName(words.slice(1)) ||
      words.length > 120
    )
  })
}

/** The complaint is about a lock that was opened, not about a work that was copied (17 U.S.C. 1201). */
export function isAboutCircumvention(reading: Reading): boolean {
  const own = reading.sentences.filter(
    ({ speaker, topic }) => speaker === 'sender' && topic !== 'circumvention',
  )
  const text = own.filter((sentence) => circumvents.test(sentence.text))
  return (
    text.length > 0 &&
    text.some(
      (sentence) =>
        /\b(?:circumvent\w*|anti-?circumvention|1201|bypass\w*|umg[ae]\w+|contourn\w+|elud\w+|contorn\w+)\b/.test(
          sentence.text,
        ) && !/\bnot\b[^.]{0,30}circumvent/.test(sentence.text),
    )
  )
}
