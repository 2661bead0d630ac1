import { describe, expect, it } from 'vitest'
import { procedures } from '../../shared/contract/index.ts'
import { reads } from './reads.ts'

/** Reading procedures whose answer no view keeps: they act, or they are asked for once. */
const notViews = new Set(['jobs.cancel'])

describe('reads', () => {
  it('names the tables of every reading procedure of the contract', () => {
    const readers = Object.entries(procedures)
      .filter(([name, procedure]) => procedure.kind === 'read' && !notViews.has(name))
      .map(([name]) => name)
    expect(Object.keys(reads).toSorted()).toEqual(readers.toSorted())
  })
})
