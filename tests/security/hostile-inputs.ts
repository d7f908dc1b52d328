/** Inputs that no well-meaning program sends, as JSON or what pretends to be it, each with a name. */
export function hostileInputs(): [name: string, text: string][] {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const named = (value: unknown) =>
    JSON.stringify({
      id: value,
      run: value,
      node: value,
      name: value,
      graph: value,
      query: value,
      to: value,
    });
  return [
    ['nothing', 'null'],
    ['a number', '1e308'],
    ['a text', '"text"'],
    ['broken JSON', '{"id":'],
    ['an empty object', '{}'],
    ['a list of nothing', '[null,null]'],
    ['deep nesting', nested(20_000)],
    ['deep nesting in a field', `{"graph":${nested(5000)},"id":"a"}`],
    [
      'what all objects inherit',
      '{"__proto__":{"role":"owner"},"constructor":{"prototype":{"x":1}},"id":"__proto__"}',
    ],
    ['numbers as names', named(7)],
    ['names that lead elsewhere', named('../../etc/passwd')],
    ['names with control characters', named('a\u0000b\n\r\u202e')],
    ['half of a surrogate pair', '{"id":"\\ud800","run":"\\udfff","name":"\\ud800"}'],
    ['a long text', named('x'.repeat(200_000))],
    [
      'many fields',
      JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`f${n}`, n]))),
    ],
    ['a long list', JSON.stringify({ ids: Array.from({ length: 50_000 }, (_, n) => `${n}`), nodes: [] })],
  ];
}
