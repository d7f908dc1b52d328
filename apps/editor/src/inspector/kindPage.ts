import type { Language, NodeSpec } from '@heed/schema';

/** The half of a kind's page in a language: English under the first heading, Chinese under its Chinese title. */
export function sectionOf(page: string, { title }: Pick<NodeSpec, 'title'>, language: Language): string {
  const divide = page.indexOf(`\n## ${title.zh}\n`);
  const english = divide === -1 ? page : page.slice(0, divide);
  const chinese = divide === -1 ? page : page.slice(divide + 1);
  return withoutHeading(language === 'zh' ? chinese : english).trim();
}

/** The heading stands above the text already. */
function withoutHeading(section: string): string {
  return section.trimStart().replace(/^#{1,2} [^\n]*\n/, '');
}
