import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, sha256 } from '../../canonical.ts';
import { type ModuleText, type Names, readModuleText } from './module-text.ts';
import { resolveImport } from './resolve.ts';

interface Module extends ModuleText {
  digest: string;
}

type Read = (file: string) => string;

/**
 * Digests of the code behind node kinds: the kind's `run.ts` and every module that it comes to by imports, with the
 * versions of libraries. Imports through a file of re-exports lead to the module of the name only, so that a change
 * in one part of the engine leaves alone what never reaches it. Each file is read and each kind followed once.
 */
export function codeDigests(
  kindsFolder: string,
  read: Read = (file) => readFileSync(file, 'utf8'),
): (kind: string) => string {
  const modules = new Map<string, Module>();
  const known = new Map<string, string>();
  return (kind) => {
    const digest = known.get(kind) ?? digestFrom(join(kindsFolder, kind, 'run.ts'), modules, read);
    known.set(kind, digest);
    return digest;
  };
}

function digestFrom(entry: string, modules: Map<string, Module>, read: Read): string {
  const walk = new Walk(modules, read);
  walk.visit(entry, undefined);
  return digestOf([...walk.digests.values(), ...[...walk.libraries].sort()].sort());
}

/** One walk over everything that a file imports. */
class Walk {
  readonly digests = new Map<string, string>();
  readonly libraries = new Set<string>();
  readonly #modules: Map<string, Module>;
  readonly #read: Read;
  readonly #passed = new Set<string>();

  constructor(modules: Map<string, Module>, read: Read) {
    this.#modules = modules;
    this.#read = read;
  }

  visit(file: string, names: Names): void {
    const module = this.#open(file);
    if (!module) return;
    if (module.isBarrel && names) {
      for (const name of names) this.#pass(file, module, name);
      return;
    }
    if (this.digests.has(file)) return;
    this.digests.set(file, module.digest);
    for (const { from, names: taken } of module.imports) this.#follow(from, file, taken);
    for (const { from, names: taken } of module.passesOn)
      this.#follow(from, file, taken && new Set(taken.values()));
    for (const path of module.beside) this.#visitBeside(join(dirname(file), path));
  }

  #follow(specifier: string, importer: string, names: Names): void {
    const found = resolveImport(specifier, importer);
    if (found && 'file' in found) this.visit(found.file, names);
    else if (found) this.libraries.add(found.library);
  }

  /** Leads a name through a file of re-exports to the module that defines it. */
  #pass(file: string, module: Module, name: string): void {
    const key = `${file}\n${name}`;
    if (this.#passed.has(key)) return;
    this.#passed.add(key);
    const named = module.passesOn.find(({ names }) => names?.has(name));
    const stars = module.passesOn.filter(({ names }) => !names);
    const star = stars.find(({ from }) => this.#gives(from, file, name));
    if (named) this.#follow(named.from, file, new Set([named.names?.get(name) as string]));
    else for (const { from } of star ? [star] : stars) this.#follow(from, file, star && new Set([name]));
  }

  #gives(specifier: string, importer: string, name: string): boolean {
    const found = resolveImport(specifier, importer);
    const module = found && 'file' in found ? this.#open(found.file) : undefined;
    if (!module || !found || !('file' in found)) return false;
    if (module.defines.has(name)) return true;
    return module.passesOn.some(({ from, names }) =>
      names ? names.has(name) : this.#gives(from, found.file, name),
    );
  }

  /** A module may find others by reading a folder, or open a file beside it. */
  #visitBeside(path: string): void {
    if (!existsSync(path)) return;
    const isCode = (name: string) => /\.(ts|js|json)$/.test(name) && !/\.test\.ts$/.test(name);
    const names = statSync(path).isDirectory() ? readdirSync(path).filter(isCode).sort() : [''];
    for (const name of names) this.visit(join(path, name), undefined);
  }

  #open(file: string): Module | undefined {
    const known = this.#modules.get(file);
    if (known || !existsSync(file)) return known;
    const text = this.#read(file);
    const isScript = /\.[cm]?[jt]sx?$/.test(file);
    const module = { ...readModuleText(isScript ? text : ''), digest: sha256(text) };
    this.#modules.set(file, module);
    return module;
  }
}
