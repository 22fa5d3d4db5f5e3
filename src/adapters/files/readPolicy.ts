import { join } from 'node:path'
import { policySchema, type NudgePolicy } from '#domain/nudge/policy.ts'
import { readJson } from './readJson.ts'

/** The nudge policy of a data folder. Throws Fault 'data-invalid'. */
export async function readPolicy(data: string): Promise<NudgePolicy> {
  return readJson(join(data, 'nudges', 'policy.json'), policySchema)
}
