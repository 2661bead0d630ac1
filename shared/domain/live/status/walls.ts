import type { PageFacts } from './page-facts.ts'
import { mainWords, plainWords } from './page-facts.ts'

/** What stands between a visitor and the page, so that nothing can be told of what is behind it. */
export type Wall =
  | 'challenge'
  | 'log-in'
  | 'consent'
  | 'other-country'
  | 'maintenance'
  | 'parked'
  | 'private'
  | 'quota'
  | 'host-trouble'
  | 'needs-script'

interface WallWords {
  readonly wall: Wall
  readonly says: RegExp
}

/** Whatever else such a page says, it is no word about the material. */
const firmWalls: readonly WallWords[] = [
  {
    wall: 'challenge',
    says: / (checking your browser|just a moment|verify(ing)? (that )?you are (a )?(human|not a robot)|are you (a )?(human|robot)|not a robot|unusual traffic|automated (requests|queries|traffic)|attention required|security check|prove (that )?you are|(that )?you( a|)re a (person|human)|(sie|du) ein mensch|vous etes (un )?humain|eres (una persona|human[oa])|voce e (uma pessoa|human[oa])|sei una persona|complete the (captcha|challenge)|enable javascript and cookies to continue|request blocked|access denied|bot detection|ddos protection|ich bin kein roboter|kein roboter|sicherheitsuberprufung|ungewohnlichen datenverkehr|je ne suis pas un robot|verification de securite|trafic inhabituel|no soy un robot|comprobacion de seguridad|trafico inusual|nao sou um robo|verificacao de seguranca|trafego incomum|non sono un robot|controllo di sicurezza|traffico insolito) /u,
  },
  {
    wall: 'other-country',
    says: / (in|for|from|to|within|outside) (your|this) (current )?(country|region|location|territory|area|market)|(geo|region) ?(blocked|restricted|locked)|european (union|economic area)|visitors (from|in) (the )?(eu|europe)|gdpr|general data protection regulation|(in|fur) (deinem|ihrem|eurem|diesem) (land|gebiet|standort)|(deiner|ihrer|dieser) region|(dans|pour|depuis) (votre|ton|ce) (pays|territoire)|votre (region|zone)|(en|para|desde) (tu|su|este) (pais|territorio|ubicacion)|(tu|su) region|(no|em|para o) (seu|teu) (pais|territorio)|(sua|tua) regiao|nel (tuo|suo|vostro) (paese|territorio)|(tua|sua|vostra) (regione|area geografica|zona) /u,
  },
  {
    wall: 'maintenance',
    says: / (maintenance|be (right )?back (soon|shortly)|back online (soon|shortly)|upgrading our (servers|systems)|temporarily (unavailable|down|offline|out of service|closed)|temporary (problem|error|outage|failure)|service unavailable|(bad gateway|gateway timeout|internal server error)|over capacity|too many requests|wartungsarbeiten|wartung|gewartet|vorubergehend|gleich (wieder )?(zuruck|da)|bald wieder|versuchen sie es spater|versuche es spater|spater (noch einmal|erneut|nochmal)|en maintenance|de retour (bientot|tres vite)|temporairement|momentanement|reessayez (plus tard|dans)|mantenimiento|volvemos (pronto|enseguida)|volveremos (pronto|enseguida)|temporalmente|intentalo (de nuevo )?mas tarde|intentelo (de nuevo )?mas tarde|manutencao|voltamos (em breve|ja)|voltaremos em breve|temporariamente|tente novamente mais tarde|manutenzione|torniamo (presto|subito)|torneremo presto|temporaneamente|riprova piu tardi) /u,
  },
  {
    wall: 'parked',
    says: / (domain|domain name) (\S+ ){0,3}(for sale|parked|has expired|expired|available)|buy this domain|this domain|domain parking|(diese|die) domain|domain (steht|kaufen)|(ce|nom de) domaine|(este|el) dominio|(este|o) dominio|(questo|il) dominio /u,
  },
  {
    wall: 'private',
    says: / (is|was|been|made|set to|are) (\S+ )?private |private (video|track|song|file|playlist|set|account|repository|content)|this content is private|(need|request|do not have|don t have|require[sd]?) (\S+ )?(access|permission)|members only|(shared|only visible|visible only) (it )?(with|to) |age restricted|confirm (that )?you(r| are) (age|over|18)|(ist|wurde auf) privat|privates video|zugriff (anfordern|beantragen)|keine berechtigung|video privee|(est|passee en) privee?|demander l acces|es privad[oa]|video privado|solicitar acceso|e privad[oa]|solicitar acesso|e privat[oa]|richiedi l accesso /u,
  },
  {
    wall: 'quota',
    says: / (quota|bandwidth|download limit|traffic limit|hourly limit|daily limit)( \S+){0,3} (exceeded|reached|limit)|too many (users|people) (\S+ ){0,3}(viewed|downloaded)|exceeded (its|the|your) (\S+ )?(quota|limit|bandwidth)|kontingent (\S+ ){0,3}(uberschritten|aufgebraucht|erschopft)|quota (\S+ ){0,3}(depasse|superad[oa]|excedid[oa]|superat[oa])|cuota (\S+ ){0,3}(superad|excedid)\S+|transferlimit /u,
  },
  {
    wall: 'host-trouble',
    says: / (contact your hosting provider|hosting provider|default web ?page|apache2|welcome to nginx|website is (not published|being set up|under construction)|coming soon|under construction|site (is )?not (configured|published)|bandwidth limit|web server is down|origin (dns|web server)|no such app|error establishing a database connection) /u,
  },
]

/** Walls that stand beside a page's own words on many sites: they count where nothing says that it is gone. */
const softWalls: readonly WallWords[] = [
  {
    wall: 'maintenance',
    says: / (something went wrong|try again (later|in a (few|moment|minute))|etwas ist schiefgelaufen|une erreur (est survenue|s est produite)|algo (ha salido|salio|deu) (mal|errado)|qualcosa e andato storto|check back (later|soon)) /u,
  },
  {
    wall: 'log-in',
    says: / ((log|sign) ?(in|on) to (\S+ )?(continue|view|see|listen|download|access|play|hear|open|your|get|use)|(please|must|need to|have to) (be )?(log|logged|sign|signed|register) ?(in|on)?|(you are|you re) not (logged|signed) in|create an account to|join (now )?to (listen|see|continue)|members? (log|sign) in|(melde dich|bitte melden sie sich|melden sie sich|bitte) (\S+ )?an ?(um)?|(bitte )?(einloggen|anmelden) (um|oder)|(nur|erst) (fur|nach) (\S+ )?(mitglieder|anmeldung)|angemeldet sein|(connectez vous|connecte toi|identifiez vous|vous devez (etre )?(vous )?connect\S*)|(inicia sesion|iniciar sesion|inicie sesion|debes (estar )?(identific|registr|conect|inici)\S*)|(faca login|inicie (a )?sessao|entrar para|entre para|iniciar sessao|precisa (fazer|de) (login|iniciar))|(accedi|effettua (il login|l accesso)|devi (effettuare|accedere|essere)) ) /u,
  },
  {
    wall: 'consent',
    says: / (accept (all )?(the )?cookies|accept all|accept and continue|agree and continue|before you continue|cookie (settings|preferences|policy|wall)|we (and our partners )?(use|value|store) (your )?(cookies|privacy)|your privacy|use of cookies|reject all|manage (cookies|options|preferences)|cookies (akzeptieren|zulassen|ablehnen)|alle akzeptieren|bevor (sie|du) fortf\S+|zustimmen und|ihre privatsphare|datenschutz einstellungen|accepter (et|tout|les cookies)|avant de continuer|tout (accepter|refuser)|votre vie privee|continuer sans accepter|aceptar (y|todo|todas|las cookies|cookies)|antes de continuar|tu privacidad|su privacidad|aceitar (e|tudo|todos|os cookies|cookies)|sua privacidade|accetta (e|tutto|tutti|i cookie|cookie)|prima di (continuare|proseguire)|la tua privacy|la vostra privacy) /u,
  },
]

const challengeMachinery =
  /hcaptcha|recaptcha|turnstile|challenge-platform|cf-chl|cf_chl|captcha-delivery|datadome|perimeterx|px-captcha|_incapsula_|awswaf|arkoselabs|geetest|ddos-guard/iu
const parkingMachinery =
  /parkingcrew|sedoparking|bodis\.com|parklogic|afternic|dan\.com|hugedomains|above\.com\/park|domainmarket|undeveloped/iu
/** More words than a wall has beside its offers and small print. */
const mostWallWords = 130
/** Fewer words, and a page shows nothing before its scripts run. */
const shellWords = 12

/** Words that tell of a wall, however long the page is, by title, headings, alerts and what comes first. */
export function firmWall(page: PageFacts): Wall | null {
  const text = leadingText(page)
  if (parkingMachinery.test(page.machinery) && mainWords(page) < mostWallWords) return 'parked'
  if (challengeMachinery.test(page.machinery) && mainWords(page) < 40) return 'challenge'
  return firmWalls.find(({ says }) => says.test(text))?.wall ?? null
}

/** A wall where the page says nothing of the material itself. */
export function softWall(page: PageFacts): Wall | null {
  const words = mainWords(page)
  if (page.hasPasswordField && words < mostWallWords) return 'log-in'
  const text = leadingText(page)
  const said = softWalls.find(({ says }) => says.test(text))
  if (said !== undefined && words < mostWallWords) return said.wall
  if (words < shellWords && (page.scripts > 0 || words === 0)) return 'needs-script'
  return /\b(enable|activate|requires?) javascript|javascript (aktivieren|is (disabled|required))/iu.test(
    text,
  ) && words < 40
    ? 'needs-script'
    : null
}

/** What a page leads with: its title, headings and notices, and all of its text where there is little. */
function leadingText(page: PageFacts): string {
  const own = page.blocks.filter(({ part }) => part === 'main' || part === 'alert')
  const short = mainWords(page) <= mostWallWords
  const lead = own.filter(
    ({ heading, part }, index) => short || part === 'alert' || (heading > 0 && heading < 3) || index < 3,
  )
  return [page.title, ...lead.map(({ text }) => text)].map(plainWords).join(' ')
}
