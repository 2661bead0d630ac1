import { Button } from '@mantine/core'
import { IconFileSearch, IconFolderOpen } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { analyseNotice } from '../../../shared/domain/notices/analyse/analyse.ts'
import type { AnalysedElement } from '../../../shared/domain/notices/analyse/notice-analysis.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { TextAreaField } from '../../ui/fields/TextField.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import classes from './analyse.module.css'
import { AnalysisResult } from './AnalysisResult.tsx'
import { clearLetter, pickLetter, setLetterText, useLetterStore } from './letter-store.ts'
import { MarkedText } from './MarkedText.tsx'
import { strings } from './strings.ts'

/** Any notice, answer or counter-notice: what is in it, shown in its own words, and what is missing. */
export function AnalyseScreen({ route }: { readonly route: RouteOf<'analyse'> }) {
  const { text, origin } = useLetterStore()
  const analysed = useDeferredValue(text)
  const analysis = useMemo(() => analyseNotice(analysed), [analysed])
  const [view, setView] = useState<'marked' | 'edit'>('marked')
  const [chosen, setChosen] = useState<AnalysedElement | null>(null)
  useKeptAnswer(route)
  const empty = text.trim() === ''
  const head = origin?.head ?? null
  return (
    <Screen
      title={strings.title}
      back={backOf(route)}
      subtitle={head ? strings.email(head.from, head.date) : origin?.fileName}
      actions={
        <>
          {!empty && (
            <SegmentedFilter
              label={strings.view}
              value={view}
              onChange={setView}
              options={[
                { value: 'marked', label: strings.marked },
                { value: 'edit', label: strings.edit },
              ]}
            />
          )}
          {!empty && (
            <Button variant="default" onClick={clearLetter}>
              {strings.clear}
            </Button>
          )}
          <Button
            variant={empty ? 'filled' : 'default'}
            leftSection={<IconFolderOpen size={16} aria-hidden />}
            onClick={() => void pickLetter()}
          >
            {strings.open}
          </Button>
        </>
      }
    >
      <div className={classes.panes} onDrop={takeDroppedText} onDragOver={allowText}>
        <div className={classes.text}>
          {empty || view === 'edit' ? (
            <div className={classes.editor}>
              <TextAreaField
                label={strings.input}
                hint={strings.inputHint}
                placeholder={strings.placeholder}
                value={text}
                onChange={setLetterText}
                minRows={14}
                autoFocus
              />
            </div>
          ) : (
            <MarkedText text={analysed} elements={analysis.elements} chosen={chosen} />
          )}
        </div>
        <aside className={classes.result} aria-label={strings.result} tabIndex={0}>
          {analysed.trim() === '' ? (
            <EmptyState icon={IconFileSearch} title={strings.none} description={strings.noneText} />
          ) : (
            <AnalysisResult
              analysis={analysis}
              leftOut={origin?.leftOut ?? []}
              chosen={chosen}
              onChoose={(element) => {
                setView('marked')
                setChosen((before) => (before === element ? null : element))
              }}
            />
          )}
        </aside>
      </div>
    </Screen>
  )
}

function backOf({ caseId }: RouteOf<'analyse'>) {
  return caseId === undefined
    ? { label: strings.cases, onBack: () => navigate({ screen: 'cases' }) }
    : { label: strings.caseBack, onBack: () => navigate({ screen: 'cases', caseId, section: 'answers' }) }
}

/** An answer kept in a case is taken over once, when the screen is opened for it. */
function useKeptAnswer({ eventId }: RouteOf<'analyse'>): void {
  const answer = useQuery('cases.answer', eventId === undefined ? null : { eventId })
  const text = answer.data?.eventId === eventId ? answer.data?.text : undefined
  useEffect(() => {
    if (text === undefined || text === null) return
    useLetterStore.setState({ text, origin: null })
  }, [text])
}

function allowText(event: React.DragEvent): void {
  if (event.dataTransfer.types.includes('text/plain')) event.preventDefault()
}

function takeDroppedText(event: React.DragEvent): void {
  const text = event.dataTransfer.getData('text/plain')
  if (text === '' || event.dataTransfer.files.length > 0) return
  event.preventDefault()
  useLetterStore.setState({ text, origin: null })
}
