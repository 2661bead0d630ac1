import type { Connector } from '../connector.ts'
import { archive } from './archive.ts'
import { deezer } from './deezer.ts'
import { createFolder } from './folder.ts'
import { github } from './github.ts'
import { huggingface } from './huggingface.ts'
import { itunes } from './itunes.ts'
import { musicbrainz } from './musicbrainz.ts'
import { pages } from './pages/index.ts'
import { createSpotify } from './spotify.ts'
import { torrents } from './torrents.ts'
import { brave, searxng } from './web-search.ts'
import { youtube } from './youtube.ts'

/** Every source, in the order the artist sees them. A new one is a file and a row here: docs/connectors.md. */
export function createConnectors(): readonly Connector[] {
  return [
    deezer,
    musicbrainz,
    archive,
    itunes,
    pages,
    torrents,
    huggingface,
    github,
    youtube,
    createSpotify(),
    searxng,
    brave,
    createFolder(),
  ]
}
