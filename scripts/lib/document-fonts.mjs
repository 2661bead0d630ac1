import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { inProject } from './paths.mjs'

/** What papers (notices, label copy, reports of evidence) are set in, as files below node_modules. */
const documentFonts = [
  'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSerifCondensed-Bold.ttf',
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  '@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
]

/** The licences that ask to be handed on with their fonts. */
const licences = /** @type {const} */ ([
  ['@expo-google-fonts/noto-sans-jp/LICENSE_FONT', 'LICENSE-Noto.txt'],
  ['dejavu-fonts-ttf/LICENSE', 'LICENSE-DejaVu.txt'],
])

/**
 * Copies the fonts of papers into a folder, which is made.
 * @param {string} folder
 */
export async function copyDocumentFonts(folder) {
  await mkdir(folder, { recursive: true })
  for (const font of documentFonts) {
    await copyFile(inProject('node_modules', font), path.join(folder, path.basename(font)))
  }
  for (const [licence, name] of licences) {
    await copyFile(inProject('node_modules', licence), path.join(folder, name))
  }
}
