/** Words that ask wherever they stand; never those that reports tell things with too ("theo quy định", "có được", "việc gì khó thì …", "nội dung không phát sinh", "không sót đơn vị nào"). */
const WORDS = 'bao gio|khi nao|luc nao|ngay nao|may (?:ngay|gio|nguoi|lan)|con (?:may|bao lau)|bao lau|bao nhieu|the nao|nhu nao|ntn|ra sao|la sao|lam sao|la gi|lam gi|nhung gi|o dau|vi sao|tai sao|co phai|co can|phai khong|duoc khong|can khong|(?<!noi )dung khong|hay khong|dc ko|duoc chua|ai (?:la|duyet|ky|nop|tre|muon|cham|phai|duoc)|nhung ai|(?<!khong .{0,12})don vi nao|when|where|who|what|how|why|which'
/** How a question that yes or no answers begins in English. */
const OPENINGS = '(?:may|can|could|must|should|is|are|was|does|did|will|would) (?:i|we|it|there|they|the|a|an|our|my|any|this)'

const ASKS = new RegExp(`(?:^|\\s)(?:${WORDS})(?=\\s|$|[?.,!;])|^(?:${OPENINGS})\\s|\\bco khong(?: a)?$`)

/** Whether folded text asks something, by its words alone, the mark apart. */
export function asks(folded: string): boolean {
  return ASKS.test(folded)
}
