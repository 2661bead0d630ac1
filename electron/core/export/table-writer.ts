import { type FormatWriter, simplePlan } from './format-writer.ts'
import { countEntries, writeCatalogueJson } from './json-export.ts'
import { countTableRows, writeCsvTable, writeXlsxTable } from './table-export.ts'

/** The catalogue as a CSV table. */
export const csvWriter: FormatWriter = {
  plan: ({ snapshot }) => Promise.resolve(simplePlan(countTableRows(snapshot), 'catalogue.csv')),
  async write({ snapshot, pace }, target) {
    const plan = simplePlan(countTableRows(snapshot), 'catalogue.csv')
    await writeCsvTable(snapshot, target.files.open(target.place(plan.name, 1)), pace)
    return plan
  },
}

/** The catalogue as a workbook. */
export const xlsxWriter: FormatWriter = {
  plan: ({ snapshot }) => Promise.resolve(simplePlan(countTableRows(snapshot), 'catalogue.xlsx')),
  async write({ snapshot, pace, signal }, target) {
    const plan = simplePlan(countTableRows(snapshot), 'catalogue.xlsx')
    await writeXlsxTable(snapshot, target.files.open(target.place(plan.name, 1)), pace, signal)
    return plan
  },
}

/** Everything, as `refrain-catalogue/1`. */
export const jsonWriter: FormatWriter = {
  plan: ({ snapshot }) => Promise.resolve(simplePlan(countEntries(snapshot), 'catalogue.json')),
  async write({ snapshot, pace }, target) {
    const plan = simplePlan(countEntries(snapshot), 'catalogue.json')
    await writeCatalogueJson(snapshot, target.files.open(target.place(plan.name, 1)), pace)
    return plan
  },
}
