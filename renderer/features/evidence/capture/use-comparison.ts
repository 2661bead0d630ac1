import { useEffect, useState } from 'react'
import type { CompareAnswer, CompareTask } from './compare.worker.ts'

/** Has two things compared in a worker of their own; null while it works. The task must be memoised. */
export function useComparison(task: CompareTask | null): CompareAnswer | null {
  const [answered, setAnswered] = useState<{
    readonly task: CompareTask
    readonly answer: CompareAnswer
  } | null>(null)
  useEffect(() => {
    if (task === null) return
    const worker = new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module' })
    const take = (answer: CompareAnswer) => setAnswered({ task, answer })
    worker.onmessage = ({ data }: MessageEvent<CompareAnswer>) => take(data)
    worker.onerror = () => take({ kind: 'failed' })
    worker.postMessage(task)
    return () => worker.terminate()
  }, [task])
  return answered !== null && answered.task === task ? answered.answer : null
}
