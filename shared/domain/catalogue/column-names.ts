import { foldText } from '../text/fold.ts'
import { catalogueFields, isListField } from './fields.ts'
import type { DurationUnit } from '../identifiers/duration.ts'
import type { CatalogueField } from './fields.ts'

// The names that distributors, stores, streaming exports and people give to columns, in English, German,
// French, Spanish and Portuguese. Seen in: DistroKid bank report, TuneCore sales, Bandcamp sales, SoundCloud
// for Artists, Exportify, MLC bulk work and bulk match, Spotify, iTunes, Deezer and MusicBrainz data.

/** A field that a column name stands for, with the strength of the claim from 0 to 1. */
export type NameClaim = { readonly field: CatalogueField; readonly weight: number }

/** Names divided by commas: unmistakable ones, likely ones, and those that often mean something else. */
type Names = { readonly exact: string; readonly likely?: string; readonly possible?: string }

const names: Readonly<Record<CatalogueField, Names>> = {
  title: {
    exact: `
      Title, Song Title, Track Title, Recording Title, Track Name, Song Name, Recording Name,
      Titel, Songtitel, Tracktitel, Titelname, Titre, Titre de la piste, Titre du morceau, Nom du titre,
      Título, Título de la canción, Título de la pista, Título da faixa, Título da música, Nome da faixa`,
    likely: `
      Song, Primary Title, Title Short, Full Title, Item Name, Item Title, Recording,
      Lied, Liedtitel, Aufnahme, Morceau, Chanson, Canción, Tema, Música, Canção, Faixa`,
    possible: 'Track, Name, Original Title, AKA Title, Work Title, Piste, Pista, Nombre, Nome, Nom',
  },
  version: {
    exact: 'Version, Title Version, Version Title, Track Version, Mix, Mix Name, Mix Version, Titelversion',
    likely: 'Subtitle, Track Subtitle, Remix, Fassung, Untertitel, Versión, Versão, Sous-titre',
  },
  artist: {
    exact: `
      Artist, Artists, Artist Name, Artist Name(s), Artist Names, Track Artist, Track Artists,
      Recording Artist, Recording Artist Name, Main Artist, Primary Artist, Primary Artists, Display Artist,
      Künstler, Kuenstler, Interpret, Interpreten, Hauptkünstler, Künstlername, Interprète, Artiste,
      Artistes, Nom de l’artiste, Artista, Artistas, Intérprete, Intérpretes, Nombre del artista, Nome do artista`,
    likely: 'Performer, Performers, Performed By, By, Band, Band Name, Artist Credit, Creator',
  },
  isrc: {
    exact: `
      ISRC, ISRC Code, ISRC Number, ISRC-Code, Track ISRC, Recording ISRC, Code ISRC, Código ISRC, ISRCs`,
    likely: 'Optional ISRC, External ID ISRC, Audio ISRC, Recording 1 ISRC',
    possible: 'TC Song ID',
  },
  duration: {
    exact: `
      Duration, Track Duration, Length, Track Length, Song Length, Running Time, Playing Time, Runtime,
      Dauer, Länge, Laenge, Spieldauer, Spielzeit, Laufzeit, Durée, Duración, Duração,
      Duration ms, Track Duration (ms), Length ms, Track Time Millis, Duration Seconds, Length Seconds, Duration s`,
    likely: 'Time, Track Time, Total Time, Zeit, Temps, Tiempo, Millis, Milliseconds',
  },
  year: {
    exact: `
      Year, Release Year, Recording Year, Year of Release, Year of First Publication, P Year, P-Year,
      Jahr, Erscheinungsjahr, Veröffentlichungsjahr, Année, Année de sortie, Año, Año de lanzamiento,
      Ano, Ano de lançamento`,
    likely: 'First Release Year, Production Year, Copyright Year, Aufnahmejahr, Produktionsjahr',
  },
  release: {
    exact: `
      Album, Album Title, Album Name, Release, Release Title, Release Name, Product Title, Collection Name,
      Albumtitel, Veröffentlichung, Titre de l’album, Nom de l’album, Álbum, Título del álbum, Título do álbum`,
    likely: 'Parent Title, Product, Product Name, Tonträger, Disco, Produit',
    possible: 'Collection, EP, Single',
  },
  gtin: {
    exact: `
      GTIN, UPC, EAN, UPC/EAN, EAN/UPC, UPC Code, EAN Code, Barcode, Bar Code, Album UPC, Release UPC,
      ICPN, Strichcode, EAN-Code, Code-barres, Code à barres, Código de barras, UPC/EAN/JAN, GTIN-13`,
    likely: 'External ID UPC, External ID EAN, JAN, Release Barcode',
    possible: 'Optional UPC',
  },
  label: {
    exact: `
      Label, Label Name, Record Label, Recording Label, Plattenlabel, Plattenfirma, Labelname,
      Maison de disques, Sello, Sello discográfico, Discográfica, Selo, Gravadora`,
    likely: 'Imprint, Label/Distributor, P Line Owner',
  },
  distributor: {
    exact: `
      Distributor, Distributors, Distributor Name, Digital Distributor, Distributed By, Vertrieb, Vertriebspartner,
      Digitalvertrieb, Distributeur, Distribuidor, Distribuidora`,
  },
  releaseDate: {
    exact: `
      Release Date, Released, Released On, Date of Release, Album Release Date, First Release Date,
      Original Release Date, Publication Date, Erscheinungsdatum, Veröffentlichungsdatum, Erschienen am,
      Date de sortie, Date de parution, Fecha de lanzamiento, Fecha de publicación, Data de lançamento`,
    likely: 'Street Date, Digital Release Date, Physical Release Date, Sales Start Date',
  },
  trackNumber: {
    exact: `
      Track Number, Track No, Track No., Track #, Track Num, Track Position, Tracknummer, Titelnummer,
      Titel Nr., Track Nr., Numéro de piste, N° de piste, Número de pista, Nº de pista, Número da faixa`,
    likely: 'Sequence, Sequence Number, Track Sequence, Position, Reihenfolge',
    possible: 'Track, Piste, Pista, Faixa, Number',
  },
  discNumber: {
    exact: `
      Disc Number, Disc No, Disc No., Disc #, Disk Number, Disk No, Volume Number, Disknummer, Discnummer,
      CD-Nummer, Numéro de disque, Número de disco, Número do disco`,
    likely: 'Disc, Disk, CD, CD #, Volume, Medium',
  },
  registrationNumber: {
    exact: `
      Registration Number, Copyright Registration Number, Registration No, Registration No., Copyright Number,
      US Registration Number, USCO Number, USCO Registration, SR Number`,
    likely: 'Registration, Copyright Registration, Copyright No',
  },
  url: {
    exact: 'URL, Link, Track URL, Song URL, Item URL, Page URL, Web Page, Permalink, Track Link, Store URL',
    likely: `
      Track View URL, YouTube URL, Spotify URL, Bandcamp URL, Source URL, Webseite, Lien, Enlace, Ligação`,
    possible: 'Website, Homepage, Address, Href, URI',
  },
  releaseArtist: {
    exact: `
      Album Artist, Album Artist Name(s), Release Artist, Albumkünstler, Artiste de l’album, Artista del álbum`,
    likely: 'Product Artist, Release Display Artist',
  },
  releaseType: { exact: 'Release Type, Album Type, Releasetyp', likely: 'Product Type' },
  catalogueNumber: {
    exact: `
      Catalogue Number, Catalog Number, Catalogue No, Catalog No, Cat No, Cat. No., Catalog #, Cat #,
      Katalognummer, Numéro de catalogue, Número de catálogo`,
    likely: 'Label Catalog Number, Bestellnummer, Cat Number, Catno',
  },
  genre: {
    exact: 'Genre, Genres, Main Genre, Primary Genre, Musikrichtung, Género, Gênero',
    likely: 'Style, Music Genre',
  },
  pLine: { exact: 'P Line, PLine, P-Line Text, P Line Text, Phonographic Copyright, P Copyright' },
  releasePLine: { exact: 'Release P Line, Album P Line' },
  cLine: { exact: 'C Line, CLine, C-Line Text, C Line Text, C Copyright', likely: 'Copyright Line' },
  explicit: {
    exact: `
      Explicit, Is Explicit, Explicit Lyrics, Explicit Content, Parental Advisory, Parental Warning,
      Parental Warning Type`,
  },
  country: { exact: 'Country of Recording, Recording Country, Country of Fixation' },
  kind: {
    exact: 'Recording Type, Recording Kind, Audio or Video, Audio/Video, Resource Type, Media Type',
    likely: 'Content Type, Asset Type',
    possible: 'Kind, Type',
  },
  rightHeld: {
    exact: 'Right Held, Rights Held, Right Owned, Rights Owned, Owned Rights, Gehaltenes Recht',
  },
  alsoSingle: {
    exact: `
      Also Issued As Single, Also Issued As A Single, Also Single, Issued As Single, Also Released As Single,
      Released As Single, Auch als Single`,
  },
  notes: {
    exact: 'Notes, Note, Notizen, Anmerkungen, Notas',
    likely:
      'Remarks, Comments, Comment, Bemerkungen, Bemerkung, Kommentar, Remarques, Observaciones, Observações',
  },
  workTitle: {
    exact:
      'Work Title, Title of Work, Musical Work, Musical Work Title, Composition Title, Werktitel, Titre de l’œuvre',
    likely: 'Composition, Work, Song of Work, Œuvre, Obra, Werk',
  },
  iswc: { exact: 'ISWC, ISWC Code, ISWC Number, Work ISWC, Code ISWC, Código ISWC, ISWCs' },
  writers: {
    exact: `
      Songwriter, Songwriters, Songwriter(s), Writer, Writers, Writer(s), Writer Name, Writer Names, Written By,
      Authors/Composers, Composers/Authors, Composer/Author, Author/Composer, Composer/Lyricist, Composers & Lyricists,
      Autor/Komponist, Urheber, Auteurs-compositeurs, Auteur/compositeur, Autores, Compositores y autores`,
    likely: 'Authors, Author, Song Writer, Song Writers, Writing Credits, Auteurs',
  },
  composers: {
    exact: `
      Composer, Composers, Composer(s), Composer Name, Composed By, Music By, Komponist, Komponisten, Compositeur,
      Compositeurs, Compositor, Compositores`,
  },
  lyricists: {
    exact: `
      Lyricist, Lyricists, Lyricist(s), Lyrics By, Words By, Lyrics Written By, Textdichter, Texter, Parolier, Paroliers,
      Letrista, Letristas`,
  },
  publishers: {
    exact: `
      Publisher, Publishers, Publisher(s), Music Publisher, Music Publishers, Publisher Name, Original Publisher,
      Musikverlag, Verlag, Éditeur, Éditeurs, Editora, Editorial`,
    likely: 'Publishing, Publishing Company',
  },
  featuredArtists: {
    exact: `
      Featured Artist, Featured Artists, Featured Artist(s), Featuring, Featuring Artist, Featuring Artists, Feat., Feat,
      Guest Artist, Guest Artists, Gastkünstler`,
    likely: 'Featured, Ft., Ft',
  },
  producers: {
    exact: `
      Producer, Producers, Producer(s), Producer Name, Produced By, Music Producer, Record Producer, Produzent,
      Produzenten, Producteur, Productor, Productores, Produtor`,
    likely: 'Production Credits',
  },
  remixers: { exact: 'Remixer, Remixers, Remixer(s), Remixed By, Remix Artist' },
  contributors: {
    exact: `
      Contributors, Contributor, Contributors and Roles, Contributors (Roles), Contributors with Roles, Credits,
      Performer Credits, Personnel, Mitwirkende, Crédits, Créditos`,
    likely: 'Musicians, Additional Contributors, Other Contributors, Line-up',
  },
  writerLastName: { exact: 'Writer Last Name, Writer Surname, Writer Family Name, Writer 1 Last' },
  writerFirstName: { exact: 'Writer First Name, Writer Given Name, Writer 1 First' },
  writerIpi: {
    exact:
      'Writer IPI, Writer IPI Number, Writer CAE, Writer CAE/IPI, Writer IPI/CAE, Writer 1 IPI, Composer IPI',
  },
  writerRole: { exact: 'Writer Role, Writer Role Code, Writer Capacity, Writer 1 Role' },
  publisherIpi: { exact: 'Publisher IPI, Publisher IPI Number, Publisher CAE, Publisher CAE/IPI' },
  collectionShare: { exact: 'Collection Share, Mechanical Collection Share' },
}

const claims = new Map<string, NameClaim[]>()
for (const field of catalogueFields) {
  const { exact, likely = '', possible = '' } = names[field]
  claim(exact, field, 1)
  claim(likely, field, 0.75)
  claim(possible, field, 0.5)
}

function claim(list: string, field: CatalogueField, weight: number): void {
  for (const name of list.split(',')) {
    const key = nameKey(name)
    const known = claims.get(key) ?? []
    if (key !== '' && !known.some((other) => other.field === field))
      claims.set(key, [...known, { field, weight }])
  }
}

/** A header under which spelling variants agree: `Track_No.`, `trackNo` and `TRACK NO *` are one. */
function nameKey(header: string): string {
  return foldText(header.replace(/[#№]/g, ' nr '))
}

/**
 * The fields a column name may stand for, strongest first; none for a name that means something else. A name
 * that is not known as a whole counts for little, by the word it ends in (`Youtube-Title`) or contains.
 */
export function claimsOfName(header: string): readonly NameClaim[] {
  if (header.length > 200) return []
  const known = claims.get(nameKey(header)) ?? weakened(claims.get(nameKey(withoutRemark(header))), 0.9)
  return (known ?? claimsOfNumbered(header) ?? claimsOfWords(wordsOf(header))).toSorted(
    (one, other) => other.weight - one.weight,
  )
}

/** `Producer 1`, `Songwriter 2 Name`: of lists of names every column counts. */
function claimsOfNumbered(header: string): readonly NameClaim[] | undefined {
  const match = /^(.*\D)\s*\d{1,2}(\s+name)?\s*$/i.exec(header)
  const known = match === null ? undefined : claims.get(nameKey(match[1] ?? ''))
  const listed = known?.filter(({ field }) => isListField(field))
  return listed === undefined || listed.length === 0 ? undefined : weakened(listed, 0.9)
}

/** True for a name that is known as a whole, so that its row is likely a header. */
export function isKnownName(header: string): boolean {
  const [best] = header.length > 200 ? [] : claimsOfName(header)
  return best !== undefined && best.weight >= 0.7
}

/** The unit a duration column names: `Duration (ms)`, `length_seconds`, `Dauer [min]`. */
export function unitOfName(header: string): DurationUnit {
  const words = wordsOf(header)
  const has = (...units: string[]) => units.some((unit) => words.includes(unit))
  if (has('ms', 'msec', 'millis', 'milliseconds', 'millisekunden')) return 'ms'
  const seconds = has('s', 'sec', 'secs', 'seconds', 'sek', 'sekunden', 'secondes', 'segundos')
  const minutes = has('min', 'mins', 'minutes', 'minuten', 'minutos')
  return seconds === minutes ? 'auto' : seconds ? 's' : 'min'
}

function weakened(known: readonly NameClaim[] | undefined, factor: number): readonly NameClaim[] | undefined {
  return known?.map(({ field, weight }) => ({ field, weight: weight * factor }))
}

/** The name without what stands in brackets: `Title (original)`, `Duration [mm:ss]`. */
function withoutRemark(header: string): string {
  return header.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
}

function wordsOf(header: string): readonly string[] {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

// Words that make a name mean something else: the artist's id, the album's picture, the share of a label.
const otherMeaning =
  /^(ids?|uris?|mbids?|image|img|picture|cover|artwork|thumbnail|preview|avatar|share|country|count|type|role|status|language|genre|popularity|code|hash|hashed|royalties|earnings|percentage)$/

function claimsOfWords(words: readonly string[]): readonly NameClaim[] {
  const last = words.at(-1) ?? ''
  const has = (...wanted: string[]) => wanted.some((word) => words.includes(word))
  if (has('isrc', 'isrcs')) return [{ field: 'isrc', weight: 0.6 }]
  if (words.some((word) => otherMeaning.test(word))) return []
  if (has('upc', 'ean', 'gtin', 'barcode', 'icpn')) return [{ field: 'gtin', weight: 0.6 }]
  if (has('duration', 'dauer', 'duree', 'duracion', 'duracao')) return [{ field: 'duration', weight: 0.5 }]
  if (has('url', 'link')) return [{ field: 'url', weight: 0.4 }]
  if (/^(album|release)$/.test(words[0] ?? '') && /^(title|titel|name)$/.test(last))
    return [{ field: 'release', weight: 0.4 }]
  if (/^(title|titel|titre|titulo)$/.test(last)) return [{ field: 'title', weight: 0.4 }]
  if (/^(artists?|artistes?|artistas?|kunstler|interpret)$/.test(last))
    return [{ field: 'artist', weight: 0.4 }]
  return []
}
