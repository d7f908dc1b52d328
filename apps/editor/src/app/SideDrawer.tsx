import { Drawer } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import classes from './SideDrawer.module.css';

interface SideDrawerProps {
  title: string;
  /** In pixels; a narrower window is filled. */
  width: number;
  onClose: () => void;
  /** Buttons beside the title. */
  tools?: ReactNode;
  /** Leave what lies behind readable. */
  clear?: boolean;
  /** False where its own listener tells which Escape is meant for it. */
  closeOnEscape?: boolean;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** Something in full at the right side of the page: its head stays while the rest scrolls. */
export function SideDrawer({
  title,
  width,
  onClose,
  tools,
  clear,
  closeOnEscape,
  ref,
  children,
}: SideDrawerProps) {
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={`min(${width}px, 100%)`}
      closeOnEscape={closeOnEscape}
      classNames={{ content: classes.drawer }}
    >
      <Drawer.Overlay {...(clear && { backgroundOpacity: 0.25 })} />
      <Drawer.Content ref={ref}>
        <div className={classes.head}>
          <Drawer.Title className={classes.title} tabIndex={-1} data-autofocus>
            {title}
          </Drawer.Title>
          {tools && <div className={classes.tools}>{tools}</div>}
          <Drawer.CloseButton />
        </div>
        <Drawer.Body className={classes.body}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
