import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';

interface RestingProps {
  title: string;
  text: string;
  /** Offered while the last answer can still be changed. */
  onBack?(): void;
}

/** In place of a pair: why there is none, and what happens next. */
export function Resting({ title, text, onBack }: RestingProps) {
  const words = useLabelingWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={classes.resting}>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      <p>{text}</p>
      {onBack && (
        <Button variant="default" onClick={onBack}>
          {words('backOne')}
        </Button>
      )}
    </div>
  );
}
