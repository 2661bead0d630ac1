import { anyOf, oneOf, type RemovalWords } from './phrases.ts'

const thingsWords = oneOf`
  seite, webseite, titel, track, song, lied, stuck, musikstuck, datei, video, album, veroffentlichung,
  inhalt, inhalte, beitrag, artikel, produkt, link, eintrag, aufnahme, medium, angebot, adresse,
  dokument, download, ordner, upload, anzeige, url, sound, single, profil, konto, kanal, verzeichnis,
  material, musik
`

const takenAwayWords = oneOf`
  entfernt, geloscht, gesperrt, deaktiviert, heruntergenommen, zuruckgezogen, eingestellt,
  offline genommen, vom netz genommen, abgeschaltet, beseitigt, gekundigt
`

const goesOnWords = oneOf`
  wegen, aufgrund, auf, nach, durch, von, vom, weil, da,
  und (ist|sind|steht|kann|die|der|das|nicht|alle), oder, sein, worden, gemass, infolge, hier
`

const notThereWords = oneOf`
  vorhanden, gefunden, online, abrufbar, auffindbar, zu finden, finden, angeboten, hier, existent, da,
  bereit
`

const aloneWords = oneOf`
  (leider )?nicht (mehr )?(gefunden|verfugbar|vorhanden|auffindbar), geloscht, entfernt, gesperrt,
  existiert nicht( mehr)?, ist weg, fehlt
`

const elsewhereWords = oneOf`
  kommentare?, (ihr|dein|mein|ihre|deine|meine|ihrem|deinem) (konto|profil|sitzung|zugang),
  antwort(en)?, bewertung(en)?, warenkorb, einkaufswagen, wunschliste, merkliste, favoriten,
  wiedergabeliste, playlist, (deiner|ihrer|deine|ihre) (mediathek|bibliothek), cookies?, werbung,
  wasserzeichen, wenn, falls, sofern, wie, warum, ob, sobald,
  (wird|werden|kann|konnen|muss|darf) (\S+ ){0,8}(entfernt|geloscht|gesperrt),
  in (deinem|ihrem|eurem|diesem) (land|gebiet|region), (deiner|ihrer) region, vorubergehend, wartung,
  wartungsarbeiten, momentan, derzeit, aktuell, zurzeit, gerade, spater (noch einmal|erneut|wieder),
  liedtext, songtext, coverbild, ausverkauft, lieferbar, grosse, vinyl, fruhere, altere, vorherige,
  noch nicht, browser, javascript, app, vorschau, horprobe, auszug, bild, qualitat, format, abo,
  abonnement, tarif, mitglieder, freunde, angemeldet, anmelden
`

export const de: RemovalWords = {
  language: 'de',
  things: anyOf(String.raw` ${thingsWords} `),
  takenAway: anyOf(String.raw` (wurde|wurden|ist|sind|worden) (\S+ ){0,12}${takenAwayWords} `),
  goesOn: anyOf(String.raw`^ ($|${goesOnWords} )`),
  takenBy: anyOf(
    String.raw` (hat|haben) (\S+ ){0,8}(geloscht|entfernt|gesperrt|zuruckgezogen) `,
    ' (geloscht|entfernt|gesperrt) (wegen|aufgrund|auf wunsch|nach) ',
  ),
  notThere: anyOf(
    String.raw` (nicht|nicht mehr|nirgends|nirgendwo) (\S+ ){0,3}${notThereWords} `,
    String.raw` nicht mehr (\S+ ){0,4}(verfugbar|erhaltlich) `,
    String.raw` (steht|stehen) (\S+ ){0,3}nicht mehr (\S+ )?zur verfugung `,
    String.raw` (fuhren|haben|bieten|verkaufen|zeigen|hosten) (\S+ ){0,3}nicht mehr `,
    String.raw` (existiert|existieren|gibt es|gibt s|besteht) (\S+ ){0,5}(nicht|nicht mehr|leider nicht) `,
    ' nicht (mehr )?(existiert|gibt|existieren) ',
    String.raw` (kein|keine|keinen) (\S+ ){0,2}(seite|datei|titel|track|eintrag|inhalt|song|video|album) (\S+ ){0,3}(gefunden|vorhanden|mehr) `,
    String.raw` (ist|sind) (\S+ ){0,2}(weg|abgelaufen|ungultig|verschwunden) `,
    ' unauffindbar ',
    ' nicht gefunden ',
    String.raw` nichts (\S+ )?(gefunden|zu finden|zu sehen) `,
    ' wurde verschoben oder ',
    String.raw` existier(t|en) (\S+ ){0,8}nicht( mehr)? $`,
  ),
  cannotBeHad: anyOf(' nicht verfugbar $', String.raw` nicht (\S+ )?zur verfugung $`),
  alone: anyOf(
    String.raw`^ (fehler |hoppla |ups |oh nein |tut uns leid |leider )*((seite|datei|titel|track|song|video|inhalt|artikel|produkt|eintrag|album|dokument) )?${aloneWords} $`,
    '^ nichts (gefunden|zu sehen|da) $',
    '^ fehler 4(04|10) ',
    '^ hier (ist|gibt es) (leider )?nichts ',
  ),
  elsewhere: anyOf(
    String.raw` aus (der|den|deiner|ihrer|seiner|meiner|eurer) (?!datenbank|plattform|mediathek|bibliothek|cloud)\S+ (entfernt|geloscht|gestrichen|genommen) `,
    ' (vom markt|aus dem handel|setliste?|repertoire|spielplan|konzert|tournee|auftritt) ',
    String.raw` ${elsewhereWords} `,
    String.raw` (nie|niemals|nichts) (\S+ ){0,3}(entfernt|geloscht|gesperrt) `,
  ),
}
