import type { ReadinessAction } from '../../../shared/domain/catalogue/readiness.ts'
import { currentRoute, navigate } from '../../app/navigation.ts'
import { toast } from '../../ui/toasts.tsx'
import { sections, strings } from './strings.ts'

/** Where in the open pane each thing is done: a section, and the field or button in it. */
const places: Readonly<
  Partial<Record<ReadinessAction, { readonly section: string; readonly label?: string }>>
> = {
  'answer-right': { section: 'Rights', label: 'What you hold' },
  'add-document': { section: sections.documents },
  'give-isrc': { section: 'ISRC' },
  'enter-publication': { section: sections.facts, label: 'First published' },
  'add-registration': { section: sections.registrations },
  'add-url': { section: 'Rights', label: 'Authorized copy' },
  'add-audio': { section: 'Audio' },
  'put-on-release': { section: sections.releases },
  'agree-splits': { section: sections.ownership },
  'settle-splits': { section: sections.ownership },
  'link-work': { section: sections.works },
  'enter-year': { section: 'Recording', label: 'Year' },
  'enter-duration': { section: 'Recording', label: 'Length' },
}

/** Goes to the place where the next thing is done, and puts the keyboard there. */
export function followAction(
  action: ReadinessAction,
  context: { readonly releaseId: number | null; readonly workId: number | null },
): void {
  if (action === 'complete-profile') {
    navigate({ screen: 'settings', section: 'profile' })
  } else if (action === 'add-gtin' && context.releaseId !== null) {
    navigate({ screen: 'catalog', view: 'releases', releaseId: context.releaseId })
  } else if (action === 'add-writers' && context.workId !== null) {
    navigate({ screen: 'catalog', view: 'works', workId: context.workId })
  } else if (!jumpTo(places[action]) && action === 'add-audio') toast.info(strings.dropAudio)
}

/** The recording or release that is open in the catalogue; what is dropped on the window belongs to it. */
export function openSubject(): {
  readonly type: 'recording' | 'release' | 'work' | 'party'
  readonly id: number
} | null {
  const route = currentRoute()
  if (route.screen !== 'catalog') return null
  const view = route.view ?? 'recordings'
  if (view === 'recordings' && route.recordingId !== undefined)
    return { type: 'recording', id: route.recordingId }
  if (view === 'releases' && route.releaseId !== undefined) return { type: 'release', id: route.releaseId }
  if (view === 'works' && route.workId !== undefined) return { type: 'work', id: route.workId }
  return view === 'people' && route.partyId !== undefined ? { type: 'party', id: route.partyId } : null
}

function jumpTo(place: { readonly section: string; readonly label?: string } | undefined): boolean {
  if (!place) return false
  const section = document.querySelector(`[data-section="${CSS.escape(place.section)}"]`)
  if (!section) return false
  const label = [...section.querySelectorAll('label')].find(({ textContent }) => textContent === place.label)
  const control =
    label === undefined
      ? section.querySelector<HTMLElement>('button, input, select, textarea')
      : document.getElementById(label.htmlFor)
  section.scrollIntoView({ block: 'start' })
  control?.focus({ preventScroll: true })
  return true
}
