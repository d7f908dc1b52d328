/**
 * Marks that Markdown draws: headings, lists, quotes, rules and fences at the start of a line, tables, and emphasis,
 * code and links within one. A text without any is shown as written, and keeps its line breaks.
 */
const MARKS =
  /^ {0,3}(#{1,6} |[-*+] |\d{1,9}[.)] |> |```|~~~|(?:[-*_] ?){3,}$|\|.*\|)|\*\*\S|__\S|`[^`\n]+`|(?<![\w*])\*[^\s*][^*\n]*\*|~~\S|\[[^\]\n]+\]\([^)\n]*\)|^ {4}\S/mu;

/** Is there anything in the text that Markdown would draw otherwise? */
export function hasMarkdown(text: string): boolean {
  return MARKS.test(text);
}
