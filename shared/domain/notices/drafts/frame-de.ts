import { english } from './frame-en.ts'
import type { LetterFrame } from './frame.ts'

/** German. The oath stands in English as well, for it is sworn under the law of the United States. */
export const german: LetterFrame = {
  heading: 'Meldung einer Urheberrechtsverletzung',
  withdrawalHeading: 'Rücknahme einer Meldung',
  labels: {
    date: 'Datum',
    to: 'An',
    from: 'Von',
    work: 'Werk',
    right: 'Geltend gemachtes Recht',
    artist: 'Interpret',
    isrc: 'ISRC',
    isrcOf: 'ISRC einer Aufnahme davon',
    registration: 'Eintragung',
    authorized: 'Erlaubte Fassung',
    material: 'Rechtsverletzendes Material',
    firstSeen: 'zuerst gesehen',
    lastSeen: 'zuletzt gesehen',
    capture: 'Beleg',
    foundOn: 'gefunden auf',
    name: 'Name',
    address: 'Anschrift',
    phone: 'Telefon',
    email: 'E-Mail',
    signature: 'Unterschrift',
    host: 'Website',
    ip: 'IP-Adresse',
    earlier: 'Frühere Meldung',
    notice: 'Zurückgenommene Meldung',
  },
  sections: {
    works: 'Werke und rechtsverletzendes Material',
    why: 'Warum dies rechtswidrig ist',
    contact: 'Kontakt',
    statements: 'Erklärungen',
    signature: 'Unterschrift',
    earlier: 'Frühere Meldungen',
  },
  rights: {
    'sound-recording': 'Tonaufnahme (die eingespielte Darbietung)',
    composition: 'Musikwerk (die Komposition, nicht die Aufnahme)',
    both: 'Tonaufnahme und Musikwerk (Aufnahme und Komposition)',
    artwork: 'Titelbild',
    lyrics: 'Liedtext',
  },
  capacity: {
    owner: 'Ich heiße {name}. Die unten genannten ausschließlichen Rechte gehören mir.',
    'exclusive-licensee':
      'Ich heiße {name} und habe eine ausschließliche Lizenz an den unten genannten Rechten.',
    agent:
      'Ich heiße {name} und bin bevollmächtigt, für {owner} zu handeln. Die unten genannten ausschließlichen Rechte gehören {owner}.',
  },
  onBehalf: 'Ich schreibe für {owner}; in diesem Namen wurde die Meldung gesendet.',
  withdrawnWorks: 'Werke und Material',
  withdrawnMaterial: 'Material',
  knownAs: 'bekannt als {artist}',
  listed:
    'Unter jeder bei einem Werk genannten Adresse ist Material zugänglich, das dieses Werk nach meiner Auffassung verletzt.',
  licensedCompany:
    'Ich heiße {name} und schreibe für {owner}; dort liegt eine ausschließliche Lizenz an den unten genannten Rechten.',
  requests: {
    ...english.requests,
    host: 'Bitte entfernen Sie das unten aufgeführte Material oder sperren Sie den Zugang dazu, wie es 17 U.S.C. 512(c) und Ihre eigenen Regeln zum Urheberrecht vorsehen.',
    search:
      'Bitte entfernen Sie die Verweise auf das unten aufgeführte Material aus Ihren Suchergebnissen, wie es 17 U.S.C. 512(d) vorsieht.',
    dsa: 'Ich reiche diese Meldung nach Artikel 16 der Verordnung (EU) 2022/2065 (Gesetz über digitale Dienste) ein. Bitte bestätigen Sie den Eingang, entscheiden Sie darüber und teilen Sie mir Ihre Entscheidung mit (Artikel 16 Absätze 4 bis 6).',
    dataset:
      'Bitte entfernen Sie die unten aufgeführten Dateien oder sperren Sie den Zugang dazu, wie es 17 U.S.C. 512(c) vorsieht. Titel, Kennungen und andere Tatsachen in demselben Datensatz sind nicht gemeint.',
    cdn: 'Ihr Netz liefert die Website {host} aus. Bitte leiten Sie diese Meldung an den Betreiber und dessen Hoster weiter, wenden Sie Ihre eigenen Regeln zum Urheberrecht an und teilen Sie mir mit, wer die Website hostet.',
    'host-behind':
      'Die Website {host} wird aus Ihrem Netz ausgeliefert{ip}. Bitte entfernen Sie das unten aufgeführte Material oder sperren Sie den Zugang dazu (17 U.S.C. 512(c)).',
    domain:
      'Die Domain {host} wird von Ihnen verwaltet. Mir ist bekannt, dass Sie ihre Inhalte nicht hosten und keine einzelnen Dateien entfernen können. Bitte leiten Sie diese Meldung an den Inhaber der Domain weiter und wenden Sie Ihre eigenen Regeln an.',
    payment:
      'Der Anbieter unter {host} bietet die unten genannten Werke ohne Lizenz an und lässt sich über Ihren Dienst bezahlen. Bitte prüfen Sie, ob das Ihren Regeln entspricht.',
    withdrawal:
      'Ich nehme die unten genannte Meldung zurück, soweit sie das aufgeführte Material betrifft. Bitte stellen Sie es wieder her.',
  },
  corrects: 'Diese Meldung berichtigt und ersetzt die Meldung, die ich Ihnen am {notice} gesandt habe.',
  noLicense:
    'Die Label-Zeile einer unten genannten Adresse nennt eine Lizenz an {licensee}. Eine solche Lizenz wurde nicht erteilt.',
  whose: {
    owner: 'Die bei jedem Werk genannten Rechte stehen mir zu.',
    'exclusive-licensee':
      'Die bei jedem Werk genannten Rechte stehen mir aufgrund einer ausschließlichen Lizenz zu.',
    agent: 'Die bei jedem Werk genannten Rechte stehen {owner} zu; dafür bin ich bevollmächtigt.',
    licensedCompany:
      'Die bei jedem Werk genannten Rechte stehen {owner} aufgrund einer ausschließlichen Lizenz zu; dafür bin ich bevollmächtigt.',
  },
  why: 'Niemand hat eine Lizenz, diese Werke unter den genannten Adressen anzubieten. Jede Adresse macht eine Kopie öffentlich zugänglich, was dem Rechteinhaber vorbehalten ist; eine Ausnahme ist mir nicht bekannt.',
  goodFaith:
    'Ich bin in gutem Glauben der Überzeugung, dass die beanstandete Nutzung weder durch den Rechteinhaber noch durch seinen Vertreter noch durch das Gesetz erlaubt ist.',
  fairUse:
    'Vor dieser Erklärung habe ich für jeden aufgeführten Gegenstand geprüft, ob die Nutzung ein „fair use“ ist (17 U.S.C. 107).',
  accuracy: 'Die Angaben in dieser Meldung sind richtig.',
  authority:
    'Unter der Strafandrohung für Meineid erkläre ich, dass ich berechtigt bin, für den Inhaber eines ausschließlichen Rechts zu handeln, dessen Verletzung behauptet wird.',
  complete:
    'Ich bin in gutem Glauben davon überzeugt, dass die in dieser Meldung enthaltenen Angaben und Behauptungen richtig und vollständig sind.',
  oathInEnglish: 'Dieselben Erklärungen auf Englisch:',
}
