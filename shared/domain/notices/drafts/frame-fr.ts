import { english } from './frame-en.ts'
import type { LetterFrame } from './frame.ts'

/** French. The oath stands in English as well, for it is sworn under the law of the United States. */
export const french: LetterFrame = {
  heading: 'Notification d’une atteinte au droit d’auteur',
  withdrawalHeading: 'Retrait d’une notification',
  labels: {
    date: 'Date',
    to: 'À',
    from: 'De',
    work: 'Œuvre',
    right: 'Droit revendiqué',
    artist: 'Artiste',
    isrc: 'ISRC',
    isrcOf: 'ISRC d’un enregistrement de l’œuvre',
    registration: 'Enregistrement du droit',
    authorized: 'Exemplaire autorisé',
    material: 'Contenu contrefaisant',
    firstSeen: 'vu d’abord',
    lastSeen: 'vu en dernier',
    capture: 'constat',
    foundOn: 'trouvé sur',
    name: 'Nom',
    address: 'Adresse',
    phone: 'Téléphone',
    email: 'E-mail',
    signature: 'Signature',
    host: 'Site',
    ip: 'Adresse IP',
    earlier: 'Notification antérieure',
    notice: 'Notification retirée',
  },
  sections: {
    works: 'Œuvres et contenu contrefaisant',
    why: 'Pourquoi ce contenu est illicite',
    contact: 'Coordonnées',
    statements: 'Déclarations',
    signature: 'Signature',
    earlier: 'Notifications antérieures',
  },
  rights: {
    'sound-recording': 'enregistrement sonore (l’interprétation enregistrée)',
    composition: 'œuvre musicale (la composition, non l’enregistrement)',
    both: 'enregistrement sonore et œuvre musicale',
    artwork: 'image de pochette',
    lyrics: 'paroles',
  },
  capacity: {
    owner: 'Je suis {name} et je suis titulaire des droits exclusifs nommés ci-dessous.',
    'exclusive-licensee':
      'Je suis {name} et je détiens une licence exclusive sur les droits nommés ci-dessous.',
    agent:
      'Je suis {name}, et j’ai le pouvoir d’agir pour {owner}, titulaire des droits exclusifs nommés ci-dessous.',
  },
  onBehalf: 'J’écris pour {owner}, au nom de qui la notification a été envoyée.',
  withdrawnWorks: 'Œuvres et contenus',
  withdrawnMaterial: 'Contenu',
  knownAs: 'nom d’artiste : {artist}',
  listed: 'Chaque adresse indiquée avec une œuvre donne accès à un contenu qui, selon moi, la contrefait.',
  licensedCompany:
    'Je suis {name} et j’écris pour {owner}, qui détient une licence exclusive sur les droits nommés ci-dessous.',
  requests: {
    ...english.requests,
    host: 'Je vous prie de supprimer le contenu énuméré ci-dessous ou d’en bloquer l’accès, comme le prévoient 17 U.S.C. 512(c) et vos propres règles.',
    search:
      'Je vous prie de supprimer de vos résultats de recherche les liens vers le contenu énuméré ci-dessous, comme le prévoit 17 U.S.C. 512(d).',
    dsa: 'Je soumets cette notification au titre de l’article 16 du règlement (UE) 2022/2065 (règlement sur les services numériques). Je vous prie d’en accuser réception, de statuer et de me communiquer votre décision (article 16, paragraphes 4 à 6).',
    dataset:
      'Je vous prie de supprimer les fichiers énumérés ci-dessous ou d’en bloquer l’accès, comme le prévoit 17 U.S.C. 512(c). Les titres, codes et autres faits du même jeu de données ne sont pas visés.',
    cdn: 'Votre réseau diffuse le site {host}. Je vous prie de transmettre ce signalement à l’exploitant du site et à son hébergeur, d’appliquer vos propres règles et de m’indiquer qui héberge le site.',
    'host-behind':
      'Le site {host} répond depuis votre réseau{ip}. Je vous prie de supprimer le contenu énuméré ci-dessous ou d’en bloquer l’accès (17 U.S.C. 512(c)).',
    domain:
      'Le domaine {host} est administré par vous. Je sais que vous n’hébergez pas son contenu et ne pouvez supprimer des fichiers isolés. Je vous prie de transmettre cette notification au titulaire du domaine et d’appliquer vos propres règles.',
    payment:
      'Le vendeur du site {host} propose les œuvres ci-dessous sans licence et encaisse par votre service. Je vous prie d’examiner si cela est conforme à vos règles.',
    withdrawal:
      'Je retire la notification nommée ci-dessous en ce qu’elle concerne le contenu énuméré. Je vous prie de le rétablir.',
  },
  corrects: 'La présente notification corrige et remplace celle que je vous ai adressée le {notice}.',
  noLicense:
    'La mention du label à une adresse ci-dessous cite une licence accordée à {licensee}. Aucune licence de ce genre n’a été accordée.',
  whose: {
    owner: 'Les droits nommés avec chaque œuvre sont les miens.',
    'exclusive-licensee': 'Je détiens les droits nommés avec chaque œuvre en vertu d’une licence exclusive.',
    agent: 'Les droits nommés avec chaque œuvre appartiennent à {owner}, pour qui j’agis.',
    licensedCompany:
      '{owner}, pour qui j’agis, détient les droits nommés avec chaque œuvre en vertu d’une licence exclusive.',
  },
  why: 'Personne n’a de licence pour offrir ces œuvres aux adresses énumérées. Chaque adresse met une copie à la disposition du public, ce que le droit d’auteur réserve au titulaire ; je ne connais aucune exception applicable.',
  goodFaith:
    'Je crois de bonne foi que l’utilisation contestée n’est pas autorisée par le titulaire du droit d’auteur, son mandataire ou la loi.',
  fairUse:
    'Avant cette déclaration, j’ai examiné pour chaque élément si l’utilisation relève du « fair use » (17 U.S.C. 107).',
  accuracy: 'Les informations contenues dans cette notification sont exactes.',
  authority:
    'Sous peine de parjure, je déclare que j’ai le pouvoir d’agir au nom du titulaire d’un droit exclusif dont la violation est alléguée.',
  complete:
    'Je crois de bonne foi que les informations et allégations contenues dans cette notification sont exactes et complètes.',
  oathInEnglish: 'Les mêmes déclarations en anglais :',
}
