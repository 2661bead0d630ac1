import { foldText } from '../text/fold.ts'
import { contributionRoles } from './roles.ts'

/** What somebody did, as the catalogue keeps it. */
export interface NamedRole {
  /** A code of `contributionRoles`, or the word itself when none fits. */
  readonly role: string
  /** For performers; empty otherwise. */
  readonly instrument: string
}

// Words for roles, each list under the role it means: those of people (English, German, French, Spanish), of the DDEX
// lists of contributor roles (kb.ddex.net, allowed values), of CISAC and CWR (two letters) and of the relations of
// MusicBrainz. The codes and labels of the roles themselves are known anyway.
const words: Readonly<Record<string, string>> = {
  'main-artist': 'artist, primary artist, display artist, band, interpret, künstler',
  'featured-artist': 'featuring, featured, feat, ft, guest, guest artist, featured performer',
  remixer: 'remix, remixed by, remix artist',
  dj: 'mix dj, mixtape dj, dj mixer, dj mix',
  'composer-lyricist': `
    songwriter, writer, author composer, composer author, composer lyricist, words and music, written by, ca,
    auteur compositeur, autor, urheber`,
  composer: 'composition, composed by, music, music by, c, komponist, compositeur, compositor, musik',
  lyricist: `
    lyrics, lyrics by, words, words by, text, textdichter, texter, author, librettist, a, parolier, letrista, libretto`,
  arranger: 'arranged by, arrangement, ar, sr, sub arranger, vocal arranger, instrument arranger, bearbeiter',
  adapter: 'adaptor, adapted by, ad, sa, sub author, adaptation',
  translator: 'translation, translated by, tr, sub lyricist',
  'original-publisher': 'music publisher, publishing, publisher, e, verlag, éditeur, editor musical',
  'sub-publisher': 'sub publisher, se',
  administrator: 'am, admin, publisher administrator, administered by',
  'lead-vocals': `
    vocals, vocal, vocalist, lead vocalist, lead vocal, singer, voice, gesang, chant, voz, lead singer, sung by`,
  'background-vocals': `
    background vocalist, backing vocals, backing vocalist, background vocal, choir vocals, harmony vocals, bgv`,
  soloist: 'solo',
  conductor: 'conducted by, musical director, chorus master, dirigent',
  orchestra: 'performing orchestra, ensemble, string quartet, big band',
  choir: 'chorus, chor, choeur',
  'spoken-word': 'narrator, speaker, spoken vocals, recitation',
  producer: `
    production, produced by, studio producer, music producer, record producer, track producer, beatmaker, beat maker,
    beats, produzent, producteur, productor`,
  'co-producer': 'coproducer, additional producer, additional production, assistant producer, co production',
  'executive-producer': 'exec producer, executive production',
  'vocal-producer': 'vocals producer, vocal production',
  programmer: 'programmed by, drum programming, drum programmer, sequencing, beat programming, computer',
  'recording-engineer': `
    engineer, recording, recorded by, sound engineer, studio engineer, tonmeister, tracking engineer, sound recordist,
    audio`,
  'mixing-engineer': 'mixer, mix, mixed by, mixing, mix engineer, studio mixer, mixeur',
  'mastering-engineer': 'mastering, mastered by, mastering engineer, master engineer, mastering studio',
  editor: 'editing, edited by, digital editing engineer, sound editor, digital editor',
  artwork:
    'cover art, cover artist, design, graphic design, design illustration, graphic designer, art direction',
  photographer: 'photography, photo, photos, photo by',
  'liner-notes': 'booklet text, liner notes author, notes',
  label: 'record company, record label, imprint',
  'a-and-r': 'a r, ar director, a r administrator, a r coordinator, a and r',
  manager: 'management, artist manager',
  other:
    'misc, miscellaneous, contributor, associated performer, performer, studio musician, musician, studio personnel',
}

/** Words that are instruments, so that whoever did "guitar" played it. */
const instruments = `
  guitar, electric guitar, acoustic guitar, bass, bass guitar, electric bass, double bass, upright bass, drums, drum kit,
  drummer, percussion, piano, keyboards, keyboard, organ, hammond organ, synthesizer, synth, violin, viola, cello, flute, oboe,
  clarinet, bassoon, saxophone, alto saxophone, tenor saxophone, trumpet, trombone, tuba, horn, french horn, harp,
  harmonica, accordion, banjo, mandolin, ukulele, lute, sitar, tabla, congas, bongos, timpani, marimba, vibraphone,
  xylophone, glockenspiel, recorder, strings, brass, turntables, theremin, lap steel guitar, pedal steel guitar,
  slide guitar, fiddle, whistle, bagpipes, celesta, harpsichord, mellotron, rhodes, electric piano, grand piano,
  string instrument, wind instruments, gitarre, schlagzeug, klavier, geige, guitare, batterie, guitarra, batería`

const roles = new Map<string, NamedRole>()
for (const name of instruments.split(',')) {
  const instrument = name.trim()
  roles.set(wordKey(instrument), {
    role: 'instrument',
    instrument: instrument === 'drummer' ? 'drums' : instrument,
  })
}
for (const [role, list] of Object.entries(words)) {
  for (const word of list.split(',')) roles.set(wordKey(word), { role, instrument: '' })
}
for (const { code, label } of contributionRoles) {
  for (const word of [code, label, label.replace(/\(.*\)/, '')]) {
    roles.set(wordKey(word), { role: code, instrument: '' })
  }
}

/** `MasteringEngineer`, `mastering-engineer` and `Mastering engineer` are one; `co` and `sub` stand by themselves. */
function wordKey(word: string): string {
  return foldText(word.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[-_/&]/g, ' '))
}

/** Whether a word names a role or an instrument. */
export function isRoleWord(word: string): boolean {
  return word.length <= longestRole && known(word) !== null
}

/** The words of roles are short; what is longer is something else. */
export const longestRole = 60

/**
 * The role that a word means: a DDEX or CISAC code, a relation of MusicBrainz, an instrument or a plain word in one of
 * four languages. A word that is not known is kept as the role, as it stands, and never guessed at. Never throws.
 */
export function roleOfWord(word: string): NamedRole {
  const text = word.replace(/\s+/g, ' ').trim().slice(0, longestRole)
  if (text === '') return { role: 'other', instrument: '' }
  return known(text) ?? { role: text, instrument: '' }
}

function known(word: string): NamedRole | null {
  const key = wordKey(word)
  const found = roles.get(key) ?? roles.get(key.replace(/^(co|sub) /, '$1'))
  if (found) return found
  const player = /^(.*?)(?:ist|player)$/.exec(key)?.[1]?.trim()
  return player === undefined ? null : (roles.get(player) ?? roles.get(`${player}o`) ?? null)
}
