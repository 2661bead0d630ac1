/** The fictional artist of the sample workspace. Names, codes and domains are invented (RFC 2606 domains). */
export const artist = {
  legalName: 'Mira Halvorsen',
  artistName: 'Nova Tern',
  company: '',
  address: '14 Ropewalk Lane\nPortland, ME 04101',
  country: 'United States',
  email: 'mira@novatern.example',
  phone: '+1 207 555 0142',
  role: 'owner',
  website: 'https://novatern.example',
} as const

export const label = 'Slow Ferry Records'

/** Registrant prefix of the sample. The designations are the sample's own; no real recording carries them. */
export const isrcBlock = { prefix: 'QZ9ZZ', from: 1, to: 4999, note: 'Sample allocation' } as const

/** Songs of the first album that somebody else wrote too. */
export const sharedWorks: Readonly<Record<string, string>> = {
  'The Long Tide': 'Jonas Feld',
  'Gull Season': 'Jonas Feld',
}

/** Who else worked on the first album. */
export const albumCredits = 'Jonas Feld (Producer); Iris Aalto (Mixing engineer, Mastering engineer)'

export interface SampleRelease {
  readonly title: string
  readonly gtin: string
  readonly date: string
  readonly tracks: readonly (readonly [title: string, seconds: number])[]
}

export const releases: readonly SampleRelease[] = [
  {
    title: 'Harbour Lights',
    gtin: '0190295810726',
    date: '2021-03-19',
    tracks: [
      ['Harbour Lights', 214],
      ['Ropewalk', 187],
      ['The Long Tide', 263],
      ['Gull Season', 199],
      ['Paper Lanterns', 231],
      ['Breakwater', 176],
      ['Salt on the Window', 248],
      ['Last Boat Home', 305],
    ],
  },
  {
    title: 'Northern Rooms',
    gtin: '0094634396028',
    date: '2022-10-07',
    tracks: [
      ['Cold Kitchen', 192],
      ['Northern Rooms', 224],
      ['Wool and Wire', 208],
      ['Attic Choir', 257],
      ['Snow Telegraph', 183],
      ['Borrowed Coat', 219],
      ['Élan', 201],
      ['Low Sun', 276],
    ],
  },
  {
    title: 'Glass Weather',
    gtin: '5099703257021',
    date: '2024-05-17',
    tracks: [
      ['Glass Weather', 238],
      ['Barometer', 195],
      ['Static Bloom', 212],
      ['Umbrella Season', 184],
      ['Heat Map', 227],
      ['A Field of Antennas', 290],
      ['Thunder, Politely', 203],
      ['After the Forecast', 251],
    ],
  },
  {
    title: 'Ferry Tapes',
    gtin: '4988064451180',
    date: '2025-09-05',
    tracks: [
      ['Night Crossing', 222],
      ['Deckhand', 189],
      ['Two Flags', 207],
      ['Engine Room Waltz', 264],
      ['Customs', 158],
      ['Morning in Another Country', 312],
    ],
  },
]
