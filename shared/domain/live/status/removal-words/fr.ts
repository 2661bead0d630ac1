import { anyOf, oneOf, type RemovalWords } from './phrases.ts'

const thingsWords = oneOf`
  page, video, piste, titre, morceau, chanson, fichier, album, contenu, contenus, enregistrement, lien,
  article, produit, element, sortie, annonce, publication, document, dossier, adresse, url, musique,
  son, single, media, profil, compte, chaine, telechargement, morceaux, oeuvre, ressource
`

const takenAwayWords = oneOf`
  supprimee?s?, retiree?s?, effacee?s?, desactivee?s?, enlevee?s?, depubliee?s?, bloquee?s?,
  ferme(e|s|es)?, clos, suspendue?s?, expiree?s?, mis(e|es)? hors ligne
`

const goesOnWords = oneOf`
  par, suite, a la, pour, en, apres, car, sur, de, du, des, et (n|ne|ses|son|sa|leurs), ou, parce,
  conformement, definitivement, ici, depuis
`

const notThereWords = oneOf`
  disponibles?, en ligne, accessibles?, proposee?s?, ici, la, presente?s?
`

const aloneWords = oneOf`
  introuvable, non trouvee?, supprimee?, retiree?, indisponible, inexistante?, n existe (pas|plus),
  plus disponible, expire
`

const elsewhereWords = oneOf`
  commentaires?, (votre|ton|mon|ta|ma) (compte|profil|session|acces), reponses?, avis, panier,
  liste d envies, souhaits, favoris, playlists?, file d attente, (votre|ta) bibliotheque, cookies?,
  publicites?, filigrane, si, s il, comment, pourquoi, lorsque, lorsqu, quand,
  (sera|seront|serait|peut|peuvent|doit|pourra|pourrait) (\S+ ){0,2}(etre )?(\S+ )?(supprimee?s?|retiree?s?|bloquee?s?),
  dans (votre|ton|ce) (pays|region|zone|territoire), votre region, temporairement, momentanement,
  maintenance, actuellement, pour le moment, pour l instant, reessayez, paroles, pochette, epuisee?,
  stock, taille, vinyle, precedente, ancienne, navigateur, javascript, application, apercu, extrait,
  image, qualite, format, formule, abonnement, reservee?s?, connecte, membres, abonnes, pas encore
`

export const fr: RemovalWords = {
  language: 'fr',
  things: anyOf(String.raw` ${thingsWords} `),
  takenAway: anyOf(String.raw` (a|ont|est|sont|fut|avoir) (\S+ )?(ete )?(\S+ )?${takenAwayWords} `),
  goesOn: anyOf(String.raw`^ ($|${goesOnWords} )`),
  takenBy: anyOf(
    String.raw` (proprietaire|auteur|utilisateur|artiste|createur|label) a (\S+ )?(supprime|retire|efface|desactive|enleve) `,
    ' (supprimee?|retiree?|effacee?|desactivee?) (pour|suite|a la demande|par|apres) ',
  ),
  notThere: anyOf(
    String.raw` (n est|ne sont|n est donc) (\S+ )?plus (\S+ )?${notThereWords} `,
    String.raw` n est pas (\S+ )?(en ligne|ici) `,
    String.raw` n existe(nt)? (\S+ )?(pas|plus) `,
    ' introuvables? ',
    ' ne (proposons|vendons|hebergeons|avons) plus ',
    String.raw` (n a|n ont|n avons) (\S+ )?pas (\S+ )?(pu etre |ete |pu )?(trouvee?s?|trouver|localisee?s?|retrouver?|retrouvee?s?) `,
    ' pas trouvee?s? ',
    ' non trouvee?s? ',
    ' inexistante?s? ',
    ' a disparu ',
    ' a expire ',
    ' (impossible de|ne parvenons pas a|n arrivons pas a) (re)?trouver ',
  ),
  cannotBeHad: anyOf(' indisponibles? $', String.raw` (n est|ne sont) pas (\S+ )?disponibles? $`),
  alone: anyOf(
    String.raw`^ (erreur |oups |desole |zut |aie )*((page|fichier|titre|piste|video|contenu|article|produit|morceau|album|lien) )?${aloneWords} $`,
    '^ erreur 4(04|10) ',
    '^ rien (ici|a voir ici|trouve) ',
  ),
  elsewhere: anyOf(
    String.raw` (retire|supprime|enleve|efface)e?s? (de|du|des|d) (?!((la|le|les|l|notre|nos|ce|cette) )?(site|plate|plateforme|catalogue|serveurs?|service|boutique|vente|internet|web|ligne|circulation|disque|cloud)\b)`,
    ' (set ?list|repertoire|concert|tournee|programmation) ',
    String.raw` ${elsewhereWords} `,
    String.raw` jamais (\S+ )?(supprime|retire|efface)\S* `,
  ),
}
