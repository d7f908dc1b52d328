import type { gfm } from 'micromark-extension-gfm';

type Extension = ReturnType<typeof gfm>;
type Constructs = NonNullable<NonNullable<Extension['text']>['']>;
type Tokenize = Exclude<Constructs, unknown[]>['tokenize'];
type State = ReturnType<Parameters<Tokenize>[1]>;
type Code = Parameters<Parameters<Tokenize>[1]>[0];

const DOLLAR = '$'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
/** What ends a formula that begins with a backslash and this. */
const closings = new Map([
  ['('.charCodeAt(0), ')'.charCodeAt(0)],
  ['['.charCodeAt(0), ']'.charCodeAt(0)],
]);
/** No formula is longer; a text full of marks that nothing closes is read quickly all the same. */
const LONGEST = 2000;

/** Line endings are negative, as are tabs; micromark writes them so. */
const isLineEnding = (code: Code) => code !== null && code < -2;
const isSpace = (code: Code) => code !== null && (code < 0 || code === ' '.charCodeAt(0));
const isDigit = (code: Code) => code !== null && code >= 48 && code <= 57;

/**
 * Formulas between `$`, `$$`, `\(` and `\)`, or `\[` and `\]`, as code: TeX is shown letter by letter, where Markdown would
 * take its backslashes, underscores and stars for marks of its own. Sums of money are none: a formula begins and ends
 * without a space, and no digit follows it.
 */
export const formulas: Extension = {
  text: {
    [DOLLAR]: { name: 'dollarFormula', tokenize: dollars },
    [BACKSLASH]: { name: 'backslashFormula', tokenize: backslashes },
  },
};

type Parameter<Place extends number> = Parameters<Tokenize>[Place];

/** The steps of reading a formula, which may go over several lines; `go(next)` takes a character and goes on there. */
function reader(effects: Parameter<0>, ok: Parameter<1>, nok: Parameter<2>) {
  let length = 0;
  const take = (code: Code) => {
    length++;
    effects.consume(code);
  };
  return {
    go: (next: (code: Code) => State) => (code: Code) => {
      take(code);
      return next;
    },
    isTooLong: () => length > LONGEST,
    begin() {
      effects.enter('codeText');
      effects.enter('codeTextData');
    },
    end(code: Code) {
      effects.exit('codeTextData');
      effects.exit('codeText');
      return ok(code);
    },
    /** Goes over to the next line, and on with `next` there. */
    newLine(code: Code, next: (code: Code) => State): State {
      effects.exit('codeTextData');
      effects.enter('lineEnding');
      take(code);
      effects.exit('lineEnding');
      return (following) => {
        if (following === null || isLineEnding(following)) return nok(following);
        effects.enter('codeTextData');
        return next(following);
      };
    },
  };
}

function dollars(
  this: unknown,
  effects: Parameter<0>,
  ok: Parameter<1>,
  nok: Parameter<2>,
): (code: Code) => State {
  const read = reader(effects, ok, nok);
  let isDisplay = false;
  let before: Code = null;
  const go = (next: (code: Code) => State) => (code: Code) => {
    before = code;
    return read.go(next)(code);
  };
  const begin = (code: Code): State => {
    read.begin();
    return go(opened)(code);
  };
  const opened = (code: Code): State => {
    if (code === DOLLAR) {
      isDisplay = true;
      return go(inside)(code);
    }
    return code === null || isSpace(code) ? nok(code) : inside(code);
  };
  const inside = (code: Code): State => {
    if (code === null || read.isTooLong()) return nok(code);
    if (isLineEnding(code)) return isDisplay ? read.newLine(code, inside) : nok(code);
    if (code === BACKSLASH) return go(escaped)(code);
    if (code === DOLLAR && isDisplay) return go(closing)(code);
    if (code === DOLLAR && !isSpace(before)) return go(closed)(code);
    return go(inside)(code);
  };
  const escaped = (code: Code): State =>
    code === null || isLineEnding(code) ? inside(code) : go(inside)(code);
  const closing = (code: Code): State => (code === DOLLAR ? go(read.end)(code) : inside(code));
  const closed = (code: Code): State => (isDigit(code) ? inside(code) : read.end(code));
  return begin;
}

function backslashes(
  this: unknown,
  effects: Parameter<0>,
  ok: Parameter<1>,
  nok: Parameter<2>,
): (code: Code) => State {
  const read = reader(effects, ok, nok);
  const { go } = read;
  let end: number | undefined;
  const begin = (code: Code): State => {
    read.begin();
    return go(opened)(code);
  };
  const opened = (code: Code): State => {
    end = code === null ? undefined : closings.get(code);
    return end === undefined ? nok(code) : go(inside)(code);
  };
  const inside = (code: Code): State => {
    if (code === null || read.isTooLong()) return nok(code);
    if (isLineEnding(code)) return read.newLine(code, inside);
    return go(code === BACKSLASH ? escaped : inside)(code);
  };
  const escaped = (code: Code): State => {
    if (code === null || isLineEnding(code)) return inside(code);
    return go(code === end ? read.end : inside)(code);
  };
  return begin;
}
