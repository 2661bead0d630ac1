import { IconArchive, IconFileText, IconForms, IconSend, type IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { noticeFormats } from '../../../shared/domain/notices/exports/formats.ts'
import { useCommands } from '../../app/commands.ts'
import type { AppCommand } from '../../app/feature.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { formatDate } from '../../ui/format.ts'
import { QueryView } from '../../ui/QueryView.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './case.module.css'
import { CaseEvidence } from './CaseEvidence.tsx'
import { evidenceText } from './evidence-strings.ts'
import { FollowSection } from './follow/FollowSection.tsx'
import { ItemsSection } from './ItemsSection.tsx'
import { NextStepAction } from './NextStepAction.tsx'
import { NoticeSection } from './NoticeSection.tsx'
import { noticeText } from './notice-strings.ts'
import { caseText, stateLabels, stateTones, strings } from './strings.ts'
import { useCaseActions, type CaseActions } from './use-case-actions.tsx'

const back = { label: strings.title, onBack: () => navigate({ screen: 'cases' }) }

interface CaseScreenProps {
  readonly caseId: number
  readonly route: RouteOf<'cases'>
}

/** One case: its recipient, its items, its notice, its evidence, and what to do next. */
export function CaseScreen({ caseId, route }: CaseScreenProps) {
  const query = useQuery('cases.get', { caseId })
  if (query.data) return <Loaded detail={query.data} route={route} />
  return (
    <Screen title={query.error ? caseText.goneTitle : strings.title} back={back}>
      <QueryView query={query}>{() => null}</QueryView>
    </Screen>
  )
}

function Loaded({ detail, route }: { readonly detail: CaseDetail; readonly route: RouteOf<'cases'> }) {
  const actions = useCaseActions(detail)
  const section = route.section ?? 'items'
  useCommands(caseCommands(detail, actions), [detail, actions.busy])
  return (
    <Screen
      title={detail.providerName}
      back={back}
      subtitle={<Subtitle detail={detail} />}
      actions={<NextStepAction detail={detail} route={route} actions={actions} />}
    >
      {section === 'items' && <ItemsSection detail={detail} route={route} />}
      {section === 'notice' && <NoticeSection detail={detail} route={route} actions={actions} />}
      {section === 'evidence' && <CaseEvidence detail={detail} route={route} actions={actions} />}
      {section === 'answers' && <FollowSection detail={detail} />}
      {actions.dialogs}
    </Screen>
  )
}

function Subtitle({ detail }: { readonly detail: CaseDetail }) {
  return (
    <span className={classes.subtitle}>
      <StatusBadge tone={stateTones[detail.state]} label={stateLabels[detail.state]} />
      <span>
        {strings.items(detail.items)} · {strings.recordings(detail.recordings)} · {caseText.opened}{' '}
        {formatDate(detail.openedAt)}
        {detail.sent && ` · ${caseText.sentOn} ${formatDate(detail.sent.at)}`}
      </span>
    </span>
  )
}

function caseCommands(detail: CaseDetail, actions: CaseActions): readonly AppCommand[] {
  const group = detail.providerName
  const command = (id: string, title: string, icon: ComponentType<IconProps>, run: AppCommand['run']) => ({
    id: `cases.${id}`,
    title,
    group,
    icon,
    run,
  })
  return [
    ...noticeFormats.map((format) =>
      command(`export.${format}`, noticeText.exportCommand[format], IconFileText, () =>
        actions.exportNotice(format),
      ),
    ),
    command('fillForm', noticeText.formCommand, IconForms, actions.fillForm),
    ...(detail.sent ? [] : [command('sent', noticeText.sentCommand, IconSend, actions.recordSent)]),
    command('exportBundle', evidenceText.exportCommand, IconArchive, actions.exportBundle),
  ]
}
