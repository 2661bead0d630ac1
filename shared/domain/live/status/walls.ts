import type { PageFacts } from './page-facts.ts'
import { mainWords, plainWords } from './page-facts.ts'
import { anyOf } from './removal-words/phrases.ts'
import {
  challenge,
  maintenance,
  quota,
  hostTrouble,
  maintenanceSoftly,
  logIn,
  consent,
} from './wall-words.ts'

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
    says: anyOf(String.raw` ${challenge} `),
  },
  {
    wall: 'other-country',
    says: anyOf(
      ' (in|for|from|to|within|outside) (your|this) (current )?(country|region|location|territory|area|market)',
      '(geo|region) ?(blocked|restricted|locked)',
      'european (union|economic area)',
      'visitors (from|in) (the )?(eu|europe)',
      'gdpr',
      'general data protection regulation',
      '(in|fur) (deinem|ihrem|eurem|diesem) (land|gebiet|standort)',
      '(deiner|ihrer|dieser) region',
      '(dans|pour|depuis) (votre|ton|ce) (pays|territoire)',
      'votre (region|zone)',
      '(en|para|desde) (tu|su|este) (pais|territorio|ubicacion)',
      '(tu|su) region',
      '(no|em|para o) (seu|teu) (pais|territorio)',
      '(sua|tua) regiao',
      'nel (tuo|suo|vostro) (paese|territorio)',
      '(tua|sua|vostra) (regione|area geografica|zona) ',
    ),
  },
  {
    wall: 'maintenance',
    says: anyOf(String.raw` ${maintenance} `),
  },
  {
    wall: 'parked',
    says: anyOf(
      String.raw` (domain|domain name) (\S+ ){0,3}(for sale|parked|has expired|expired|available)`,
      'buy this domain',
      'this domain',
      'domain parking',
      '(diese|die) domain',
      'domain (steht|kaufen)',
      '(ce|nom de) domaine',
      '(este|el) dominio',
      '(este|o) dominio',
      '(questo|il) dominio ',
    ),
  },
  {
    wall: 'private',
    says: anyOf(
      String.raw` (is|was|been|made|set to|are) (\S+ )?private `,
      'private (video|track|song|file|playlist|set|account|repository|content)',
      'this content is private',
      String.raw`(need|request|do not have|don t have|require[sd]?) (\S+ )?(access|permission)`,
      'members only',
      '(shared|only visible|visible only) (it )?(with|to) ',
      'age restricted',
      'confirm (that )?you(r| are) (age|over|18)',
      '(ist|wurde auf) privat',
      'privates video',
      'zugriff (anfordern|beantragen)',
      'keine berechtigung',
      'video privee',
      '(est|passee en) privee?',
      'demander l acces',
      'es privad[oa]',
      'video privado',
      'solicitar acceso',
      'e privad[oa]',
      'solicitar acesso',
      'e privat[oa]',
      'richiedi l accesso ',
    ),
  },
  {
    wall: 'quota',
    says: anyOf(
      String.raw` ${quota}( \S+){0,3} (exceeded|reached|limit)`,
      String.raw`too many (users|people) (\S+ ){0,3}(viewed|downloaded)`,
      String.raw`exceeded (its|the|your) (\S+ )?(quota|limit|bandwidth)`,
      String.raw`kontingent (\S+ ){0,3}(uberschritten|aufgebraucht|erschopft)`,
      String.raw`quota (\S+ ){0,3}(depasse|superad[oa]|excedid[oa]|superat[oa])`,
      String.raw`cuota (\S+ ){0,3}(superad|excedid)\S+`,
      'transferlimit ',
    ),
  },
  {
    wall: 'host-trouble',
    says: anyOf(String.raw` ${hostTrouble} `),
  },
]

/** Walls that stand beside a page's own words on many sites: they count where nothing says that it is gone. */
const softWalls: readonly WallWords[] = [
  {
    wall: 'maintenance',
    says: anyOf(String.raw` ${maintenanceSoftly} `),
  },
  {
    wall: 'log-in',
    says: anyOf(
      String.raw` ((log|sign) ?(in|on) to (\S+ )?(continue|view|see|listen|download|access|play|hear|open|your|get|use)|(please|must|need to|have to) (be )?(log|logged|sign|signed|register) ?(in|on)?|(you are|you re) not (logged|signed) in|create an account to|join (now )?to (listen|see|continue)|members? (log|sign) in|(melde dich|bitte melden sie sich|melden sie sich|bitte) (\S+ )?an ?(um)?|(bitte )?(einloggen|anmelden) (um|oder)|(nur|erst) (fur|nach) (\S+ )?(mitglieder|anmeldung)|angemeldet sein|(connectez vous|connecte toi|identifiez vous|vous devez (etre )?(vous )?connect\S*)|(inicia sesion|iniciar sesion|inicie sesion|debes (estar )?(identific|registr|conect|inici)\S*)|${logIn}|(accedi|effettua (il login|l accesso)|devi (effettuare|accedere|essere)) ) `,
    ),
  },
  {
    wall: 'consent',
    says: anyOf(String.raw` ${consent} `),
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
