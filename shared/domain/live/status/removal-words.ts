/** How a language says that something is not there any more. All patterns read plain words (`plainWords`). */
export interface RemovalWords {
  readonly language: string
  /** What can be gone. */
  readonly things: RegExp
  /** Said of a thing that stands before it: it was taken away. */
  readonly takenAway: RegExp
  /** How such a sentence goes on where it speaks of this page: by whom, why, and what follows from it. */
  readonly goesOn: RegExp
  /** Said anywhere in a sentence with a thing: its owner took it away. */
  readonly takenBy: RegExp
  /** Said anywhere in a sentence with a thing: it cannot be found, it is not here. */
  readonly notThere: RegExp
  /** Says no more than that it cannot be had; counts where the sentence ends with it. */
  readonly cannotBeHad: RegExp
  /** Says it all without naming a thing; counts in a title or a heading alone. */
  readonly alone: RegExp
  /** Makes a sentence speak of something else, of a condition, of later, or of a place. */
  readonly elsewhere: RegExp
}

// Standard sentences of web servers, shops and players in each language, collected from their published message
// catalogues and error pages; read 2026-11-22.
export const removalWords: readonly RemovalWords[] = [
  {
    language: 'en',
    things:
      / (page|pages|video|track|tracks|song|file|files|album|release|recording|audio|sound|item|product|listing|content|material|upload|post|link|url|address|document|media|mix|resource|torrent|folder|archive|download|dataset|data set|repository|repo|model|entry|stream|single|mixtape|artist|profile|user|account|channel|episode|article|beat|tape|thread|topic|blog) /u,
    takenAway:
      / (has been|have been|was|were|is|been|got|had been) (\S+ ){0,2}(removed|deleted|taken down|taken offline|pulled|withdrawn|disabled|purged|erased|unpublished|delisted|terminated|retired|wiped|expired|suspended|closed|destroyed|discontinued|blocked) | (removed|taken down|disabled|deleted|pulled|withdrawn|unavailable|taken offline) (\S+ ){0,3}(due to|because of|following|in response to|by the|after|at the request|for|on copyright|under) /u,
    goesOn:
      /^ ($|(by|due|because|following|in response|after|at|for|on|under|as|since|in accordance|per|pursuant|and (is|are|its|can|cannot|no|will|the)|or|from|permanently|here|now) )/u,
    takenBy:
      / (owner|uploader|author|user|artist|creator|label|producer|administrator|moderator|person|we|they|seller) (\S+ ){0,5}(has |have |had |ve )?(\S+ )?(deleted|removed|withdrawn|pulled|disabled|taken|closed|erased) | (stopped|no longer) sharing /u,
    notThere:
      / not (\S+ ){0,3}(any longer|any more|anymore) | no longer (\S+ ){0,2}(available|exists?|online|hosted|offered|here|accessible|active|live|carried|listed|sold|found) | link (\S+ ){0,4}no longer (leads|points|works|valid) | no longer (part of|on|in|with) (\S+ ){0,2}(us|our|catalog(ue)?|library|server|servers|service|shop|store|platform|collection) | (could not|couldn t|cannot|can t|can not|were unable to|was unable to|unable to|did not|didn t|failed to) (\S+ ){0,3}(be found|find|locate|be located) | (does not|doesn t|do not|don t|no longer) exist | (is|was|are) not found | not found | (is|s|are|has|have) (\S+ )?gone | (has|have) expired | (is|are) (dead|broken|invalid|not valid|missing) | (there is|there s|we have) no (such )?(page|track|file|song|album|release|item|record|listing|video) | no such (page|track|file|song|album|release|item|record|listing|video) | (may|might|could) have been (\S+ ){0,3}(removed|deleted|moved|renamed|taken down) | (is|are) missing | nothing (was )?(found|here|lives here|to see here) | not here (anymore|any more|any longer)? | (isn t|is not|aren t) (here|there|online|around) | no longer (carry|stock|sell|have|host|offer|keep|distribute) /u,
    cannotBeHad: / (isn t|is not|aren t|are not|not) (\S+ )?available $| unavailable $/u,
    alone:
      /^ (error )?(404|410)( error)?( page)?( not found| gone| page not found| file not found| error)* $|^ (oops |sorry |uh oh |whoops |ooops |error |hmm )*((page|file|track|song|album|video|item|product|content|listing|release|document|resource|recording|sound|url|link|entry|post|media|folder) )?(not found|unavailable|removed|deleted|gone|missing|no longer available|not available|no longer exists?|taken down|does not exist|has moved on|expired) $|^ (nothing (found|here|to see here)|not found|this is a dead end|dead (link|end)|lost in space|you seem lost|page doesn t exist|(content|file|track|item) (removed|deleted|disabled)( by \S+)*) /u,
    elsewhere:
      / (set ?list|line ?up|repertoire|rotation|tour|gig|concert)s? | (removed|deleted|withdrawn|taken down|dropped|pulled) (from|off) (?!our |this |the (site|server|servers|service|platform|shop|store|catalog|catalogue|website|internet) |public|sale |view |circulation )| (comments?|repl(y|ies)|reviews?|(your|my) (account|profile|channel|session|ip|e mail|computer|phone)|vocals?|cart|basket|wish ?list|favou?rites?|playlists?|your queue|your librar(y|ies)|bookmarks?|cookies?|ads?|advertisements?|watermarks?|noise|drm|limits?|restrictions?|charts?|(previous|older|earlier|old|first|other|another|original) (version|upload|link|post|copy|listing)|tracklist|lyrics?|artwork|cover|sample|samples|if|unless|whenever|how|why|(will|would|can|must|should|shall|to|may|might|could|cannot) be (\S+ )?(removed|deleted|taken|disabled|withdrawn|pulled|blocked|suspended|closed|terminated)|in case|until|in your (country|region|location|area|territory|market)|your (country|region)|temporar(y|ily)|maintenance|try again (later|in|soon)|browser|javascript|flash|player|merch|tickets?|t shirts?|vinyl|cassettes?|cd|shipping|stock|sold out|size|colou?r|translations?|subtitles?|high res|hi res|lossless|(of|in) th(e|is) thread|preorder|pre order|coming soon|yet|currently|right now|at the moment|users|fake|spam|bug|feature|issue|previews?|trailer|snippet|excerpt|waveform|chords?|tabs?|thumbnails?|images?|photos?|description|quality|format|plan|subscription|app|artists? who|dislikes?|sequel|members|subscribers|premium|friends) /u,
  },
  {
    language: 'de',
    things:
      / (seite|webseite|titel|track|song|lied|stuck|musikstuck|datei|video|album|veroffentlichung|inhalt|inhalte|beitrag|artikel|produkt|link|eintrag|aufnahme|medium|angebot|adresse|dokument|download|ordner|upload|anzeige|url|sound|single|profil|konto|kanal|verzeichnis|material|musik) /u,
    takenAway:
      / (wurde|wurden|ist|sind|worden) (\S+ ){0,12}(entfernt|geloscht|gesperrt|deaktiviert|heruntergenommen|zuruckgezogen|eingestellt|offline genommen|vom netz genommen|abgeschaltet|beseitigt|gekundigt) /u,
    goesOn:
      /^ ($|(wegen|aufgrund|auf|nach|durch|von|vom|weil|da|und (ist|sind|steht|kann|die|der|das|nicht|alle)|oder|sein|worden|gemass|infolge|hier) )/u,
    takenBy:
      / (hat|haben) (\S+ ){0,8}(geloscht|entfernt|gesperrt|zuruckgezogen) | (geloscht|entfernt|gesperrt) (wegen|aufgrund|auf wunsch|nach) /u,
    notThere:
      / (nicht|nicht mehr|nirgends|nirgendwo) (\S+ ){0,3}(vorhanden|gefunden|online|abrufbar|auffindbar|zu finden|finden|angeboten|hier|existent|da|bereit) | nicht mehr (\S+ ){0,4}(verfugbar|erhaltlich) | (steht|stehen) (\S+ ){0,3}nicht mehr (\S+ )?zur verfugung | (fuhren|haben|bieten|verkaufen|zeigen|hosten) (\S+ ){0,3}nicht mehr | (existiert|existieren|gibt es|gibt s|besteht) (\S+ ){0,5}(nicht|nicht mehr|leider nicht) | nicht (mehr )?(existiert|gibt|existieren) | (kein|keine|keinen) (\S+ ){0,2}(seite|datei|titel|track|eintrag|inhalt|song|video|album) (\S+ ){0,3}(gefunden|vorhanden|mehr) | (ist|sind) (\S+ ){0,2}(weg|abgelaufen|ungultig|verschwunden) | unauffindbar | nicht gefunden | nichts (\S+ )?(gefunden|zu finden|zu sehen) | wurde verschoben oder /u,
    cannotBeHad: / nicht verfugbar $| nicht (\S+ )?zur verfugung $/u,
    alone:
      /^ (fehler |hoppla |ups |oh nein |tut uns leid |leider )*((seite|datei|titel|track|song|video|inhalt|artikel|produkt|eintrag|album|dokument) )?((leider )?nicht (mehr )?(gefunden|verfugbar|vorhanden|auffindbar)|geloscht|entfernt|gesperrt|existiert nicht( mehr)?|ist weg|fehlt) $|^ nichts (gefunden|zu sehen|da) $|^ fehler 4(04|10) |^ hier (ist|gibt es) (leider )?nichts /u,
    elsewhere:
      / aus (der|den|deiner|ihrer|seiner|meiner|eurer) (?!datenbank|plattform|mediathek|bibliothek|cloud)\S+ (entfernt|geloscht|gestrichen|genommen) | (vom markt|aus dem handel|setliste?|repertoire|spielplan|konzert|tournee|auftritt) | (kommentare?|(ihr|dein|mein|ihre|deine|meine|ihrem|deinem) (konto|profil|sitzung|zugang)|antwort(en)?|bewertung(en)?|warenkorb|einkaufswagen|wunschliste|merkliste|favoriten|wiedergabeliste|playlist|(deiner|ihrer|deine|ihre) (mediathek|bibliothek)|cookies?|werbung|wasserzeichen|wenn|falls|sofern|wie|warum|ob|sobald|(wird|werden|kann|konnen|muss|darf) (\S+ ){0,8}(entfernt|geloscht|gesperrt)|in (deinem|ihrem|eurem|diesem) (land|gebiet|region)|(deiner|ihrer) region|vorubergehend|wartung|wartungsarbeiten|momentan|derzeit|aktuell|zurzeit|gerade|spater (noch einmal|erneut|wieder)|liedtext|songtext|coverbild|ausverkauft|lieferbar|grosse|vinyl|fruhere|altere|vorherige|noch nicht|browser|javascript|app|vorschau|horprobe|auszug|bild|qualitat|format|abo|abonnement|tarif|mitglieder|freunde|angemeldet|anmelden) /u,
  },
  {
    language: 'fr',
    things:
      / (page|video|piste|titre|morceau|chanson|fichier|album|contenu|contenus|enregistrement|lien|article|produit|element|sortie|annonce|publication|document|dossier|adresse|url|musique|son|single|media|profil|compte|chaine|telechargement|morceaux|oeuvre|ressource) /u,
    takenAway:
      / (a|ont|est|sont|fut|avoir) (\S+ )?(ete )?(\S+ )?(supprimee?s?|retiree?s?|effacee?s?|desactivee?s?|enlevee?s?|depubliee?s?|bloquee?s?|ferme(e|s|es)?|clos|suspendue?s?|expiree?s?|mis(e|es)? hors ligne) /u,
    goesOn:
      /^ ($|(par|suite|a la|pour|en|apres|car|sur|de|du|des|et (n|ne|ses|son|sa|leurs)|ou|parce|conformement|definitivement|ici|depuis) )/u,
    takenBy:
      / (proprietaire|auteur|utilisateur|artiste|createur|label) a (\S+ )?(supprime|retire|efface|desactive|enleve) | (supprimee?|retiree?|effacee?|desactivee?) (pour|suite|a la demande|par|apres) /u,
    notThere:
      / (n est|ne sont|n est donc) (\S+ )?plus (\S+ )?(disponibles?|en ligne|accessibles?|proposee?s?|ici|la|presente?s?) | n est pas (\S+ )?(en ligne|ici) | n existe(nt)? (\S+ )?(pas|plus) | introuvables? | ne (proposons|vendons|hebergeons|avons) plus | (n a|n ont|n avons) (\S+ )?pas (\S+ )?(pu etre |ete |pu )?(trouvee?s?|trouver|localisee?s?|retrouver?|retrouvee?s?) | pas trouvee?s? | non trouvee?s? | inexistante?s? | a disparu | a expire | (impossible de|ne parvenons pas a|n arrivons pas a) (re)?trouver /u,
    cannotBeHad: / indisponibles? $| (n est|ne sont) pas (\S+ )?disponibles? $/u,
    alone:
      /^ (erreur |oups |desole |zut |aie )*((page|fichier|titre|piste|video|contenu|article|produit|morceau|album|lien) )?(introuvable|non trouvee?|supprimee?|retiree?|indisponible|inexistante?|n existe (pas|plus)|plus disponible|expire) $|^ erreur 4(04|10) |^ rien (ici|a voir ici|trouve) /u,
    elsewhere:
      / (retire|supprime|enleve|efface)e?s? (de|du|des|d) (?!((la|le|les|l|notre|nos|ce|cette) )?(site|plate|plateforme|catalogue|serveurs?|service|boutique|vente|internet|web|ligne|circulation|disque|cloud)\b)| (set ?list|repertoire|concert|tournee|programmation) | (commentaires?|(votre|ton|mon|ta|ma) (compte|profil|session|acces)|reponses?|avis|panier|liste d envies|souhaits|favoris|playlists?|file d attente|(votre|ta) bibliotheque|cookies?|publicites?|filigrane|si|s il|comment|pourquoi|lorsque|lorsqu|quand|(sera|seront|serait|peut|peuvent|doit|pourra|pourrait) (\S+ ){0,2}(etre )?(\S+ )?(supprimee?s?|retiree?s?|bloquee?s?)|dans (votre|ton|ce) (pays|region|zone|territoire)|votre region|temporairement|momentanement|maintenance|actuellement|pour le moment|pour l instant|reessayez|paroles|pochette|epuisee?|stock|taille|vinyle|precedente|ancienne|navigateur|javascript|application|apercu|extrait|image|qualite|format|formule|abonnement|reservee?s?|connecte|membres|abonnes|pas encore) /u,
  },
  {
    language: 'es',
    things:
      / (pagina|video|pista|cancion|tema|archivo|fichero|album|contenido|grabacion|enlace|articulo|producto|publicacion|elemento|disco|documento|carpeta|direccion|url|musica|audio|sencillo|lanzamiento|recurso|descarga|anuncio|perfil|cuenta|canal|obra|material|link|entrada|hilo) /u,
    takenAway:
      / (ha|han|fue|fueron|esta|estan|sido|haya) (\S+ )?(sido )?(\S+ )?(eliminad[oa]s?|borrad[oa]s?|retirad[oa]s?|suprimid[oa]s?|dad[oa]s? de baja|desactivad[oa]s?|bloquead[oa]s?|cerrad[oa]s?|suspendid[oa]s?|caducad[oa]|expirad[oa]|quitad[oa]s?|despublicad[oa]s?) | se (ha|han) (eliminado|borrado|retirado|suprimido|quitado) /u,
    goesOn:
      /^ ($|(por|debido|tras|a|para|en|de|del|segun|porque|y (ya|no|sus|su)|o|u|definitivamente|aqui|desde) )/u,
    takenBy:
      / (propietario|autor|usuario|artista|creador|sello) (\S+ ){0,4}ha (\S+ )?(eliminado|borrado|retirado|suprimido|quitado) | (eliminad[oa]|retirad[oa]|borrad[oa]) (por|tras|a peticion|debido) /u,
    notThere:
      / ya no (\S+ )?(esta|estan|se encuentra|existe|existen|aparece|se ofrece|figura|forma|ofrecemos|vendemos|tenemos|alojamos) | no (existe|existen|se encuentran|se ha encontrado|se encontro|se pudo encontrar|se ha podido encontrar|encontrad[oa]|hemos encontrado|hemos podido encontrar|pudimos encontrar|encontramos|podemos encontrar|logramos encontrar|fue encontrad[oa]|pudo ser encontrad[oa]|la encontramos|lo encontramos|hay ningun[oa]?) | (ha )?(caducado|expirado|desaparecido) | dejo de existir | inexistente | no esta aqui /u,
    cannotBeHad: / no (esta |estan )?disponibles? $/u,
    alone:
      /^ (error |ups |vaya |lo sentimos |uy )*((pagina|archivo|pista|cancion|video|contenido|articulo|producto|enlace|album|tema) )?(no encontrad[oa]|no disponible|eliminad[oa]|retirad[oa]|borrad[oa]|no existe|inexistente|ya no existe|caducado) $|^ error 4(04|10) |^ aqui no hay nada |^ nada encontrado $|^ no se encontro nada /u,
    elsewhere:
      / (eliminad|retirad|quitad|borrad|suprimid)[oa]s? (de|del) (?!((la|el|los|nuestr\S+|este|esta) )?(sitio|web|pagina|plataforma|catalogo|servidor\S*|servicio|tienda|venta|internet|red|circulacion|linea|portal|sistema|nube|disco)\b)| (set ?list|repertorio|concierto|gira) | (comentarios?|(tu|su|mi) (cuenta|perfil|sesion)|respuestas?|resenas?|carrito|cesta|lista de deseos|favoritos|playlist|lista de reproduccion|cola|(tu|su) biblioteca|cookies?|anuncios|publicidad|marca de agua|si|como (puedo|se|puede|hacer)|por que|cuando|(sera|seran|puede|pueden|podra|podria|debe) (\S+ )?(ser )?(\S+ )?(eliminad[oa]s?|borrad[oa]s?|retirad[oa]s?|bloquead[oa]s?)|en (tu|su|este) (pais|region|zona|territorio)|temporalmente|mantenimiento|actualmente|por el momento|en este momento|intentalo|intentelo|letra|portada|agotad[oa]|talla|vinilo|anterior|antigua|navegador|javascript|aplicacion|app|vista previa|adelanto|fragmento|imagen|calidad|formato|plan|suscripcion|sesion|miembros|suscriptores|todavia|aun) /u,
  },
  {
    language: 'pt',
    things:
      / (pagina|video|faixa|musica|cancao|arquivo|ficheiro|album|conteudo|gravacao|link|ligacao|artigo|produto|publicacao|item|documento|pasta|endereco|url|audio|single|lancamento|recurso|download|anuncio|perfil|conta|canal|obra|disco|tema|material|topico|postagem) /u,
    takenAway:
      / (foi|foram|esta|estao|sido|ter sido|tenha) (\S+ )?(sido )?(\S+ )?(removid[oa]s?|excluid[oa]s?|apagad[oa]s?|eliminad[oa]s?|retirad[oa]s?|deletad[oa]s?|desativad[oa]s?|bloquead[oa]s?|encerrad[oa]s?|suspens[oa]s?|suprimid[oa]s?) | (saiu do|fora do) ar /u,
    goesOn:
      /^ ($|(por|pel[oa]s?|devido|apos|a|em|de|do|da|conforme|porque|e (ja|nao|seus|suas)|ou|definitivamente|aqui|desde) )/u,
    takenBy:
      / (proprietario|dono|autor|usuario|utilizador|artista|criador|selo) (\S+ ){0,4}(removeu|excluiu|apagou|eliminou|retirou|deletou) | (removid[oa]|excluid[oa]|apagad[oa]) (por|a pedido|devido|apos) /u,
    notThere:
      / nao (\S+ )?(existe|existem|esta mais|foi encontrad[oa]|foi possivel encontrar|pode ser encontrad[oa]|pode ser localizad[oa]|encontrad[oa]|encontramos|conseguimos encontrar|foi localizad[oa]|se encontra|ha nenhum[oa]?) | ja nao (\S+ )?(esta|existe|se encontra|consta) | deixou de (estar|existir) | ja nao (temos|vendemos|oferecemos) | nao (temos|vendemos|oferecemos|hospedamos) mais | inexistente | expirou | desapareceu /u,
    cannotBeHad: / nao (esta |estao )?disponive(l|is) $| indisponive(l|is) $/u,
    alone:
      /^ (erro |ops |opa |desculpe |ooops )*((pagina|arquivo|ficheiro|faixa|musica|video|conteudo|artigo|produto|link|album|item) )?(nao encontrad[oa]|indisponivel|removid[oa]|excluid[oa]|apagad[oa]|nao existe( mais)?|inexistente|ja nao existe|expirou|nao disponivel) $|^ erro 4(04|10) |^ nada (por )?aqui |^ nada encontrado $/u,
    elsewhere:
      / (removid|retirad|excluid|apagad|tirad)[oa]s? (de|do|da|dos|das) (?!((nosso|nossa|nossos|nossas|este|esta) )?(site|ar|plataforma|catalogo|servidor|servidores|servico|loja|venda|internet|rede|circulacao|portal|sistema|pagina|nuvem)\b)| (set ?list|repertorio|show|turne|concerto) | (comentarios?|(sua|tua|minha|seu|teu|meu) (conta|perfil|sessao)|respostas?|avaliac(ao|oes)|carrinho|cesto|lista de desejos|favoritos|playlist|fila|(sua|tua) biblioteca|cookies?|anuncios|publicidade|marca d agua|se (voce|esta|este|essa|achar|acha|acredita|quiser|tiver|nao|o|a|for|houver)|como (posso|faco|se)|por que|quando|(sera|serao|pode|podem|podera|deve) (\S+ )?(ser )?(\S+ )?(removid[oa]s?|excluid[oa]s?|apagad[oa]s?|bloquead[oa]s?)|no (seu|teu|pais)|na (sua|tua) (regiao|area)|seu pais|temporariamente|manutencao|atualmente|no momento|de momento|tente novamente|letra|capa|esgotad[oa]|tamanho|vinil|anterior|antiga|navegador|javascript|aplicativo|aplicacao|app|previa|amostra|trecho|imagem|qualidade|formato|plano|assinatura|sessao|membros|assinantes|ainda) /u,
  },
  {
    language: 'it',
    things:
      / (pagina|video|traccia|brano|canzone|file|album|contenuto|contenuti|registrazione|link|articolo|prodotto|elemento|pubblicazione|documento|cartella|indirizzo|url|musica|audio|singolo|risorsa|download|annuncio|profilo|account|canale|opera|disco|pezzo|materiale|collegamento) /u,
    takenAway:
      / (e|sono|era|essere|venne|viene) (\S+ )?(stat[oaie] )?(\S+ )?(rimoss[oaie]|eliminat[oaie]|cancellat[oaie]|ritirat[oaie]|disattivat[oaie]|bloccat[oaie]|chius[oaie]|sospes[oaie]|tolt[oaie]|oscurat[oaie]|scadut[oaie]) /u,
    goesOn:
      /^ ($|(da|dal|dalla|dall|dallo|dagli|dai|per|su|a|in|dopo|perche|e (non|i|le|la|il)|o|oppure|definitivamente|qui|come) )/u,
    takenBy:
      / (proprietario|autore|utente|artista|creatore|etichetta) (\S+ ){0,4}ha (\S+ )?(rimosso|eliminato|cancellato|ritirato|tolto) | (rimoss[oa]|eliminat[oa]|cancellat[oa]) (per|su richiesta|a seguito|dopo) /u,
    notThere:
      / non (\S+ )?(esiste|esistono|e piu|sono piu|trovat[oa]|e stat[oa] trovat[oa]|abbiamo trovato|riusciamo a trovare|siamo riusciti a trovare|si trova|e presente|puo essere trovat[oa]|e possibile trovare|c e) | non piu disponibile | non (piu )?(esistente|presente|trovat[oa]) | non (abbiamo|vendiamo|offriamo|ospitiamo) piu | inesistente | irreperibile | introvabile | impossibile trovare | e scadut[oa] | e sparit[oa] /u,
    cannotBeHad: / non (e |sono )?disponibil[ei] $/u,
    alone:
      /^ (errore |ops |oops |spiacenti |ci dispiace |accidenti )*((pagina|file|traccia|brano|video|contenuto|articolo|prodotto|link|album|canzone) )?(non (e )?(stat[oa] )?trovat[oa]|non (piu )?disponibile|rimoss[oa]|eliminat[oa]|cancellat[oa]|non esiste( piu)?|inesistente|introvabile|scaduto) $|^ errore 4(04|10) |^ qui non c e (piu )?niente |^ nessun risultato trovato $/u,
    elsewhere:
      / (rimoss|eliminat|cancellat|ritirat|tolt)[oaie] (dal|dalla|dalle|dagli|dai) (scaletta|repertorio|programma|lista|elenco|classifica|album|disco|raccolta|concerto|tour|radio|podio|bando|concorso)\b| (scaletta|repertorio|concerto|tournee) | (comment[oi]|(tuo|suo|mio|vostro) (account|profilo)|(tua|sua) sessione|rispost[ae]|recension[ei]|carrello|lista (dei )?desideri|preferiti|playlist|coda|(tua|sua) libreria|cookies?|annunci|pubblicita|filigrana|se|come (si|posso|fare|mai)|perche|quando|qualora|(sara|saranno|puo|possono|potra|potrebbe|deve) (\S+ )?(essere )?(\S+ )?(rimoss[oaie]|eliminat[oaie]|cancellat[oaie]|bloccat[oaie])|nel (tuo|suo|vostro) paese|nella (tua|sua) (regione|zona|area)|temporaneamente|manutenzione|attualmente|al momento|per ora|riprova|testo|copertina|esaurit[oa]|taglia|vinile|precedente|vecchia|browser|javascript|applicazione|app|anteprima|estratto|immagine|qualita|formato|piano|abbonamento|accedere|membri|abbonati|ancora) /u,
  },
]
