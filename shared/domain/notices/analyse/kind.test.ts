import { describe, expect, it } from 'vitest'
import { analyseNotice } from './analyse.ts'

const counterNotice = `This is a counter-notification under 17 U.S.C. 512(g).
The material that was removed: https://tunevault.example/watch?v=1

I swear, under penalty of perjury, that I have a good faith belief that the material was removed or disabled as a result of a mistake or misidentification of the material to be removed or disabled.
I consent to the jurisdiction of Federal District Court for the judicial district in which my address is located, and I will accept service of process from the person who provided the notification.

ana@example.org

/s/ Ana Ruiz`

describe('what a text is', () => {
  it('a counter-notice is no notice, and its belief is none of an unauthorized use', () => {
    const analysis = analyseNotice(counterNotice)
    expect(analysis).toMatchObject({ kind: 'counter-notice', regime: 'us-512g', isNotice: false })
    expect(analysis.elements.goodFaith.status).toBe('missing')
    expect(analysis.elements.authority.status).toBe('missing')
  })

  it.each([
    [
      'withdrawal',
      'We hereby withdraw the DMCA takedown notice we sent on 3 March 2024 regarding https://github.com/a/b. Please reinstate it.\n\nSincerely,\nJane Doe',
    ],
    [
      'withdrawal',
      'Our notice of copyright infringement dated 1 May was sent in error. Kindly put the video back.\nJane Doe',
    ],
    [
      'court-action',
      'We received the counter notice. On 3 May 2022 our client filed an action in the United States District Court for the Northern District of California seeking a court order to restrain the user. Pursuant to 17 U.S.C. 512(g)(2)(C), please do not restore the content.\n\nSincerely,\nJane Doe',
    ],
    [
      'guidance',
      'To be effective, a notification of claimed infringement must be a written communication provided to the designated agent of a service provider that includes substantially the following: (v) A statement that the complaining party has a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law.',
    ],
    [
      'trademark',
      'Our registered trademark LUNA VALE is used at https://shop.example/item/7. Please remove the listing.\nJane Doe',
    ],
    ['empty', ' \n\n '],
    ['other', 'Are we still meeting on Friday? Bring the guitar.'],
  ] as const)('knows a %s', (kind, text) => {
    expect(analyseNotice(text)).toMatchObject({ kind, isNotice: false })
  })

  it('knows a complaint about circumvention', () => {
    const text =
      'The repository https://github.com/a/ripper circumvents the technological measures that control access to our recordings, in violation of 17 U.S.C. 1201. Please remove it.\n/s/ Jane Doe'
    expect(analyseNotice(text)).toMatchObject({ kind: 'circumvention', regime: 'us-1201', isNotice: true })
  })

  it('knows Art. 16 DSA, where the belief that all is accurate and complete is the good faith asked for', () => {
    const dsa = `Notice under Article 16 of the Digital Services Act

I am Ana Ruiz (ana@example.org), owner of the sound recording "Harbour Lights" by Luna Vale. The copy at https://tunevault.example/watch?id=7 was uploaded without any licence.
Please remove it.
I confirm my bona fide belief that the information and allegations contained in this notice are accurate and complete.

Ana Ruiz`
    const european = analyseNotice(dsa)
    expect(european).toMatchObject({ kind: 'takedown', regime: 'eu-dsa-16', isNotice: true })
    expect(european.elements.goodFaith.status).toBe('present')
    const both = analyseNotice(`${dsa}\n\nThis is also a notice under 17 U.S.C. 512(c).`)
    expect(both.regime).toBe('us-512c+eu-dsa-16')
    expect(both.elements.goodFaith.status).not.toBe('present')
  })

  it.each([
    [
      'German',
      'ich bin Inhaberin der Rechte an der Aufnahme „Hafenlichter“ von Luna Vale. Bitte entfernen Sie den rechtsverletzenden Inhalt: https://tunevault.example/watch?id=7\n\nIch bin in gutem Glauben der Auffassung, dass die Nutzung weder durch den Rechteinhaber noch durch dessen Vertreter noch durch das Gesetz erlaubt ist.\nDie Angaben in dieser Mitteilung sind richtig. Unter Androhung der Strafe für Meineid erkläre ich, dass ich berechtigt bin, für den Rechteinhaber zu handeln.\n\nE-Mail: ana@example.org\nMit freundlichen Grüßen\nAna Ruiz',
    ],
    [
      'French',
      "Je suis titulaire des droits sur l'enregistrement « Lumières du port » de Luna Vale. Merci de supprimer le contenu contrefaisant : https://tunevault.example/watch?id=7\n\nJe crois de bonne foi que l'utilisation n'est pas autorisée par le titulaire du droit d'auteur, son agent ou la loi.\nLes informations contenues dans cette notification sont exactes. Je déclare sous peine de parjure que je suis autorisée à agir au nom du titulaire.\nE-mail : ana@example.org\nCordialement,\nAna Ruiz",
    ],
    [
      'Spanish',
      'Soy titular de los derechos de la canción "Luces del puerto" de Luna Vale. Solicito eliminar: https://tunevault.example/watch?id=7 (copia infractora).\nCreo de buena fe que el uso no está autorizado por el titular, su agente o la ley.\nLa información de esta notificación es exacta. Declaro bajo pena de perjurio que estoy autorizada para actuar en nombre del titular.\nCorreo electrónico: ana@example.org\nAtentamente,\nAna Ruiz',
    ],
    [
      'Portuguese',
      'Sou titular dos direitos da música "Luzes do porto" de Luna Vale. Peço a remoção: https://tunevault.example/watch?id=7 (cópia infratora).\nAcredito de boa-fé que o uso não está autorizado pelo titular, seu agente ou a lei.\nAs informações desta notificação são exatas. Declaro, sob pena de perjúrio, que estou autorizada a agir em nome do titular.\nE-mail: ana@example.org\nAtenciosamente,\nAna Ruiz',
    ],
  ])('reads %s', (_, text) => {
    const { elements, isNotice } = analyseNotice(text)
    expect(isNotice).toBe(true)
    for (const { status } of Object.values(elements)) expect(status).toBe('present')
  })
})
