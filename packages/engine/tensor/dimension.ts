/**
 * The length of one axis: a number, a symbol bound when the graph runs ('B', 'T'), or a polynomial of
 * symbols in canonical form ('2*B*T', 'P+T', 'T-1'). Two dimensions are equal if and only if they are `===`.
 */
export type Dim = number | string;

/** Monomial → coefficient. The monomial of the constant term is the empty string. */
type Polynomial = Map<string, number>;

function parse(dim: Dim): Polynomial {
  if (typeof dim === 'number') return new Map(dim === 0 ? [] : [['', dim]]);
  const terms: Polynomial = new Map();
  for (const [, sign, body] of dim.matchAll(/([+-]?)([^+-]+)/g)) {
    const factors = (body as string).split('*');
    const symbols = factors.filter((factor) => !/^\d+$/.test(factor)).sort();
    const scale = factors.filter((factor) => /^\d+$/.test(factor)).reduce((all, one) => all * Number(one), 1);
    addTerm(terms, symbols.join('*'), sign === '-' ? -scale : scale);
  }
  return terms;
}

function addTerm(terms: Polynomial, monomial: string, coefficient: number): void {
  const total = (terms.get(monomial) ?? 0) + coefficient;
  if (total === 0) terms.delete(monomial);
  else terms.set(monomial, total);
}

function format(terms: Polynomial): Dim {
  const degree = (monomial: string) => (monomial === '' ? 0 : monomial.split('*').length);
  const sorted = [...terms].sort(
    ([a, p], [b, q]) => Number(q > 0) - Number(p > 0) || degree(b) - degree(a) || (a < b ? -1 : 1),
  );
  if (sorted.every(([monomial]) => monomial === '')) return terms.get('') ?? 0;
  return sorted
    .map(([monomial, coefficient], place) => {
      const size = Math.abs(coefficient);
      const body = monomial === '' ? `${size}` : size === 1 ? monomial : `${size}*${monomial}`;
      return `${coefficient < 0 ? '-' : place > 0 ? '+' : ''}${body}`;
    })
    .join('');
}

/** The product of dimensions in canonical form: `multiply('T', 2, 'B')` is `'2*B*T'`. */
export function multiply(...dims: readonly Dim[]): Dim {
  let product: Polynomial = new Map([['', 1]]);
  for (const dim of dims) {
    const next: Polynomial = new Map();
    for (const [a, p] of product)
      for (const [b, q] of parse(dim)) {
        const symbols = [...a.split('*'), ...b.split('*')].filter((symbol) => symbol !== '').sort();
        addTerm(next, symbols.join('*'), p * q);
      }
    product = next;
  }
  return format(product);
}

/** The sum of dimensions in canonical form: `plus('T', -1)` is `'T-1'`. */
export function plus(...dims: readonly Dim[]): Dim {
  const sum: Polynomial = new Map();
  for (const dim of dims)
    for (const [monomial, coefficient] of parse(dim)) addTerm(sum, monomial, coefficient);
  return format(sum);
}

/** `a − b` in canonical form. */
export function minus(a: Dim, b: Dim): Dim {
  return plus(a, multiply(-1, b));
}

/** The terms of a dimension, each as an integer coefficient and the symbols multiplied by it. */
export function termsOf(dim: Dim): { coefficient: number; symbols: string[] }[] {
  return [...parse(dim)].map(([monomial, coefficient]) => ({
    coefficient,
    symbols: monomial === '' ? [] : monomial.split('*'),
  }));
}

/** The symbols that occur in a dimension. */
export function symbolsOf(dim: Dim): string[] {
  return [...new Set(termsOf(dim).flatMap((term) => term.symbols))];
}

/** The number a dimension stands for under `bindings`, or undefined if one of its symbols is not bound. */
export function evaluate(dim: Dim, bindings: ReadonlyMap<string, number>): number | undefined {
  let total = 0;
  for (const { coefficient, symbols } of termsOf(dim)) {
    let term = coefficient;
    for (const symbol of symbols) {
      const value = bindings.get(symbol);
      if (value === undefined) return undefined;
      term *= value;
    }
    total += term;
  }
  return total;
}

/** Whether a dimension is a single symbol, so that an input with this axis binds it. */
export function isSymbol(dim: Dim): dim is string {
  return typeof dim === 'string' && /^[A-Za-z_]\w*$/.test(dim);
}
