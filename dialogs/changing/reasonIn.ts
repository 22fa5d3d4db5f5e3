/** The reason a message gives after "vì", "do", "lý do", "because": empty when it gives none. */
export function reasonIn(text: string): string {
  const found = /(?:^|[\s,;.])(?:vì|vi|do|lý do(?: là)?|ly do(?: la)?|tại|because(?: of)?|since|reason)\s*:?\s+(\S[\s\S]{2,})$/iu.exec(text)
  return found?.[1]?.trim().replace(/[.\s]+$/, '') ?? ''
}
