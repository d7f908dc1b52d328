import { ActionIcon, Menu } from '@mantine/core';
import { IconAdjustments, IconAdjustmentsOff, IconDotsVertical, IconRestore } from '@tabler/icons-react';
import classes from './Inspector.module.css';
import { useInspectorWords } from './words.ts';

interface FieldMenuProps {
  /** What the field is called. */
  title: string;
  /** Does the template ask for it? */
  isExposed: boolean;
  /** Absent where the field has its default, or none. */
  onReset: (() => void) | undefined;
  /** Absent where several nodes are set together. */
  onExpose: ((expose: boolean) => void) | undefined;
}

/** What can be done with a field of the form besides setting it. */
export function FieldMenu({ title, isExposed, onReset, onExpose }: FieldMenuProps) {
  const words = useInspectorWords();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          className={classes.fieldMenu}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={words('fieldMenu', { field: title })}
        >
          <IconDotsVertical size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onExpose && (
          <Menu.Item
            leftSection={isExposed ? <IconAdjustmentsOff size={15} /> : <IconAdjustments size={15} />}
            onClick={() => onExpose(!isExposed)}
          >
            {words(isExposed ? 'conceal' : 'expose')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconRestore size={15} />} disabled={!onReset} onClick={onReset}>
          {words('resetField')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
