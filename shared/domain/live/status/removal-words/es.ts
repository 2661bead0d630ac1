import { anyOf, oneOf, type RemovalWords } from './phrases.ts'

const thingsWords = oneOf`
  pagina, video, pista, cancion, tema, archivo, fichero, album, contenido, grabacion, enlace, articulo,
  producto, publicacion, elemento, disco, documento, carpeta, direccion, url, musica, audio, sencillo,
  lanzamiento, recurso, descarga, anuncio, perfil, cuenta, canal, obra, material, link, entrada, hilo
`

const takenAwayWords = oneOf`
  eliminad[oa]s?, borrad[oa]s?, retirad[oa]s?, suprimid[oa]s?, dad[oa]s? de baja, desactivad[oa]s?,
  bloquead[oa]s?, cerrad[oa]s?, suspendid[oa]s?, caducad[oa], expirad[oa], quitad[oa]s?,
  despublicad[oa]s?
`

const notThereWords = oneOf`
  esta, estan, se encuentra, existe, existen, aparece, se ofrece, figura, forma, ofrecemos, vendemos,
  tenemos, alojamos
`

const notThereWords2 = oneOf`
  existe, existen, se encuentran, se ha encontrado, se encontro, se pudo encontrar,
  se ha podido encontrar, encontrad[oa], hemos encontrado, hemos podido encontrar, pudimos encontrar,
  encontramos, podemos encontrar, logramos encontrar, fue encontrad[oa], pudo ser encontrad[oa],
  la encontramos, lo encontramos, hay ningun[oa]?
`

const aloneWords = oneOf`
  no encontrad[oa], no disponible, eliminad[oa], retirad[oa], borrad[oa], no existe, inexistente,
  ya no existe, caducado
`

const elsewhereWords = oneOf`
  comentarios?, (tu|su|mi) (cuenta|perfil|sesion), respuestas?, resenas?, carrito, cesta,
  lista de deseos, favoritos, playlist, lista de reproduccion, cola, (tu|su) biblioteca, cookies?,
  anuncios, publicidad, marca de agua, si, como (puedo|se|puede|hacer), por que, cuando,
  (sera|seran|puede|pueden|podra|podria|debe) (\S+ )?(ser )?(\S+ )?(eliminad[oa]s?|borrad[oa]s?|retirad[oa]s?|bloquead[oa]s?),
  en (tu|su|este) (pais|region|zona|territorio), temporalmente, mantenimiento, actualmente,
  por el momento, en este momento, intentalo, intentelo, letra, portada, agotad[oa], talla, vinilo,
  anterior, antigua, navegador, javascript, aplicacion, app, vista previa, adelanto, fragmento, imagen,
  calidad, formato, plan, suscripcion, sesion, miembros, suscriptores, todavia, aun
`

export const es: RemovalWords = {
  language: 'es',
  things: anyOf(String.raw` ${thingsWords} `),
  takenAway: anyOf(
    String.raw` (ha|han|fue|fueron|esta|estan|sido|haya) (\S+ )?(sido )?(\S+ )?${takenAwayWords} `,
    ' se (ha|han) (eliminado|borrado|retirado|suprimido|quitado) ',
  ),
  goesOn: anyOf(
    String.raw`^ ($|(por|debido|tras|a|para|en|de|del|segun|porque|y (ya|no|sus|su)|o|u|definitivamente|aqui|desde) )`,
  ),
  takenBy: anyOf(
    String.raw` (propietario|autor|usuario|artista|creador|sello) (\S+ ){0,4}ha (\S+ )?(eliminado|borrado|retirado|suprimido|quitado) `,
    ' (eliminad[oa]|retirad[oa]|borrad[oa]) (por|tras|a peticion|debido) ',
  ),
  notThere: anyOf(
    String.raw` ya no (\S+ )?${notThereWords} `,
    String.raw` no ${notThereWords2} `,
    ' (ha )?(caducado|expirado|desaparecido) ',
    ' dejo de existir ',
    ' inexistente ',
    ' no esta aqui ',
  ),
  cannotBeHad: anyOf(' no (esta |estan )?disponibles? $'),
  alone: anyOf(
    String.raw`^ (error |ups |vaya |lo sentimos |uy )*((pagina|archivo|pista|cancion|video|contenido|articulo|producto|enlace|album|tema) )?${aloneWords} $`,
    '^ error 4(04|10) ',
    '^ aqui no hay nada ',
    '^ nada encontrado $',
    '^ no se encontro nada ',
  ),
  elsewhere: anyOf(
    String.raw` (eliminad|retirad|quitad|borrad|suprimid)[oa]s? (de|del) (?!((la|el|los|nuestr\S+|este|esta) )?(sitio|web|pagina|plataforma|catalogo|servidor\S*|servicio|tienda|venta|internet|red|circulacion|linea|portal|sistema|nube|disco)\b)`,
    ' (set ?list|repertorio|concierto|gira) ',
    String.raw` ${elsewhereWords} `,
    String.raw` nunca (\S+ ){0,2}(eliminad|borrad|retirad)\S+ `,
  ),
}
