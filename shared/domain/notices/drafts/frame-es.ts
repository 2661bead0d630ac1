import { english } from './frame-en.ts'
import type { LetterFrame } from './frame.ts'

/** Spanish. The oath stands in English as well, for it is sworn under the law of the United States. */
export const spanish: LetterFrame = {
  heading: 'Notificación de infracción de derechos de autor',
  withdrawalHeading: 'Retirada de una notificación',
  labels: {
    date: 'Fecha',
    to: 'A',
    from: 'De',
    work: 'Obra',
    right: 'Derecho reclamado',
    artist: 'Artista',
    isrc: 'ISRC',
    isrcOf: 'ISRC de una grabación de la obra',
    registration: 'Registro',
    authorized: 'Copia autorizada',
    material: 'Material infractor',
    firstSeen: 'visto por primera vez',
    lastSeen: 'visto por última vez',
    capture: 'constancia',
    foundOn: 'encontrado en',
    name: 'Nombre',
    address: 'Dirección',
    phone: 'Teléfono',
    email: 'E-mail',
    signature: 'Firma',
    host: 'Sitio',
    ip: 'Dirección IP',
    earlier: 'Notificación anterior',
    notice: 'Notificación retirada',
  },
  sections: {
    works: 'Obras y material infractor',
    why: 'Por qué es ilícito',
    contact: 'Contacto',
    statements: 'Declaraciones',
    signature: 'Firma',
    earlier: 'Notificaciones anteriores',
  },
  rights: {
    'sound-recording': 'grabación sonora (la interpretación grabada)',
    composition: 'obra musical (la composición, no la grabación)',
    both: 'grabación sonora y obra musical',
    artwork: 'imagen de portada',
    lyrics: 'letra',
  },
  capacity: {
    owner: 'Me llamo {name} y soy titular de los derechos exclusivos nombrados abajo.',
    'exclusive-licensee': 'Me llamo {name} y tengo una licencia exclusiva de los derechos nombrados abajo.',
    agent:
      'Me llamo {name} y tengo poder para actuar por {owner}, titular de los derechos exclusivos nombrados abajo.',
  },
  onBehalf: 'Escribo por {owner}, en cuyo nombre se envió la notificación.',
  withdrawnWorks: 'Obras y material',
  withdrawnMaterial: 'Material',
  knownAs: 'nombre artístico: {artist}',
  listed: 'Cada dirección indicada con una obra da acceso a un material que, según sostengo, la infringe.',
  licensedCompany:
    'Me llamo {name} y escribo por {owner}, que tiene una licencia exclusiva de los derechos nombrados abajo.',
  requests: {
    ...english.requests,
    host: 'Le ruego eliminar el material indicado abajo o bloquear el acceso a él, como prevén 17 U.S.C. 512(c) y sus propias normas.',
    search:
      'Le ruego eliminar de sus resultados de búsqueda los enlaces al material indicado abajo, como prevé 17 U.S.C. 512(d).',
    dsa: 'Presento esta notificación conforme al artículo 16 del Reglamento (UE) 2022/2065 (Reglamento de Servicios Digitales). Le ruego acusar recibo, decidir y comunicarme su decisión (artículo 16, apartados 4 a 6).',
    dataset:
      'Le ruego eliminar los archivos indicados abajo o bloquear el acceso a ellos, como prevé 17 U.S.C. 512(c). No se reclaman títulos, códigos ni otros hechos del mismo conjunto de datos.',
    cdn: 'Su red distribuye el sitio {host}. Le ruego transmitir este aviso al operador y a su proveedor de alojamiento, aplicar sus propias normas y decirme quién aloja el sitio.',
    'host-behind':
      'El sitio {host} responde desde su red{ip}. Le ruego eliminar el material indicado abajo o bloquear el acceso a él (17 U.S.C. 512(c)).',
    domain:
      'Usted administra el dominio {host}. Sé que no aloja su contenido ni puede eliminar archivos sueltos. Le ruego transmitir esta notificación al titular del dominio y aplicar sus propias normas.',
    payment:
      'El vendedor en {host} ofrece sin licencia las obras indicadas abajo y cobra mediante su servicio. Le ruego examinar si ello se ajusta a sus normas.',
    withdrawal:
      'Retiro la notificación indicada abajo en cuanto al material enumerado. Le ruego restablecerlo.',
  },
  corrects: 'La presente notificación corrige y sustituye a la que le envié el {notice}.',
  noLicense:
    'La línea del sello en una dirección indicada abajo menciona una licencia a {licensee}. No se ha concedido tal licencia.',
  whose: {
    owner: 'Los derechos nombrados con cada obra son míos.',
    'exclusive-licensee': 'Tengo los derechos nombrados con cada obra en virtud de una licencia exclusiva.',
    agent: 'Los derechos nombrados con cada obra pertenecen a {owner}, por quien actúo.',
    licensedCompany:
      '{owner}, por quien actúo, tiene los derechos nombrados con cada obra en virtud de una licencia exclusiva.',
  },
  why: 'Nadie tiene licencia para ofrecer estas obras en las direcciones indicadas. Cada dirección pone una copia a disposición del público, lo que se reserva al titular; no conozco ninguna excepción aplicable.',
  goodFaith:
    'Creo de buena fe que el uso impugnado no está autorizado por el titular del derecho de autor, su agente o la ley.',
  fairUse: 'Antes de esta declaración examiné, para cada elemento, si el uso es «fair use» (17 U.S.C. 107).',
  accuracy: 'La información de esta notificación es exacta.',
  authority:
    'Bajo pena de perjurio, declaro que tengo poder para actuar en nombre del titular de un derecho exclusivo presuntamente infringido.',
  complete:
    'Creo de buena fe que la información y las alegaciones de esta notificación son exactas y completas.',
  oathInEnglish: 'Las mismas declaraciones en inglés:',
}
