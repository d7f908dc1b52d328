import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

type Shown = 'en' | 'zh';

/**
 * Where people's own data and code stand, which no language of the editor changes: prompts and answers, notes, cells,
 * code, keys, fields that hold a value, and the name of the other language.
 */
const OWN = [
  '[dir=auto]',
  '.react-flow__node-note',
  'code',
  'pre',
  'kbd',
  'textarea',
  '[translate=no]',
  '[role=gridcell]',
  '.react-flow__attribution',
  'header [lang]',
].join(',');

/** What is called the same in every language: this program, formats, and terms that the field writes in Latin letters. */
const NAMES = new Set(
  `Heed Node onnxruntime SQLite JSON JSONL CSV TXT Parquet PNG ONNX TRL Argilla Label Studio HH RLHF
  PPO DPO SFT GRPO RLOO ILQL LoRA KL BLEU ROUGE AUC RMSE Adam AdamW Transformers safetensors GPU CPU CUDA WebGPU
  DirectML CoreML Core ML nat ms min s h d kB MB GB TB Ctrl Shift Alt Enter Esc Delete Tab Home End PageUp PageDown Cmd
  Backspace BPE GPT2LMHeadModel LlamaForCausalLM Elo Krippendorff Bradley Terry BT Fleiss Cohen Kendall URL HTTP API id ID cpu webgpu cuda vs and`.split(
    /\s+/,
  ),
);
/** The tip of a column's title is what the file calls it. */
const COLUMN = /columnheader.*@title$/;
/** Addresses, files and digests. */
const ADDRESS =
  /https?:\S+|[\w./-]+\.(?:json|jsonl|csv|parquet|safetensors|onnx|txt|md)\b|\b[0-9a-f]{12,}\b/gu;
const CHINESE = /\p{Script=Han}/u;
const WORD = /\p{Script=Latin}{2,}(?:\d+\p{Script=Latin}+)*/gu;
/** A half-width mark that touches Chinese: between digits, in names and after Latin letters it is right. */
const HALF_WIDTH = /\p{Script=Han}\s?[,;:?!](?!\/)|[,;:?!(]\s?\p{Script=Han}|\p{Script=Han}\s?\(/u;

interface Text {
  text: string;
  where: string;
}

/** Every text of a page, in the order of the document. */
export async function shownTexts(page: Page): Promise<Text[]> {
  const script = readFileSync(join(import.meta.dirname, 'shown-texts.js'), 'utf8');
  return page.evaluate(`(${script.replace(/;\s*$/, '')})(${JSON.stringify(OWN)})`);
}

/** Texts of a page that are not in its language, or carry the other one's punctuation; `own` are people's words. */
export async function foreignTexts(page: Page, language: Shown, own: ReadonlySet<string>): Promise<string[]> {
  const texts = await shownTexts(page);
  const wrong = texts.filter(
    ({ text, where }) => !own.has(text) && !COLUMN.test(where) && isForeign(text, language, own),
  );
  return [...new Set(wrong.map(({ text, where }) => `${text} (${where})`))];
}

function isForeign(text: string, language: Shown, own: ReadonlySet<string>): boolean {
  const rest = withoutOwn(text, own);
  if (language === 'en') return CHINESE.test(rest);
  if (HALF_WIDTH.test(rest)) return true;
  return !CHINESE.test(rest) && (rest.match(WORD) ?? []).some((word) => !NAMES.has(word));
}

/** The text with people's words taken out, longest first. */
function withoutOwn(text: string, own: ReadonlySet<string>): string {
  let rest = text.replace(ADDRESS, ' ');
  for (const words of own) if (rest.includes(words)) rest = rest.replaceAll(words, ' ');
  return rest;
}
