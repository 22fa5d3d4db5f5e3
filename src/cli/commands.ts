import type { AnyCommand } from './command.ts'
import { ask } from './commands/ask.ts'
import { storeBackup, storeDump, storeRestore } from './commands/backup.ts'
import { campaignClose, campaignImport, campaignList, campaignOpen } from './commands/campaigns.ts'
import { unitsMerge, unitsMove, unitsRename, unitsReorganise, unitsSplit } from './commands/changeUnits.ts'
import { late } from './commands/late.ts'
import { storeMigrate } from './commands/migrate.ts'
import { storeCopy } from './commands/copy.ts'
import { delegationsImport, monitorsImport } from './commands/monitors.ts'
import { nudgesPreview, nudgesResolve, nudgesSendDue, nudgesStatus } from './commands/nudges.ts'
import { peopleImport, peopleList } from './commands/people.ts'
import { phrasesExport } from './commands/phrases.ts'
import { provisionsGaps, provisionsImport, provisionsList } from './commands/provisions.ts'
import { reportHistory, reportShow } from './commands/report.ts'
import { sample } from './commands/sample.ts'
import { storeCheck } from './commands/store.ts'
import { understand } from './commands/understand.ts'
import { unitsImport, unitsList } from './commands/units.ts'

/** Every command, in the order of the help. */
export const COMMANDS: readonly AnyCommand[] = [
  peopleList, peopleImport, unitsList, unitsImport, unitsMerge, unitsSplit, unitsRename, unitsMove, unitsReorganise, monitorsImport, delegationsImport,
  campaignList, campaignOpen, campaignClose, campaignImport,
  late, reportShow, reportHistory, understand, ask, provisionsImport, provisionsList, provisionsGaps, phrasesExport,
  nudgesPreview, nudgesSendDue, nudgesStatus, nudgesResolve,
  sample, storeCheck, storeBackup, storeRestore, storeDump, storeMigrate, storeCopy,
]
