import { parentPort, workerData } from 'node:worker_threads'
import { isRefrainError } from '../../../shared/errors.ts'
import { createOrderTaker, type IndexOrder } from './engine/index-thread.ts'
import type {
  CreditAnswer,
  CreditTask,
  FrameAnswer,
  FrameTask,
  FromWorker,
  HashAnswer,
  HashTask,
  PartAnswer,
  PartTask,
  RangeAnswer,
  RangeTask,
  ThreadData,
  ThreadSetup,
  ToWorker,
} from './engine/sweep-task.ts'
import { createTaskRunner, type TaskRunner } from './engine/task-runner.ts'
import { type UnpackOrder, unpackIntoSlots } from './engine/unpack/unpack-thread.ts'

type Task = RangeTask | PartTask | CreditTask | FrameTask | HashTask
type Answer = RangeAnswer | PartAnswer | CreditAnswer | FrameAnswer | HashAnswer

// Started by engine/crew.ts, which sends its setup and then one task at a time, or by engine/threaded-source.ts to unpack
// one file.
const takeOrder = createOrderTaker((answer) => parentPort?.postMessage(answer))
const order = workerData as ThreadData | UnpackOrder
if ('slots' in order) void unpackIntoSlots(order)
else parentPort?.once('message', begin)

/** Until there is a setup, a catalogue may have to be indexed. */
function begin(message: ThreadSetup | IndexOrder): void {
  if ('catalogue' in message) serve(message)
  else {
    parentPort?.once('message', begin)
    takeOrder(message)
  }
}

function serve(setup: ThreadSetup): void {
  const runner = createTaskRunner(setup)
  parentPort?.on('message', ({ id, task }: ToWorker<Task>) => {
    void answer(runner, id, task).then((message) => parentPort?.postMessage(message))
  })
  // Last, so that it holds up nothing above. That the sweep is cancelled shows again when there is a range to sweep.
  if (!setup.sweeps) return
  try {
    runner.prepare()
  } catch (error) {
    if (!isRefrainError(error)) throw error
  }
}

async function answer(runner: TaskRunner, id: number, task: Task): Promise<FromWorker<Answer>> {
  try {
    return { id, ok: true, answer: await perform(runner, task) }
  } catch (error) {
    if (!isRefrainError(error)) return { id, ok: false, defect: error }
    return { id, ok: false, error: { code: error.code, message: error.message, details: error.details } }
  }
}

function perform(runner: TaskRunner, task: Task): Promise<Answer> | Answer {
  if (task.kind === 'range') return runner.sweep(task)
  if (task.kind === 'frames') return runner.frames(task)
  if (task.kind === 'credits') return runner.credits(task)
  return task.kind === 'part' ? runner.part(task) : runner.hash(task)
}
