import { oneOf } from './removal-words/phrases.ts'

// What walls say, as `plainWords` leaves it.

export const challenge = oneOf`
  checking your browser, just a moment, verify(ing)? (that )?you are (a )?(human|not a robot),
  are you (a )?(human|robot), not a robot, unusual traffic, automated (requests|queries|traffic),
  attention required, security check, prove (that )?you are, (that )?you( a|)re a (person|human),
  (sie|du) ein mensch, vous etes (un )?humain, eres (una persona|human[oa]),
  voce e (uma pessoa|human[oa]), sei una persona, complete the (captcha|challenge),
  enable javascript and cookies to continue, request blocked, access denied, bot detection,
  ddos protection, ich bin kein roboter, kein roboter, sicherheitsuberprufung,
  ungewohnlichen datenverkehr, je ne suis pas un robot, verification de securite, trafic inhabituel,
  no soy un robot, comprobacion de seguridad, trafico inusual, nao sou um robo,
  verificacao de seguranca, trafego incomum, non sono un robot, controllo di sicurezza,
  traffico insolito
`

export const maintenance = oneOf`
  maintenance, be (right )?back (soon|shortly), back online (soon|shortly),
  upgrading our (servers|systems), temporarily (unavailable|down|offline|out of service|closed),
  temporary (problem|error|outage|failure), service unavailable,
  (bad gateway|gateway timeout|internal server error), over capacity, too many requests,
  wartungsarbeiten, wartung, gewartet, vorubergehend, gleich (wieder )?(zuruck|da), bald wieder,
  versuchen sie es spater, versuche es spater, spater (noch einmal|erneut|nochmal), en maintenance,
  de retour (bientot|tres vite), temporairement, momentanement, reessayez (plus tard|dans),
  mantenimiento, volvemos (pronto|enseguida), volveremos (pronto|enseguida), temporalmente,
  intentalo (de nuevo )?mas tarde, intentelo (de nuevo )?mas tarde, manutencao, voltamos (em breve|ja),
  voltaremos em breve, temporariamente, tente novamente mais tarde, manutenzione,
  torniamo (presto|subito), torneremo presto, temporaneamente, riprova piu tardi
`

export const quota = oneOf`
  quota, bandwidth, download limit, traffic limit, hourly limit, daily limit
`

export const hostTrouble = oneOf`
  contact your hosting provider, hosting provider, default web ?page, apache2, welcome to nginx,
  website is (not published|being set up|under construction), coming soon, under construction,
  site (is )?not (configured|published), bandwidth limit, web server is down, origin (dns|web server),
  no such app, error establishing a database connection
`

export const maintenanceSoftly = oneOf`
  something went wrong, try again (later|in a (few|moment|minute)), etwas ist schiefgelaufen,
  une erreur (est survenue|s est produite), algo (ha salido|salio|deu) (mal|errado),
  qualcosa e andato storto, check back (later|soon)
`

export const logIn = oneOf`
  faca login, inicie (a )?sessao, entrar para, entre para, iniciar sessao,
  precisa (fazer|de) (login|iniciar)
`

export const consent = oneOf`
  accept (all )?(the )?cookies, accept all, accept and continue, agree and continue,
  before you continue, cookie (settings|preferences|policy|wall),
  we (and our partners )?(use|value|store) (your )?(cookies|privacy), your privacy, use of cookies,
  reject all, manage (cookies|options|preferences), cookies (akzeptieren|zulassen|ablehnen),
  alle akzeptieren, bevor (sie|du) fortf\S+, zustimmen und, ihre privatsphare,
  datenschutz einstellungen, accepter (et|tout|les cookies), avant de continuer,
  tout (accepter|refuser), votre vie privee, continuer sans accepter,
  aceptar (y|todo|todas|las cookies|cookies), antes de continuar, tu privacidad, su privacidad,
  aceitar (e|tudo|todos|os cookies|cookies), sua privacidade, accetta (e|tutto|tutti|i cookie|cookie),
  prima di (continuare|proseguire), la tua privacy, la vostra privacy
`
