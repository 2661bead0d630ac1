import type { Notice } from '../../../shared/contract/cases.ts'
import { us512c3 } from '../../../shared/domain/notices/us512c3.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { CheckboxField } from '../../ui/fields/SelectField.tsx'
import classes from './notice.module.css'
import { partId } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'
import { usePending } from './use-pending.ts'

const { goodFaith, accuracy, authority } = us512c3.sentences

type Declaration = 'goodFaith' | 'accurate'

/** The two statements of the signer in the words of the statute; each stands in the notice once it is made. */
export function Declarations({ notice }: { readonly notice: Notice }) {
  const update = useCommand('notices.update')
  const shown = { goodFaith: usePending(notice.goodFaith), accurate: usePending(notice.accurate) }
  const declare = async (which: Declaration, made: boolean) => {
    shown[which].choose(made)
    const saved = await update.run({ noticeId: notice.id, patch: { [which]: made } })
    if (!saved) shown[which].forget()
  }
  if (notice.status === 'sent') return <Declared />
  return (
    <DetailSection title={noticeText.statements}>
      <div id={partId('statements')} className={classes.form}>
        <p className={classes.secondary}>{noticeText.statementsHint}</p>
        <CheckboxField
          label={goodFaith}
          hint={noticeText.goodFaithHint}
          checked={shown.goodFaith.shown}
          onChange={(made) => void declare('goodFaith', made)}
        />
        <CheckboxField
          label={<AccuracyAndAuthority />}
          hint={noticeText.perjury}
          checked={shown.accurate.shown}
          onChange={(made) => void declare('accurate', made)}
        />
      </div>
    </DetailSection>
  )
}

/** Two sentences: the oath is on the second alone. */
function AccuracyAndAuthority() {
  return (
    <>
      {accuracy} <strong>{authority}</strong>
    </>
  )
}

/** What was stated in a notice that was sent. */
function Declared() {
  return (
    <DetailSection title={noticeText.statements}>
      <ul className={classes.declared}>
        <li>{goodFaith}</li>
        <li>
          <AccuracyAndAuthority />
        </li>
      </ul>
    </DetailSection>
  )
}
