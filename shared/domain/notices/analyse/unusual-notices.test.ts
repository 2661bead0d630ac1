import { describe, expect, it } from 'vitest'
import { analyseNotice } from './analyse.ts'
import { analysedElements } from './notice-analysis.ts'

/**
 * Letters of styles the labelled set does not hold. The letters stand for the elements in order: p present, r partial,
 * m missing, a ambiguous; two at one place: either will do; ? not judged.
 */
const letters: readonly (readonly [name: string, kind: string, statuses: string, text: string])[] = [
  [
    'a solicitor’s letter under the 2002 Regulations',
    'takedown',
    'p p p p m m m,r',
    `Hartley Voss LLP
Solicitors
14 Castle Yard, Bristol BS1 3XD
T 0117 496 0101   E copyright@hartleyvoss.example

Our ref: HV/VALE/0081                                   3 March 2026

The Legal Department
Tunevault Hosting Ltd

Dear Sirs

Our client: Ms Ana Valera Ruiz (p/k/a Luna Vale)

1. We act for Ms Ruiz, the owner of the copyright in the sound recording "Harbour Lights" (ISRC GBAAA2600001).
2. It has come to our client's attention that a copy of the Recording is being made available at https://files.tunevault.example/d/81/harbour-lights.mp3 without her licence.
3. This is notice for the purposes of regulation 22 of the Electronic Commerce (EC Directive) Regulations 2002. You now have actual knowledge of unlawful information.
4. We require you to remove the file within seven days. Our client's rights are reserved.

Yours faithfully

Hartley Voss LLP
J. P. Hartley`,
  ],
  [
    'a German notice under Art. 16 DSA in the tone of a warning letter',
    'takedown',
    'p,a,r p p p p,r ? ?',
    `Meldung rechtswidriger Inhalte nach Art. 16 DSA (Verordnung (EU) 2022/2065)

Sehr geehrte Damen und Herren,

hiermit melde ich folgenden rechtswidrigen Inhalt auf Ihrem Dienst:
https://musikhafen.example/upload/4411

Werk: „Nachtfähre“, Aufnahme von Mira Halvorsen, ISRC DEA452600017
Ich bin Inhaberin der ausschließlichen Rechte an dieser Aufnahme. Eine Lizenz wurde nicht erteilt; die öffentliche Zugänglichmachung verletzt §§ 85, 19a UrhG.

Ich bin in gutem Glauben überzeugt, dass die in dieser Meldung enthaltenen Angaben richtig und vollständig sind.

Ich fordere Sie auf, den Inhalt unverzüglich zu entfernen.

Mit freundlichen Grüßen
Mira Halvorsen
mira@halvorsen.example`,
  ],
  [
    'the text of a video site’s web form, ticked',
    'takedown',
    'p p p p p,a p,a p,a',
    `Copyright removal request

Work type: Song
Title of work: Paper Boats
Author: Mira Halvorsen
Infringing video URL: https://www.youtube.com/watch?v=dQw4w9WgXcQ
Content found in: entire video

Full legal name: Mira Halvorsen
Email: mira@halvorsen.example
Address: Storgata 5, 9008 Tromsø, Norway
Phone: +47 77 00 00 00

By checking the following boxes, I, in my capacity as the owner:
[x] I have a good faith belief that the use of the copyrighted materials described above as allegedly infringing is not authorized by the copyright owner, its agent, or the law.
[x] The information in this notification is accurate, and I swear, under penalty of perjury, that I am the copyright owner or an agent authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.
[x] I acknowledge that under Section 512(f) of the DMCA any person who knowingly materially misrepresents may be subject to liability.

Typing your full name in this box will act as your digital signature: Mira Halvorsen`,
  ],
  [
    'a code host’s template filled in, the declarations left as questions',
    'takedown',
    'p,a p p p m,a m,a m,a,r',
    `**Are you the copyright holder or authorized to act on the copyright owner's behalf?**

Yes, I am the copyright holder.

**Please describe the nature of your copyright ownership or authorization to act on the owner's behalf.**

I wrote and recorded the sample pack "Salt Flats Drums" and sell it on my site.

**Please provide the URL of the infringing files.**

https://github.com/somebody/salt-flats/blob/main/kick.wav

**Do you have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not authorized by the copyright owner, or its agent, or the law?**

**Do you swear, under penalty of perjury, that the information in this notification is accurate and that you are the copyright owner?**

**Please provide your email address.**

otto@saltflats.example

**Please type your full name for your signature.**

Otto Brandt`,
  ],
  [
    'a complaint to a distributor',
    'takedown',
    'p,a p p,r p m,r m m,r',
    `To: copyright@distro.example
From: Jonas Reede <jonas@reede.example>
Subject: Someone is distributing my song through you

Hello,
The release "Slow Trains" by "J. Rede" on Spotify is my recording "Slow Trains" (ISRC NLA502500031), which I released through another distributor in 2025. Same master, only the speed was changed.
https://open.spotify.com/album/2ab4CdEfGhIjKlMnOpQrSt
I never gave them permission. Please take it down from all stores and tell me who uploaded it.
Jonas Reede`,
  ],
  [
    'a casual e-mail',
    'takedown',
    'p,a,m r,m,p p m,p,a m m m,r',
    `yo so someone put my whole tape on your site?? https://tapes.example/dl/9913 thats my music i made all of it in my bedroom. never said yes to this. can u delete it asap thx
- kev`,
  ],
  [
    'a counter-notice',
    'counter-notice',
    '? ? ? ? m,r m,r,p m,r',
    `Re: removal of https://www.youtube.com/watch?v=abc123abc12

I swear, under penalty of perjury, that I have a good faith belief the material was removed due to a mistake or misidentification of the material to be removed or disabled.
I consent to the jurisdiction of the Federal District Court for the district in which my address is located, and I will accept service of process from the person who provided notification under subsection (c)(1)(C) or an agent of such person.

Tom Ashby
8 Mill Lane, Hudson, NY 12534
+1 518 555 0100
/s/ Tom Ashby`,
  ],
  [
    'a checklist of the statute that declares nothing',
    'takedown',
    'p,a p p p m,r m m,r',
    `DMCA NOTICE

Under 17 U.S.C. 512(c)(3) a notification must include:
(i) a physical or electronic signature - see below
(ii) identification of the copyrighted work - "Glass Rivers", sound recording by Ada Quell, ISRC US-S1Z-26-00044
(iii) identification of the material - https://locker.example/f/88aa
(iv) contact information - ada@quell.example
(v) a statement that the complaining party has a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law
(vi) a statement that the information in the notification is accurate, and under penalty of perjury, that the complaining party is authorized to act on behalf of the owner

All requirements are met, so remove the file.

Ada Quell`,
  ],
  [
    'a notice with blacked-out fields',
    'takedown',
    'p p p p p p p',
    `I am [private], the composer and copyright owner of the piano piece "Winter Apiary" (registration PA0002345678).
The infringing copy is at https://sheetbox.example/scores/winter-apiary-4471.pdf
Contact: [private], [private]@[private]
I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.
The information in this notification is accurate. Under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.
/s/ [private]`,
  ],
  [
    'a report to a delivery network',
    'takedown',
    'p p p p p p p',
    `Abuse type: Copyright infringement & DMCA violations
Your full name: Mira Halvorsen
Your email address: mira@halvorsen.example
Title: Artist
Tele: +47 77 00 00 00
Reported URLs:
https://ripped.example/song/51
https://ripped.example/song/52
Original work: Recordings "Paper Boats" and "Low Tide" by Mira Halvorsen
Justification: The site streams both recordings. Nobody was licensed.
DMCA statements:
I have a good faith belief that the use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.
The information in this notification is accurate, and under penalty of perjury I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.
Signature: Mira Halvorsen`,
  ],
  [
    'a provider’s reply that quotes the notice',
    'other',
    '? ? ? ? m m m',
    `Hi Mira,

Thank you for your message. We cannot process it yet, because the address you gave is that of a profile.

Please send us the address of each track.

Best,
Copyright Team

On 2 March 2026, Mira Halvorsen wrote:
> I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.
> The information in this notification is accurate. Under penalty of perjury, I am authorized to act on behalf of the owner.
> https://sounds.example/thief
> Mira Halvorsen`,
  ],
  [
    'a provider’s reply that quotes the notice without marks',
    'other',
    '? ? ? ? m m m',
    `Dear rights holder,

your notice (ticket 4711) was rejected: the statement of accuracy is missing.

-----Original Message-----
From: Mira Halvorsen
Sent: Monday, 2 March 2026 10:04
To: Copyright Team
Subject: Takedown

I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law. Under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right. The information in this notification is accurate.

Mira Halvorsen`,
  ],
  [
    'a reply above the head of a mail program',
    'other',
    '? ? ? ? m m m',
    `We have received your complaint and need the address of each item before we can act on it.

From: Mira Halvorsen <mira@halvorsen.example>
Sent: 2 March 2026 10:04
To: Copyright Team
Subject: Takedown

I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law. The information in this notification is accurate, and under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.`,
  ],
  [
    'two notices in one thread, the second alone whole',
    'takedown',
    'p p p p p p p',
    `Hello again,

as you asked, here is the complete notice.

Work: the sound recording "Low Tide" by Mira Halvorsen, ISRC NOA452600003
Material: https://sounds.example/thief/low-tide
I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.
The information in this notification is accurate, and under penalty of perjury, I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.
Mira Halvorsen, Storgata 5, 9008 Tromsø, mira@halvorsen.example

/s/ Mira Halvorsen

On 2 March 2026, Mira Halvorsen wrote:
> please delete my song from your site
> Mira`,
  ],
  [
    'declarations that are offered, not made',
    'takedown',
    'p p p p m,r m,r m,r',
    `My recording "Night Ferry" (ISRC NOA452600009) is at https://sounds.example/x/night-ferry without my permission. Please remove it.
If you need it, I will gladly state that I have a good faith belief that the use is not authorized by the copyright owner, its agent or the law, and I can declare under penalty of perjury that I am authorized to act. I can also confirm that the information in this notice is accurate.

Kind regards,
Mira Halvorsen
mira@halvorsen.example`,
  ],
  [
    'an oath over accuracy, none over authority',
    'takedown',
    'p p p p r p r',
    `I own the copyright in the song "Cedar Line" by Ada Quell.
It is offered at https://locker.example/f/cedar-line
I have a good faith belief that this use is not authorized by the copyright owner.
I swear under penalty of perjury that the information in this notification is accurate.
I am the copyright owner.

Sincerely,
Ada Quell
ada@quell.example`,
  ],
  [
    'belief stated by the copyright owner’s agent in the third person',
    'takedown',
    'p p p p p p p',
    `NOTICE OF INFRINGEMENT
Complainant: Northern Reed Music Ltd, acting for the composer Ivo Lindqvist
Work: musical composition "Sundial", ISWC T-034.524.680-1
Location: https://tabs.example/sundial-lindqvist-9001
Northern Reed Music Ltd has a good faith belief that the use of the composition in the manner complained of is not authorized by the copyright owner, its agent, or the law.
The undersigned confirms that the information in this notice is accurate, and declares under penalty of perjury that Northern Reed Music Ltd is authorized to act on behalf of the owner of the exclusive right infringed.
Signed: Petra Holm
rights@northernreed.example, +46 8 555 010 10`,
  ],
  [
    'somebody asks a forum how to write one',
    'other,blank-form,guidance',
    '? ? ? ? m m m',
    `Hi all, a site has copied my beat and I want to send a DMCA. The template I found says: "I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law. The information in this notification is accurate, and under penalty of perjury, I am authorized to act on behalf of the owner." Do I have to include that word for word? Has anyone done it?`,
  ],
  [
    'a French notice',
    'takedown',
    'p p p p p p p,r',
    `Objet : notification de contenu illicite (art. 512(c) du DMCA)

Madame, Monsieur,

Je suis titulaire des droits sur l'enregistrement « Les Quais » (ISRC FRX452600012).
Contenu : https://fichiers.example/t/les-quais-7781
J'ai la conviction de bonne foi que l'utilisation de ce contenu n'est pas autorisée par le titulaire du droit d'auteur, son mandataire ou la loi.
Les informations contenues dans cette notification sont exactes. Sous peine de parjure, je déclare être autorisée à agir au nom du titulaire d'un droit exclusif.

Cordialement,
Claire Morel
12 rue des Lilas, 69003 Lyon
claire@morel.example`,
  ],
  [
    'a withdrawal',
    'withdrawal',
    '? ? ? ? m m m',
    `Dear Copyright Team,
I retract my takedown notice of 3 March 2026 (reference YT-88) for https://www.youtube.com/watch?v=abc123abc12. The uploader has a licence after all. Please restore the video.
Mira Halvorsen`,
  ],
  [
    'an unfilled template',
    'takedown,other',
    'm m,r m m,p,a p,m,a,r p,m,a,r p,m,a,r',
    `I, [YOUR NAME], am the owner of [WORK].
The infringing material is located at [URL].
I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.
The information in this notification is accurate, and under penalty of perjury, I am authorized to act on behalf of the owner.
Signature: ____________
[Your full legal name]
[Your email]`,
  ],
  [
    'a short reply above a long quoted notice',
    'takedown,other',
    '? ? ? ? m m m',
    `Thank you for your notice. We forwarded it.

> I have a good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.
> The information in this notification is accurate. Under penalty of perjury, I am authorized to act on behalf of the owner.
> Harbour Lights: https://sounds.example/thief/harbour-lights
> /s/ Mira Halvorsen, 14 Ropewalk Lane, Portland, mira@halvorsen.example`,
  ],
  [
    'a letter that denies the authority under oath',
    'takedown,other',
    '? ? ? ? m m m',
    `Remove my song Harbour Lights at https://sounds.example/thief/harbour-lights.
I have no good faith belief that the use is not authorized by the owner, its agent, or the law. The information in this notice is not accurate.
Under penalty of perjury, I am not authorized to act on behalf of the owner of an exclusive right.
I cannot state under penalty of perjury that I am authorized to act on behalf of the owner.`,
  ],
  [
    'a letter that only promises to swear',
    'takedown,other',
    '? ? ? ? m r r',
    `Remove my song Harbour Lights at https://sounds.example/thief/harbour-lights.
I will later state under penalty of perjury that I am authorized to act on behalf of the owner.
I will tomorrow state that the information in this notice is accurate.`,
  ],
]

const codes = { present: 'p', partial: 'r', missing: 'm', ambiguous: 'a' } as const

describe('letters of unusual styles', () => {
  it.each(letters)('%s', (_, kinds, wanted, text) => {
    const { elements, kind } = analyseNotice(text)
    const places = wanted.split(' ')
    const read = analysedElements.map((name) => codes[elements[name].status])
    // What was read, with the places that are not as they must be.
    expect(
      read.map((status, at) =>
        places[at] === '?' || places[at]?.split(',').includes(status) === true ? places[at] : `${status}!`,
      ),
      read.join(' '),
    ).toEqual(places)
    expect(kinds.split(',')).toContain(kind)
  })
})
