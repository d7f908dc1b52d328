import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { formulas } from './formulas.ts';

/** The tree of a text in GitHub's Markdown, with formulas in TeX as code. */
export function readMarkdown(text: string) {
  return fromMarkdown(text, { extensions: [gfm(), formulas], mdastExtensions: [gfmFromMarkdown()] });
}

export type MarkdownRoot = ReturnType<typeof readMarkdown>;
export type MarkdownNode = MarkdownRoot['children'][number];

const safeProtocols = new Set(['http:', 'https:', 'mailto:']);

/** Where a link may lead; undefined for addresses that could run something. */
export function safeAddress(url: string): string | undefined {
  try {
    return safeProtocols.has(new URL(url, 'https://example.org').protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
