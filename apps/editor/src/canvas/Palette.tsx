import type { NodeCategory, NodeSpec } from '@heed/schema';
import { Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useLanguage, useText } from '../i18n/language.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import { categories, KindIcon, searchKinds } from './categories.tsx';
import classes from './Palette.module.css';
import { useCatalogue } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** The type under which a dragged kind's name travels. */
export const DRAGGED_KIND = 'application/x-heed-kind';

function Kind({ spec, onAdd }: { spec: NodeSpec; onAdd: (spec: NodeSpec) => void }) {
  const words = useCanvasWords();
  const text = useText();
  const title = text(spec.title);
  return (
    <button
      type="button"
      className={classes.kind}
      draggable
      aria-label={words('addNamed', { title })}
      title={text(spec.summary)}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED_KIND, spec.kind)}
      onClick={() => onAdd(spec)}
    >
      <KindIcon spec={spec} />
      <span className={classes.kindTitle}>{title}</span>
      <span className={classes.glyphs}>
        {Object.entries(spec.outputs).map(([name, { type }]) => (
          <PortGlyph key={name} type={type} size={10} />
        ))}
      </span>
    </button>
  );
}

/** All node kinds on their shelves; a click adds one, a drag puts it where it is dropped. */
export const Palette = memo(function Palette({ onAdd }: { onAdd: (spec: NodeSpec) => void }) {
  const words = useCanvasWords();
  const text = useText();
  const [language] = useLanguage();
  const [search, setSearch] = useState('');
  const kinds = searchKinds(useCatalogue().values(), search);
  return (
    <nav className={classes.palette} aria-label={words('palette')}>
      <TextInput
        size="xs"
        type="search"
        aria-label={words('searchNodes')}
        placeholder={words('searchNodes')}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {(Object.keys(categories) as NodeCategory[]).map((category) => {
        const shelf = kinds
          .filter((spec) => spec.category === category)
          .toSorted((a, b) => text(a.title).localeCompare(text(b.title), language));
        if (shelf.length === 0) return null;
        return (
          <section key={category} aria-label={text(categories[category].title)}>
            <h2 className={classes.shelf}>{text(categories[category].title)}</h2>
            {shelf.map((spec) => (
              <Kind key={spec.kind} spec={spec} onAdd={onAdd} />
            ))}
          </section>
        );
      })}
      {kinds.length === 0 && (
        <Text size="sm" c="dimmed">
          {words('noNodeFound', { search })}
        </Text>
      )}
    </nav>
  );
});
