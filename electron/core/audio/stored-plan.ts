import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { createAssetsRepository } from './assets.repository.ts'
import { createCatalogueLookup } from './catalogue-lookup.ts'
import { planScan, type ScanPlan } from './scan-plan.ts'
import { createScansRepository } from './scans.repository.ts'

/**
 * Plans a stored scan against the catalogue as it is in the store.
 * @throws RefrainError NOT_FOUND.
 */
export function planStored(db: Database, scanId: number): ScanPlan {
  const { root } = createScansRepository(db).get(scanId)
  const name = z
    .string()
    .optional()
    .parse(db.prepare("SELECT artist_name FROM profile WHERE artist_name <> ''").pluck().get())
  const assets = createAssetsRepository(db).ofScan(scanId)
  return planScan(root, assets, createCatalogueLookup(db), name ?? null)
}
