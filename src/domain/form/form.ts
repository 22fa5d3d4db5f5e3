import { z } from 'zod'

/** A text in both languages the assistant speaks. */
const bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
export type Bilingual = z.infer<typeof bilingual>

const fieldId = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens')

const written = z.array(z.string().min(1)).default([])

const common = {
  id: fieldId,
  /** Short label, as in a table: "Số hội nghị". */
  label: bilingual,
  /** The question as asked in chat when it stands alone. */
  prompt: bilingual,
  help: bilingual.optional(),
  /** Other ways staff name this figure, folded or not, the shortest usual one first (it is used in examples); the label counts without being repeated here. */
  said: z.array(z.string().min(1)).default([]),
  /** Further ways written reports name it; too wordy, or too loose, to be understood in a chat message. */
  written,
  required: z.boolean().default(false),
  /** Shown and judged only when another field has one of these values. */
  when: z.strictObject({ field: fieldId, is: z.array(z.string()) }).optional(),
  /** The article the field comes from: "Luật 10/2022/QH15, Đ.51". */
  source: z.string().optional(),
  /** A fact that seldom changes: last period's answer is offered. */
  carry: z.boolean().default(false),
}

const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), ...common, /** What is counted: "cuộc", "lượt người". */ measure: bilingual.optional(), /** Adds up over the year: a year's figure is never below its first half's. */ cumulative: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('text'), ...common, /** Characters at most. */ max: z.number().int().positive().default(4000), long: z.boolean().default(false), /** Regular expression by which an answer is known without its label: a document number. */ pattern: z.string().optional() }),
  z.strictObject({
    kind: z.literal('choice'), ...common,
    many: z.boolean().default(false),
    choices: z.array(z.strictObject({ id: fieldId, label: bilingual, said: z.array(z.string()).default([]), written })).min(2),
  }),
  z.strictObject({ kind: z.literal('date'), ...common, /** Must fall inside the campaign's window. */ inWindow: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('yes-no-none'), ...common, /** What "none" means here, when allowed: "không còn tổ chức". */ none: bilingual.optional() }),
  z.strictObject({ kind: z.literal('attachment'), ...common, /** Media types taken. */ accepts: z.array(z.string()).min(1) }),
])
export type Field = z.infer<typeof fieldSchema>

/** A rule over field ids: `[left, operator, right]`; both sides are sums of fields, or a number, or "previous:<field>", "first-half:<field>". Judged only when every field in it is answered. */
const side = z.union([z.number(), z.string(), z.array(z.string()).min(1)])
const ruleSchema = z.strictObject({
  id: fieldId,
  /** Blocking rules hold a report back; asking rules want a "yes, it is right" or a correction. */
  severity: z.enum(['blocking', 'asking']),
  check: z.tuple([side, z.enum(['<=', '>=', '<', '>', '=']), side]),
  /** Multiplies the right side: 2/3 of those called is `[2, 3]`. */
  times: z.tuple([z.number().int().positive(), z.number().int().positive()]).optional(),
  /** Not judged while this holds. */
  unless: z.tuple([z.union([z.string(), z.array(z.string()).min(1)]), z.enum(['<=', '>=', '<', '>', '=']), z.number()]).optional(),
  /** `{field-id}` stands for that field's answer. */
  message: bilingual,
  source: z.string().optional(),
})
export type Rule = z.infer<typeof ruleSchema>

/** A section as the document numbers it ("III.3"); a page is what is asked together in one message or on one card. */
const sectionSchema = z.strictObject({
  id: fieldId,
  number: z.string().min(1),
  title: bilingual,
  /** Other headings written reports give it. */
  written,
  page: z.number().int().positive(),
  fields: z.array(fieldSchema).min(1),
})
export type Section = z.infer<typeof sectionSchema>

/** A report type, as a file of data/forms has it. */
export const formSchema = z.strictObject({
  id: fieldId,
  /** Raised with every change of fields or rules: drafts and versions carry it. */
  version: z.number().int().positive(),
  title: bilingual,
  /** Shown with the form: that it is ours, not an official template. */
  note: bilingual,
  /** Other names of this report: "bc 6 tháng". */
  said: z.array(z.string()).default([]),
  /** Subjects that written reports of this kind often tell of beside it and the form does not ask: what stands under them is nobody's answer. */
  asides: z.array(z.string().min(1)).default([]),
  /** The form whose answers for the first half of the window are compared as cumulative. */
  cumulativeOver: fieldId.optional(),
  /** Counts more than `factor` times, or under 1/`factor`, of last period's are asked about. */
  unusual: z.strictObject({ factor: z.number().positive(), floor: z.number().int().nonnegative().default(10) }).optional(),
  /** Headings over several sections: "III" over "III.1" … "III.9". */
  parts: z.array(z.strictObject({ number: z.string().min(1), title: bilingual })).default([]),
  sections: z.array(sectionSchema).min(1),
  rules: z.array(ruleSchema).default([]),
})
export type Form = z.infer<typeof formSchema>

/** One answered field. `attachment` answers name stored files; a choice of many is a list of choice ids. */
export type Answer = number | string | string[] | { file: string; name: string; bytes: number; sha256: string }

/** Answers by field id; a field without an answer is absent. */
export type Answers = Record<string, Answer>
