import { describe, expect, it } from 'vitest'
import { analyseNotice } from './analyse.ts'
import { analysedElements } from './notice-analysis.ts'

/**
 * Notices in the styles people use, written by hand. The letters
 * stand for the elements in order: p present, r partial, m missing, a ambiguous, ? not judged.
 */
const written: readonly (readonly [name: string, statuses: string, text: string])[] = [
  [
    'x form',
    'ppppppp',
    `== Copyright owner: Luna Vale
== Name: Ana Ruiz
== Email: ana@lunavale.example
== Address: 12 Quay Street, Portsmouth
== Description of original work: My track Harbour Lights, released on my own label in 2024
== Links to original work: https://lunavale.example/harbour
== Reported Tweet URL: https://x.com/thief/status/12345
== Description of infringement: Full track uploaded as video
== 512(f) Acknowledgement: I understand that under 17 U.S.C. § 512(f), I may be liable for any damages, including costs and attorneys' fees, if I knowingly materially misrepresent that reported material or activity is infringing.
== Good Faith Belief: I have good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law.
== Authority to Act: The information in this notification is accurate, and I state under penalty of perjury that I am authorized to act on behalf of the copyright owner.
== Signature: Ana Ruiz`,
  ],
  [
    'agency letter',
    'ppppppp',
    `Web Guardians Ltd, on behalf of Paper Kings Records

VIA EMAIL: abuse@host.example

Re: Unauthorized use of Paper Kings recordings

Dear Sir or Madam:

We represent Paper Kings Records (the "Owner"), owner of copyright in the recordings listed below.

It has come to our attention that your service hosts unlicensed copies:

Artist - Title - Location
The Paper Kings - Ninety-Nine Doors - https://files.host.example/a81.zip
The Paper Kings - Lowlands - https://files.host.example/a82.zip

We have a good faith belief that the use of the works in the manner complained of is not authorized by the Owner, its agents or the law. The information contained in this notification is accurate and, under penalty of perjury, we are authorized to act on behalf of the Owner of the exclusive rights being infringed.

Kindly remove the files within 24 hours.

Yours faithfully,
Priya Nair
Web Guardians Ltd
9 Market Row, Leeds LS1 4AA
priya@webguardians.example`,
  ],
  [
    'short weak',
    'p?ppmmm',
    `hey take down my song please it's stolen
https://soundcloud.com/thief/harbour-lights-free
the song is called harbour lights by luna vale and i made it
ana@lunavale.example
Ana`,
  ],
  [
    'github guide quotes',
    'ppppppp',
    `I have read and understand GitHub's Guide to Filing a DMCA Notice.

The original is my commercial sample library "Salt Drums" sold at https://saltdrums.example/.

The infringing copy: https://github.com/x/y/tree/main/samples

"I have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not authorized by the copyright owner, or its agent, or the law. I have taken fair use into consideration."

"I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed."

[private]
[private]@[private].com

[private]`,
  ],
  [
    'no oath',
    'ppppppr',
    `To: copyright@site.example
I am the composer of the musical work "Lowlands" (ISWC T-034.524.680-1).
https://site.example/score/77 displays the full score.
I have a good faith belief that this use is not authorised by me, my agent or the law. The above information is accurate to my certain knowledge. I am authorised to act for the owner.
Jonas Brandt, Hauptstraße 17, 10115 Berlin, jonas@brandt.example
Signature: Jonas Brandt`,
  ],
  [
    'qa answered inline',
    'ppppaaa',
    `Q: What is the copyrighted work?
A: The album "Seventeen Winters" by Quay
Q: Where is the infringing material?
A: https://host.example/dl/seventeen.zip
Q: Your contact email?
A: quay@quay.example
Q: Do you have a good faith belief that the use is not authorized by the copyright owner, its agent, or the law?
A: Yes
Q: Is the information accurate, and do you swear under penalty of perjury that you are authorized to act?
A: Yes
Q: Signature
A: Jo Quay`,
  ],
  [
    'forwarded',
    'ppppmmm',
    `Hi, I got this from your user, see below. My song Lowlands by Quay is still at https://host.example/d/9
jo@quay.example

> I have a good faith belief that use of the material is not authorized by the copyright owner, its agent, or the law.
> The information is accurate. Under penalty of perjury I am authorized to act on behalf of the owner.

Jo Quay`,
  ],
  [
    'numbered statute headings',
    'ppppppp',
    `DMCA Notice

(i) Signature: /s/ Kofi Mensah
(ii) Identification of the copyrighted work: "El Río Sube", sound recording, SR 1-234-567
(iii) Identification of the infringing material: https://vid.example/w/abc
(iv) Contact: Kofi Mensah, +233 30 277 0000, kofi@mensah.example
(v) I have a good faith belief that the use is not authorized by the copyright owner, its agent, or the law.
(vi) The information in this notice is accurate and, under penalty of perjury, I am authorized to act on behalf of the owner of the exclusive right.`,
  ],
  [
    'statement list',
    'ppppppp',
    `The following is a notice under the DMCA.
My photograph "Quay at Dawn" (original: https://flickr.com/photos/ana/1) is used at https://blog.example/2024/dawn.html.
By submitting this notice I state that:
- I have a good faith belief that the use is not authorized by the copyright owner, its agent, or the law;
- the information in this notice is accurate; and
- under penalty of perjury, I am the owner, or authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.
Ana Ruiz
ana@lunavale.example`,
  ],
]

const statusOf: Readonly<Record<string, string>> = {
  p: 'present',
  r: 'partial',
  m: 'missing',
  a: 'ambiguous',
}

describe('notices as people write them', () => {
  it.each(written)('%s', (_, statuses, text) => {
    const { elements } = analyseNotice(text)
    for (const [at, name] of analysedElements.entries()) {
      const wanted = statusOf[statuses[at] ?? '?']
      if (wanted !== undefined) expect([name, elements[name].status]).toEqual([name, wanted])
    }
  })
})
