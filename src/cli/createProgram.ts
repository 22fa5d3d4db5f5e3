import { Command as Parser, CommanderError, InvalidArgumentError, Option as ParserOption } from 'commander'
import type { AnyCommand, Given, Language, Option } from './command.ts'
import { OPTION_EXPECTED, readOption } from './readOption.ts'

/** What was asked for, as typed. */
export interface Asked {
  command: AnyCommand
  given: Given
  json: boolean
  language: Language
}

/** What became of parsing: something asked, or all said already (help: 0, wrong usage: 2). */
export type Parsed = { ok: true; asked: Asked } | { ok: false; exit: 0 | 2 }

const GROUPS: Record<string, { vi: string; en: string }> = {
  people: { vi: 'Người dùng', en: 'People' },
  units: { vi: 'Đơn vị', en: 'Units' },
  monitors: { vi: 'Theo dõi địa bàn', en: 'Area monitoring' },
  delegations: { vi: 'Ủy quyền', en: 'Delegations' },
  campaign: { vi: 'Đợt báo cáo', en: 'Campaigns' },
  report: { vi: 'Báo cáo', en: 'Reports' },
  store: { vi: 'Kho dữ liệu', en: 'The store' },
  provisions: { vi: 'Quy định', en: 'Provisions' },
  nudges: { vi: 'Nhắc việc', en: 'Nudges' },
  phrases: { vi: 'Mẫu câu', en: 'Phrases' },
}

/** The language asked for anywhere in the arguments; Vietnamese unless `--lang en`. Needed before parsing, as the help is in it. */
function languageOf(argv: readonly string[]): Language {
  return argv.some((word, i) => word === '--lang=en' || (word === '--lang' && argv[i + 1] === 'en')) ? 'en' : 'vi'
}

/** Parses arguments against the commands; help goes to `out`, what is wrong with the usage to `err`. */
export function parseArguments(commands: readonly AnyCommand[], argv: readonly string[], write: { out(text: string): void; err(text: string): void }): Parsed {
  const language = languageOf(argv)
  let asked: Asked | undefined
  const quiet = (parser: Parser) => parser.exitOverride().configureHelp({ showGlobalOptions: true })
    .showHelpAfterError({ vi: 'Thêm --help để xem hướng dẫn.', en: 'Add --help for help.' }[language])
    .configureOutput({ writeOut: write.out, writeErr: write.err }).helpOption('-h, --help', { vi: 'hướng dẫn', en: 'help' }[language])
  const program = quiet(new Parser('qcdc'))
    .description({ vi: 'Trợ lý QCDC: quản trị dữ liệu. Thoát với mã 0 xong, 1 bị từ chối hoặc có vấn đề, 2 sai cách dùng.', en: 'Trợ lý QCDC: the command line. Exits with 0 done, 1 refused or found wanting, 2 wrong usage.' }[language])
    .helpCommand(false)
    .option('--json', { vi: 'in kết quả dạng JSON', en: 'print JSON' }[language], false)
    .addOption(new ParserOption('--lang <lang>', { vi: 'ngôn ngữ', en: 'language' }[language]).choices(['vi', 'en']).default('vi'))
  const groups = new Map<string, Parser>()
  for (const command of commands) {
    const [first = '', second] = command.name.split(' ')
    let parent = program
    if (second !== undefined) {
      parent = groups.get(first) ?? quiet(program.command(first)).description(GROUPS[first]?.[language] ?? first).helpCommand(false)
      groups.set(first, parent)
    }
    const parser = quiet(parent.command(second ?? first)).description(command.summary[language])
    for (const { name, summary } of command.arguments ?? []) parser.argument(`<${name}>`, summary[language])
    for (const option of command.options ?? []) parser.addOption(parserOption(option, language))
    parser.action((...values: unknown[]) => {
      const { json, lang: _lang, ...options } = parser.optsWithGlobals()
      const given = { ...options, ...Object.fromEntries((command.arguments ?? []).map(({ name }, i) => [name, values[i]])) }
      asked = { command, given, json: json === true, language }
    })
  }
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help that was asked for is done; help shown for want of a command is not.
    return { ok: false, exit: error.code === 'commander.helpDisplayed' ? 0 : 2 }
  }
  return asked ? { ok: true, asked } : { ok: false, exit: 2 }
}

function parserOption({ name, kind, summary, required = false, many = false }: Option, language: Language): ParserOption {
  if (kind === 'flag') return new ParserOption(`--${name}`, summary[language])
  const option = new ParserOption(`--${name} <${kind}>`, summary[language]).makeOptionMandatory(required)
  return option.argParser((text: string, before: unknown) => {
    const value = readOption(kind, text)
    if (value === undefined) throw new InvalidArgumentError(OPTION_EXPECTED[kind][language])
    return many ? [...(Array.isArray(before) ? before : []), value] : value
  })
}
