import type { ReactNode } from 'react'
import classes from './pieces.module.css'

/** A code (ISRC, GTIN): tabular figures. With `fixed`, hashes and raw bytes in a fixed-width font. */
export function Mono({ children, fixed }: { readonly children: ReactNode; readonly fixed?: boolean }) {
  return <span className={fixed ? classes.code : classes.mono}>{children}</span>
}
