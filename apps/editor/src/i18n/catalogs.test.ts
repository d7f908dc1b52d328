import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAst } from 'vite';
import { beforeAll, describe, expect, test, vi } from 'vitest';

type Catalog = Readonly<Record<string, string>>;
const { catalogs } = vi.hoisted(() => ({ catalogs: new Map<string, { en: Catalog; zh: Catalog }>() }));
vi.mock('./words.ts', () => ({
  defineWords: (part: string, en: Catalog, zh: Catalog) => {
    if (catalogs.has(part)) throw new Error(`Two parts are called "${part}".`);
    catalogs.set(part, { en, zh });
    return () => (key: string) => key;
  },
}));

const root = join(import.meta.dirname, '../../../..');

/** Source files of a folder, without tests. */
function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|node_modules|(^|\/)testing\//.test(name))
    .map((name) => join(root, folder, name));
}

const editor = sourcesIn('apps/editor/src');
const everywhere = [
  ...editor,
  ...['apps/runner/src', 'packages/schema', 'packages/nodes', 'packages/labeling', 'packages/tables'].flatMap(
    sourcesIn,
  ),
];

interface Syntax {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && typeof (value as Syntax).type === 'string';

/** Every node of a file's syntax tree. */
function* nodesOf(node: Syntax): Generator<Syntax> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
}

interface Source {
  file: string;
  nodes: Syntax[];
  lineOf(node: Syntax): string;
}

function read(file: string): Source {
  const code = readFileSync(file, 'utf8');
  const nodes = [
    ...nodesOf(parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Syntax),
  ];
  const lineOf = ({ start }: Syntax) => `${relative(root, file)}:${code.slice(0, start).split('\n').length}`;
  return { file, nodes, lineOf };
}

/** The text of a string or of a template, with `…` for what is put into it; undefined for anything else. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
}

const CHINESE = /\p{Script=Han}/u;
/** Two words of small letters in a row: an English sentence, and no name or unit. */
const ENGLISH = /(?<![\w"“`/.-])[a-z]{2,} [a-z]{2,}(?![\w"”`/-])/;
/** A half-width mark between Chinese. */
const HALF_WIDTH = /\p{Script=Han}[,;:?!(]|[,;:?!]\p{Script=Han}/u;
/** Commands, paths and code are the same in every language. */
const quoted = /“[^”]*”|"[^"]*"|`[^`]*`|\{\{\w+\}\}|--[\w-]+|(?:heed|npx|npm run) [a-z ]+/g;

/** What is wrong with a sentence and its Chinese. */
function faultOf(en: string, zh: string): string | undefined {
  const rest = zh.replace(quoted, ' ');
  if (CHINESE.test(en.replace(quoted, ' '))) return 'Chinese in English';
  if (ENGLISH.test(en.replace(quoted, ' ')) && !CHINESE.test(zh)) return 'not translated';
  if (ENGLISH.test(rest)) return `English in Chinese: ${ENGLISH.exec(rest)?.[0]}`;
  return HALF_WIDTH.test(zh) ? `half-width mark: ${HALF_WIDTH.exec(zh)?.[0]}` : undefined;
}

/** Both texts of `text(en, zh)` and of `{ en, zh }`. */
function pairOf(node: Syntax): [string, string] | undefined {
  const isText = node.type === 'CallExpression' && (node.callee as Syntax).name === 'text';
  const properties = node.type === 'ObjectExpression' ? (node.properties as Syntax[]) : [];
  const property = (name: string) => properties.find(({ key }) => isNode(key) && key.name === name)?.value;
  const both = isText ? (node.arguments as unknown[]) : [property('en'), property('zh')];
  const [english, chinese] = both.map(textOf);
  return english === undefined || chinese === undefined ? undefined : [english, chinese];
}

describe('the catalogs of words', () => {
  beforeAll(async () => {
    for (const file of editor) if (readFileSync(file, 'utf8').includes('defineWords(')) await import(file);
  });

  test('say the same in both languages, with the same parameters', () => {
    expect(catalogs.size).toBeGreaterThan(30);
    /** A thing may begin a sentence or be several in English, which Chinese does not write otherwise. */
    const plain = (parameter: string) => parameter.toLowerCase().replace(/s\}/, '}');
    const parameters = (words = '') => [...new Set(words.match(/\{\{\w+\}\}/g)?.map(plain))].sort();
    const wrong = [...catalogs].flatMap(([part, { en, zh }]) =>
      Object.keys({ ...en, ...zh }).flatMap((key) => {
        if (key.endsWith('_one')) return [];
        const [english, chinese] = [en[key], zh[key]];
        if (!english || !chinese) return [`${part}.${key}: missing`];
        const fault = faultOf(english, chinese);
        const asked = [parameters(english), parameters(chinese)].map(String);
        const unlike = asked[0] === asked[1] ? [] : [`${part}.${key}: ${asked.join(' is not ')}`];
        return [...unlike, ...(fault ? [`${part}.${key}: ${fault}`] : [])];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

test('every sentence that stands beside its Chinese is translated whole', () => {
  const wrong = everywhere.flatMap((file) => {
    const { nodes, lineOf } = read(file);
    return nodes.flatMap((node) => {
      const pair = pairOf(node);
      const fault = pair && faultOf(...pair);
      return fault ? [`${lineOf(node)} ${fault}`] : [];
    });
  });
  expect(wrong).toEqual([]);
});

/** Attributes that people read or hear. */
const SPOKEN = new Set([
  'aria-label',
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
  'aria-valuetext',
]);
/** Written alike in both languages: names, keys, examples of addresses, and the name of each language in itself. */
const SAME =
  /^(Heed|Node|onnxruntime|Ctrl|Shift|Alt|Enter|Esc|Tab|heed access link|judge|中文|简体中文|English|https?:\S+)$/;

test('components hold no words of their own', () => {
  const found = editor
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const { nodes, lineOf } = read(file);
      return nodes.flatMap((node) => {
        const isSpoken = node.type === 'JSXAttribute' && SPOKEN.has(String((node.name as Syntax).name));
        const said = node.type === 'JSXText' ? String(node.value) : isSpoken ? textOf(node.value) : undefined;
        const words = said?.replace(/^[\s·]+|\s+$/g, '') ?? '';
        const isPlain = /\p{L}{2,}/u.test(words) && !SAME.test(words) && !/^…|\{/.test(words);
        return isPlain ? [`${lineOf(node)} ${words}`] : [];
      });
    });
  expect(found).toEqual([]);
});
