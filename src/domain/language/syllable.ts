/** Onset, nucleus and coda of a Vietnamese syllable without diacritics: "truong", "nghi", "quyet". */
const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:uye|uya|oai|oay|oao|oeo|uay|uoi|uou|uyu|ieu|yeu|uyt|iai|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ya|ye|[aeiouy])(?:ch|ng|nh|[cmnpt])?$/

/** Whether a folded word can be a Vietnamese syllable. English words may be, too; noise and Telex leftovers hardly are. */
export function isSyllable(word: string): boolean {
  return SYLLABLE.test(word)
}

/** English words that look like Telex leftovers: "next" would be "net", "six" "si". */
const ENGLISH = new Set(
  ('does how must is now law of new this use we day days left owe owes past six has wrong us last away next docx list lists as there here did won lose music two reset tax renew car yes bar theft ' +
    'visa news was best chart were been those these more turn tower chair text test tests most rest box max mix his its goes dues views parts posts costs terms moon room door soon see seen meet keep deep ' +
    'or her our for far are year years report reports first units dates forms topics office officer need needs fix boss less pass address class process access progress express agree three free week weeks ' +
    'good book look took food feel green been street speed add odd middle sudden well sell tell will all call full off staff stuff letter better after order under over never ever user users server errors error rules xlsx word').split(' '),
)

/**
 * The folded word behind what a keyboard without its Telex driver leaves: "nooj" → "no", "baos" → "bao", "dduwowngf" → "duong".
 * `undefined` when the word is no such leftover, that is, when it already is a syllable or does not become one.
 */
export function fromTelex(word: string): string | undefined {
  if (word.length < 2 || word.length > 10 || isSyllable(word) || ENGLISH.has(word)) return undefined
  // One tone letter somewhere after the vowel, doubled vowels and d for circumflexes and đ, w for horn and breve.
  const plain = word.replace(/w/g, (_, at: number) => (at === 0 ? 'u' : '')).replace(/dd/, 'd').replace(/(?<=[aeiouy])[sfrxj](?=[a-z]*$)/, '')
  const letters = plain.replace(/aa/, 'a').replace(/ee/, 'e').replace(/oo/, 'o').replace(/([aeo])([ctpmn][gh]?)\1$/, '$1$2').replace(/(?<=[ptcmngh])[sfrxj]$/, '')
    .replace(/^d([aeiouy]+[a-z]*)d$/, 'd$1')
  if (letters !== word && isSyllable(letters)) return letters
  return undefined
}

/** The folded word behind VNI typing ("na8m", "d9o7n", "bao1"), or `undefined`. Only a typist who does it all the time does it at all: see reading.ts. */
export function fromVni(word: string): string | undefined {
  if (!/[a-z][1-9]/.test(word) || /[1-9]{3}/.test(word)) return undefined
  const letters = word.replace(/[1-9]/g, '')
  return letters.length > 1 && isSyllable(letters) ? letters : undefined
}
