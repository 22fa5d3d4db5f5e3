/**
 * A person's text inside a card, shown as it was typed: the markdown of Adaptive Cards (links, emphasis, lists) and mention tags do not take hold.
 */
export function plainText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#~|]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(\s)/gm, '$1\\$2$3')
}
