import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './Labeling.module.css';

interface RestingProps {
  title: string;
  text: string;
  /** What can be done about it. */
  action?: { title: string; press(): void } | undefined;
}

/** In place of a pair: why there is none, and what happens next. */
export function Resting({ title, text, action }: RestingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={classes.resting}>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      <p>{text}</p>
      {action && (
        <Button variant="default" onClick={action.press}>
          {action.title}
        </Button>
      )}
    </div>
  );
}
