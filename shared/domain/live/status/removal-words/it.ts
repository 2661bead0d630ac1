import { anyOf, oneOf, type RemovalWords } from './phrases.ts'

const thingsWords = oneOf`
  pagina, video, traccia, brano, canzone, file, album, contenuto, contenuti, registrazione, link,
  articolo, prodotto, elemento, pubblicazione, documento, cartella, indirizzo, url, musica, audio,
  singolo, risorsa, download, annuncio, profilo, account, canale, opera, disco, pezzo, materiale,
  collegamento
`

const takenAwayWords = oneOf`
  rimoss[oaie], eliminat[oaie], cancellat[oaie], ritirat[oaie], disattivat[oaie], bloccat[oaie],
  chius[oaie], sospes[oaie], tolt[oaie], oscurat[oaie], scadut[oaie]
`

const goesOnWords = oneOf`
  da, dal, dalla, dall, dallo, dagli, dai, per, su, a, in, dopo, perche, e (non|i|le|la|il), o, oppure,
  definitivamente, qui, come
`

const notThereWords = oneOf`
  esiste, esistono, e piu, sono piu, trovat[oa], e stat[oa] trovat[oa], abbiamo trovato,
  riusciamo a trovare, siamo riusciti a trovare, si trova, e presente, puo essere trovat[oa],
  e possibile trovare, c e
`

const aloneWords = oneOf`
  non (e )?(stat[oa] )?trovat[oa], non (piu )?disponibile, rimoss[oa], eliminat[oa], cancellat[oa],
  non esiste( piu)?, inesistente, introvabile, scaduto
`

const elsewhereWords = oneOf`
  scaletta, repertorio, programma, lista, elenco, classifica, album, disco, raccolta, concerto, tour,
  radio, podio, bando, concorso
`

const elsewhereWords2 = oneOf`
  comment[oi], (tuo|suo|mio|vostro) (account|profilo), (tua|sua) sessione, rispost[ae], recension[ei],
  carrello, lista (dei )?desideri, preferiti, playlist, coda, (tua|sua) libreria, cookies?, annunci,
  pubblicita, filigrana, se, come (si|posso|fare|mai), perche, quando, qualora,
  (sara|saranno|puo|possono|potra|potrebbe|deve) (\S+ )?(essere )?(\S+ )?(rimoss[oaie]|eliminat[oaie]|cancellat[oaie]|bloccat[oaie]),
  nel (tuo|suo|vostro) paese, nella (tua|sua) (regione|zona|area), temporaneamente, manutenzione,
  attualmente, al momento, per ora, riprova, testo, copertina, esaurit[oa], taglia, vinile, precedente,
  vecchia, browser, javascript, applicazione, app, anteprima, estratto, immagine, qualita, formato,
  piano, abbonamento, accedere, membri, abbonati, ancora
`

export const it: RemovalWords = {
  language: 'it',
  things: anyOf(String.raw` ${thingsWords} `),
  takenAway: anyOf(
    String.raw` (e|sono|era|essere|venne|viene) (\S+ )?(stat[oaie] )?(\S+ )?${takenAwayWords} `,
  ),
  goesOn: anyOf(String.raw`^ ($|${goesOnWords} )`),
  takenBy: anyOf(
    String.raw` (proprietario|autore|utente|artista|creatore|etichetta) (\S+ ){0,4}ha (\S+ )?(rimosso|eliminato|cancellato|ritirato|tolto) `,
    ' (rimoss[oa]|eliminat[oa]|cancellat[oa]) (per|su richiesta|a seguito|dopo) ',
  ),
  notThere: anyOf(
    String.raw` non (\S+ )?${notThereWords} `,
    ' non piu disponibile ',
    ' non (piu )?(esistente|presente|trovat[oa]) ',
    ' non (abbiamo|vendiamo|offriamo|ospitiamo) piu ',
    ' inesistente ',
    ' irreperibile ',
    ' introvabile ',
    ' impossibile trovare ',
    ' e scadut[oa] ',
    ' e sparit[oa] ',
  ),
  cannotBeHad: anyOf(' non (e |sono )?disponibil[ei] $'),
  alone: anyOf(
    String.raw`^ (errore |ops |oops |spiacenti |ci dispiace |accidenti )*((pagina|file|traccia|brano|video|contenuto|articolo|prodotto|link|album|canzone) )?${aloneWords} $`,
    '^ errore 4(04|10) ',
    '^ qui non c e (piu )?niente ',
    '^ nessun risultato trovato $',
  ),
  elsewhere: anyOf(
    String.raw` (rimoss|eliminat|cancellat|ritirat|tolt)[oaie] (dal|dalla|dalle|dagli|dai) ${elsewhereWords}\b`,
    ' (scaletta|repertorio|concerto|tournee) ',
    String.raw` ${elsewhereWords2} `,
    String.raw` mai (\S+ )?(rimoss|eliminat|cancellat)\S+ `,
  ),
}
