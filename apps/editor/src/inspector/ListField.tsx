import { ActionIcon, Button, Group, Input, Menu, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArrowUp, IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../i18n/language.ts';
import type { FieldProps } from './fieldProps.ts';
import classes from './Inspector.module.css';
import { ItemForm } from './ItemForm.tsx';
import { JsonArea } from './JsonField.tsx';
import {
  blankValue,
  discriminatorOf,
  type Item,
  type ItemSchema,
  variantName,
  variantOf,
  variantsOf,
} from './listSchema.ts';
import { useMayEdit } from './mayEdit.tsx';
import { useItemWord } from './useItemWord.ts';
import { useInspectorWords } from './words.ts';

interface ListItemProps {
  item: Item;
  number: number;
  variants: readonly ItemSchema[];
  onChange(item: Item): void;
  onRemove(): void;
  onRaise?: () => void;
}

/** What one item is called: its title in the reader's language, else its name, else its variant. */
function useItemTitle() {
  const text = useText();
  return (item: Item): string => {
    const title = item.title as { en?: unknown; zh?: unknown } | undefined;
    if (typeof title?.en === 'string' && typeof title.zh === 'string')
      return text({ en: title.en, zh: title.zh });
    return typeof item.name === 'string' ? item.name : '';
  };
}

function ListItem({ item, number, variants, onChange, onRemove, onRaise }: ListItemProps) {
  const words = useInspectorWords();
  const itemWord = useItemWord();
  const itemTitle = useItemTitle();
  const mayEdit = useMayEdit();
  const [opened, setOpened] = useState(false);
  const variant = variantOf(item, variants);
  const discriminator = discriminatorOf(variants);
  const kind = itemWord(variantName(variant, discriminator));
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes.item}>
      <Group gap={4} wrap="nowrap">
        <UnstyledButton
          className={classes.itemHead}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Chevron size={14} aria-hidden="true" />
          <span>
            <Text size="sm" fw={600} lineClamp={1}>
              {itemTitle(item) || kind || `${number}`}
            </Text>
            <Text size="xs" c="dimmed">
              {[kind, typeof item.weight === 'number' ? `× ${item.weight}` : ''].filter(Boolean).join(' ')}
            </Text>
          </span>
        </UnstyledButton>
        {mayEdit && onRaise && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words('raiseItem', { number })}
            onClick={onRaise}
          >
            <IconArrowUp size={15} />
          </ActionIcon>
        )}
        {mayEdit && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words('removeItem', { number })}
            onClick={onRemove}
          >
            <IconTrash size={15} />
          </ActionIcon>
        )}
      </Group>
      {opened && <ItemForm schema={variant} hidden={discriminator} item={item} onChange={onChange} />}
    </li>
  );
}

function AddItem({ variants, onAdd }: { variants: readonly ItemSchema[]; onAdd: (item: Item) => void }) {
  const words = useInspectorWords();
  const itemWord = useItemWord();
  const discriminator = discriminatorOf(variants);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />}>
          {words('addItem')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {variants.map((variant) => {
          const name = variantName(variant, discriminator);
          return (
            <Menu.Item key={name} onClick={() => onAdd(blankValue(variant) as Item)}>
              {itemWord(name) || words('addItem')}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A list of items of one or several shapes, e.g. the rules of a judge; as a list of forms or as JSON. */
export function ListField({ field, schema, label, value, error, onChange }: FieldProps) {
  const words = useInspectorWords();
  const text = useText();
  const mayEdit = useMayEdit();
  const [json, setJson] = useState(false);
  const items = Array.isArray(value) ? (value as Item[]) : [];
  const variants = variantsOf(schema as ItemSchema);
  const set = (index: number, ...replacement: Item[]) => onChange(items.toSpliced(index, 1, ...replacement));
  const raise = (index: number) => {
    const [item] = items.slice(index, index + 1);
    if (item) onChange(items.toSpliced(index, 1).toSpliced(index - 1, 0, item));
  };
  return (
    <Input.Wrapper
      label={label}
      description={text(field.help)}
      error={json ? undefined : error}
      labelElement="div"
    >
      <Stack gap="xs" mt={6}>
        {json ? (
          <JsonArea label={undefined} value={value} error={error} onChange={onChange} />
        ) : (
          <ul className={classes.items}>
            {items.map((item, index) => (
              <ListItem
                // biome-ignore lint/suspicious/noArrayIndexKey: items have no id, and their place is what they are
                key={index}
                item={item}
                number={index + 1}
                variants={variants}
                onChange={(next) => set(index, next)}
                onRemove={() => set(index)}
                onRaise={index > 0 ? () => raise(index) : undefined}
              />
            ))}
          </ul>
        )}
        <Group justify="space-between">
          {json || !mayEdit ? (
            <span />
          ) : (
            <AddItem variants={variants} onAdd={(item) => onChange([...items, item])} />
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setJson(!json)}>
            {words(json ? 'asList' : 'asJson')}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
