import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { drawMarkdown } from './draw.tsx';
import { readMarkdown, safeAddress } from './read.ts';

const html = (text: string) => renderToStaticMarkup(drawMarkdown(readMarkdown(text), 3));

test('headings, lists, code, tables and marks are drawn', () => {
  expect(html('# Top\n\nSome *soft* **loud** ~~old~~ `code`')).toBe(
    '<h3>Top</h3><p>Some <em>soft</em> <strong>loud</strong> <del>old</del> <code>code</code></p>',
  );
  expect(html('- one\n- [x] two')).toBe('<ul><li>one</li><li>☑ two</li></ul>');
  expect(html('3. three\n4. four')).toBe('<ol start="3"><li>three</li><li>four</li></ol>');
  expect(html('|a|b|\n|-|-|\n|1|2|')).toContain('<td>1</td><td>2</td>');
  expect(html('```\nx < y\n```')).toBe('<pre tabindex="0"><code>x &lt; y</code></pre>');
});

test('HTML is shown as the text that it is', () => {
  expect(html('<script>alert(1)</script>')).toBe('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html('a <b onclick="x()">b</b>')).not.toContain('<b');
});

test('links lead elsewhere only by safe addresses, and pictures become links', () => {
  expect(html('[here](https://heed.example/a)')).toContain('href="https://heed.example/a"');
  expect(html('[by name][1]\n\n[1]: https://heed.example/b')).toContain('href="https://heed.example/b"');
  expect(html('![a bird](https://heed.example/bird.png)')).not.toContain('<img');
  for (const url of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc',
  ])
    expect(safeAddress(url)).toBeUndefined();
  expect(html('[bad](javascript:alert(1))')).toBe('<p>bad</p>');
});

test('Chinese and right-to-left texts stay whole', () => {
  expect(html('## 说明\n\n第一**步**：选择')).toBe('<h3>说明</h3><p>第一<strong>步</strong>：选择</p>');
});

test('headings begin at the level of the page and keep their order, whatever the text begins with', () => {
  expect(html('### Why\n\n#### Because')).toBe('<h3>Why</h3><h4>Because</h4>');
  expect(html('> # Quoted\n\n## Own')).toBe('<blockquote><h3>Quoted</h3></blockquote><h3>Own</h3>');
  expect(html('> # Quoted alone')).toBe('<blockquote><h3>Quoted alone</h3></blockquote>');
});

test('formulas stay as they were written, letter by letter', () => {
  expect(html('So $e^{i\\pi} + 1_a*b*_c = 0$ holds.')).toBe(
    '<p>So <code>$e^{i\\pi} + 1_a*b*_c = 0$</code> holds.</p>',
  );
  expect(html('$$\n\\int_0^1 x^2\\,dx\n$$')).toBe('<p><code>$$\n\\int_0^1 x^2\\,dx\n$$</code></p>');
  expect(html('\\(a_1\\) and \\[b_1 \\, c_1\\]')).toBe(
    '<p><code>\\(a_1\\)</code> and <code>\\[b_1 \\, c_1\\]</code></p>',
  );
  expect(html('`$a$` and \\$b$')).toBe('<p><code>$a$</code> and $b$</p>');
});

test('sums of money and marks that nothing closes are no formulas', () => {
  for (const text of [
    'It costs $5 or $6.',
    'From $5-$10',
    'US$ and $ alone',
    '(a) \\[b',
    'only $one',
    '$$ open',
  ])
    expect(html(text)).not.toContain('<code>');
  expect(html('**$5** and **$6**')).toBe('<p><strong>$5</strong> and <strong>$6</strong></p>');
});
