/** A Chinese character, or a run of letters and digits of any other script. */
const unit = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}'’])+/gu;
const han = /\p{Script=Han}/u;
const wordCharacter = /(?!\p{Script=Han})[\p{L}\p{N}]/u;

/** Full-width and upper-case forms become their plain ones, so that `,` equals `,` and `Rain` equals `rain`. */
export function normalize(sentence: string): string {
  return sentence.normalize('NFKC').toLowerCase();
}

/** The words of a text; every Chinese character counts as one: `今天 is hot` → 今, 天, is, hot. */
export function textUnits(sentence: string): string[] {
  return normalize(sentence).match(unit) ?? [];
}

/** The share of Chinese characters among the units of a text, or nothing for a text without units. */
export function chineseShare(sentence: string): number | undefined {
  const units = textUnits(sentence);
  return units.length ? units.filter((one) => han.test(one)).length / units.length : undefined;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && wordCharacter.test(character);
}

/** Whether a phrase may start or end here: not in the middle of a word ("rain" is not in "train"). */
function standsAlone(sentence: string, phrase: string, at: number): boolean {
  const end = at + phrase.length;
  const cutsBefore = isWordCharacter(phrase[0]) && isWordCharacter(sentence[at - 1]);
  const cutsAfter = isWordCharacter(phrase.at(-1)) && isWordCharacter(sentence[end]);
  return !cutsBefore && !cutsAfter;
}

/** Whether a normalized text holds a normalized phrase as whole words; Chinese has no word ends to respect. */
export function hasPhrase(sentence: string, phrase: string): boolean {
  for (let at = sentence.indexOf(phrase); at >= 0; at = sentence.indexOf(phrase, at + 1))
    if (standsAlone(sentence, phrase, at)) return true;
  return false;
}
