import { z } from 'zod'
import { Fault } from '#domain/fault.ts'
import type { CommandContext, Outcome } from './command.ts'
import { COMMANDS } from './commands.ts'

/** A command with its input, as it goes from the command line to whoever holds the store. */
const requestSchema = z.strictObject({ command: z.string(), input: z.unknown() })

/** Performs a command where the store is: in the running service (`serveControl({ dir, run: request => performCommand(request, context) })`) or in the command line itself. Throws Fault 'impossible' for a request that no command line of this version sends. */
export async function performCommand(request: unknown, context: CommandContext): Promise<Outcome<unknown>> {
  const asked = requestSchema.safeParse(request)
  const command = asked.success ? COMMANDS.find(one => one.name === asked.data.command) : undefined
  if (!asked.success || !command) throw new Fault('impossible', 'the running service does not know this command: is it of another version than the command line?')
  const input = command.input.safeParse(asked.data.input)
  if (!input.success) throw new Fault('impossible', `${command.name}: ${input.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`)
  return command.run(input.data, context)
}

const saidSchema = z.union([z.strictObject({ progress: z.tuple([z.number(), z.number()]) }), z.strictObject({ print: z.string() })])

/** The part of a command's context that says something while it runs, over a channel to the command line. */
export function telling(tell: (said: unknown) => Promise<void>): Required<Pick<CommandContext, 'progress' | 'print'>> {
  let told = -1
  return {
    progress(done, total) {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
      if (percent === told) return
      told = percent
      void tell({ progress: [done, total] })
    },
    print: text => tell({ print: text }),
  }
}

/** Does with what was said over the channel what a command here would have done itself. */
export async function hearing(said: unknown, here: Required<Pick<CommandContext, 'progress' | 'print'>>): Promise<void> {
  const heard = saidSchema.parse(said)
  if ('progress' in heard) here.progress(...heard.progress)
  else await here.print(heard.print)
}
