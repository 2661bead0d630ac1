import { useEffect, useState } from 'react'

/** False at first, true once the component has been there for this many milliseconds. */
export function useDelayed(ms: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return late
}
