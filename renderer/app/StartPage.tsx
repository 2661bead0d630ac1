import { useDelayed } from '../ui/use-delayed.ts'
import { Logo } from './Logo.tsx'
import classes from './pages.module.css'
import { strings } from './strings.ts'

/** What is there until the workspace is open; says so only when it takes noticeably long. */
export function StartPage() {
  const late = useDelayed(400)
  return (
    <div className={classes.center} role="status">
      {late && (
        <>
          <Logo size={40} />
          <p className={classes.note}>{strings.start.opening}</p>
        </>
      )}
    </div>
  )
}
