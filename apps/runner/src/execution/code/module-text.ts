/** Names that a module takes from another one; undefined stands for all of them. */
export type Names = ReadonlySet<string> | undefined;

/** What the text of a module says about other files. Types are erased and do not count. */
export interface ModuleText {
  imports: { from: string; names: Names }[];
  /** `export { original as name } from 'x'`, and `export * from 'x'` with no names. */
  passesOn: { from: string; names: ReadonlyMap<string, string> | undefined }[];
  /** Files and folders beside the module that it opens by name. */
  beside: string[];
  /** Names that the module itself defines. */
  defines: ReadonlySet<string>;
  /** Nothing but `export … from`: who imports a name from it depends on that name's module alone. */
  isBarrel: boolean;
}

const comment = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const passing = /^export\s+(type\s+)?(\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*['"]([^'"]+)['"];?/gm;
const importing = /^import\s+(type\s+)?(?:([^'";]*?)\sfrom\s*)?['"]([^'"]+)['"];?/gm;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;
const opening =
  /new URL\(\s*['"](\.[^'"]*)['"],\s*import\.meta\.url|import\.meta\.dirname,\s*['"]([^'"]+)['"]/g;
const defining =
  /^export\s+(?:default\s+)?(?:abstract\s+|async\s+)*(?:const|let|function\*?|class)\s+(\w+)/gm;
const listing = /^export\s*\{([^}]*)\}\s*;/gm;

/** Reads the imports and exports of a module, as the formatter writes them, without running it. */
export function readModuleText(source: string): ModuleText {
  const code = source.replace(comment, '');
  const passes = [...code.matchAll(passing)].filter(([, type]) => !type);
  const imports = [...code.matchAll(importing)].filter(([, type]) => !type);
  const loads = [...code.matchAll(dynamic)].map(([, from = '']) => ({ from, names: undefined }));
  const listed = [...code.matchAll(listing)].flatMap(([, list = '']) => [...renamings(list).keys()]);
  return {
    imports: [...imports.map(([, , list, from = '']) => ({ from, names: namesOf(list) })), ...loads],
    passesOn: passes.map(([, , list = '', from = '']) => ({
      from,
      names: list.startsWith('{') ? renamings(list) : undefined,
    })),
    beside: [...code.matchAll(opening)].map(([, url, file]) => (url ?? file) as string),
    defines: new Set([...[...code.matchAll(defining)].map(([, name]) => name as string), ...listed]),
    isBarrel: passes.length > 0 && code.replace(passing, '').trim() === '',
  };
}

/** `{ a, type B, c as d }`: the names that are not types, each with what it is called on the other side. */
function renamings(list: string): Map<string, string> {
  const entries = list
    .replace(/[{}]/g, '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one && !one.startsWith('type '));
  return new Map(
    entries.map((one) => {
      const [original = '', name = original] = one.split(/\s+as\s+/);
      return [name, original];
    }),
  );
}

/** Names in an import's list; a whole namespace or a default takes everything. */
function namesOf(list: string | undefined): Names {
  if (!list?.startsWith('{')) return undefined;
  return new Set(renamings(list).values());
}
