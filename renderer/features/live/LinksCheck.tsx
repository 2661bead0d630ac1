import { Button, Checkbox } from '@mantine/core'
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { OfficialLink } from '../../../shared/contract/live-addresses.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toasts.tsx'
import { type ChosenRule, keyOf, recommendedRules, rulesOf } from './chosen-rules.ts'
import { linkText as text } from './link-strings.ts'
import { emptyLinks, useLinksDraft } from './links-draft.ts'
import classes from './links.module.css'

interface LinksCheckProps {
  /** Addresses, and names of labels and distributors. */
  readonly lines: readonly string[]
  readonly onBack: () => void
  readonly onMade: (made: Output<'live.acceptLinks'>) => void
}

/** The second step: what each line was understood as, and what will never be a finding because of it. */
export function LinksCheck(props: LinksCheckProps) {
  const query = useQuery('live.readLinks', { links: [...props.lines] })
  return <QueryView query={query}>{({ links }) => <Check {...props} links={links} />}</QueryView>
}

function Check({
  links,
  onBack,
  onMade,
}: Omit<LinksCheckProps, 'lines'> & { readonly links: readonly OfficialLink[] }) {
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set())
  const accept = useCommand('live.acceptLinks', { toast: false })
  const recommended = recommendedRules(links)
  const isChosen = (key: string) => (recommended.has(key) ? !removed.has(key) : added.has(key))
  const toggle = (key: string) =>
    recommended.has(key) ? setRemoved(toggled(removed, key)) : setAdded(toggled(added, key))
  const chosen = rulesOf(links).filter((rule) => isChosen(keyOf(rule)))
  const save = async () => {
    const made = await accept.run({ rules: chosen.map((rule) => ({ ...rule, note: text.note })) })
    if (made === undefined) return
    useLinksDraft.setState(emptyLinks)
    if (made.created > 0) toast.undoable(text.saved(made.created))
    onMade(made)
  }
  return (
    <>
      <div>
        <h2 className={classes.heading}>{text.understood}</h2>
        <p className={classes.lead}>{text.understoodText}</p>
      </div>
      {accept.error && <Callout tone="danger">{accept.error.message}</Callout>}
      <ul className={classes.links}>
        {links.map((link) => (
          <LinkCard key={link.link} link={link} isChosen={isChosen} onToggle={toggle} />
        ))}
      </ul>
      <div className={classes.foot}>
        <Button variant="default" onClick={onBack}>
          {text.change}
        </Button>
        <Button
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          disabled={chosen.length === 0}
          loading={accept.pending}
          onClick={() => void save()}
        >
          {text.save(chosen.length)}
        </Button>
      </div>
    </>
  )
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return next
}

interface Choosing {
  readonly isChosen: (key: string) => boolean
  readonly onToggle: (key: string) => void
}

function LinkCard({ link, isChosen, onToggle }: Choosing & { readonly link: OfficialLink }) {
  if (link.refusal !== null)
    return (
      <Card title={link.link}>
        <p className={classes.refusal}>
          <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
          <span>
            {text.refused}: {link.refusal}
          </span>
        </p>
      </Card>
    )
  return (
    <Card title={sentenceCase(link.leadsTo)} detail={link.link}>
      {link.proposals.map((proposal) => (
        <Proposal
          key={keyOf(proposal)}
          rule={proposal}
          words={proposal.words}
          settles={proposal.wouldSettle}
          exists={proposal.exists}
          isChosen={isChosen}
          onToggle={onToggle}
        />
      ))}
    </Card>
  )
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

interface CardProps {
  readonly title: string
  readonly detail?: string
  readonly children: ReactNode
}

function Card({ title, detail, children }: CardProps) {
  return (
    <li className={classes.card}>
      <div className={classes.cardTitle}>{title}</div>
      {detail !== undefined && <div className={classes.cardDetail}>{detail}</div>}
      {children}
    </li>
  )
}

interface ProposalProps extends Choosing {
  readonly rule: ChosenRule
  readonly words: string
  readonly settles: number
  readonly exists: boolean
}

function Proposal({ rule, words, settles, exists, isChosen, onToggle }: ProposalProps) {
  const key = keyOf(rule)
  if (exists)
    return (
      <p className={classes.known}>
        <StatusBadge tone="success" label={text.exists} />
        <span>
          {text.never} {words}
        </span>
      </p>
    )
  return (
    <Checkbox
      aria-label={text.choice(words)}
      label={
        <>
          <span className={classes.never}>{text.never}</span> {words}
        </>
      }
      description={text.settles(settles)}
      checked={isChosen(key)}
      onChange={() => onToggle(key)}
    />
  )
}
