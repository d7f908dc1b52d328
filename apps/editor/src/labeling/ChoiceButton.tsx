import type { PairwiseAnswer } from '@heed/schema';
import { useEffect, useRef } from 'react';

interface ChoiceButtonProps {
  answer: PairwiseAnswer;
  title: string;
  keyName: string;
  chosen: boolean;
  className: string | undefined;
  onChoose(answer: PairwiseAnswer): void;
}

/** One of the answers to the question. The focus follows a choice made by key, so that Enter submits it. */
export function ChoiceButton({ answer, title, keyName, chosen, className, onChoose }: ChoiceButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen && document.activeElement?.hasAttribute('data-choice')) button.current?.focus();
  }, [chosen]);
  return (
    <button
      ref={button}
      type="button"
      data-choice
      className={className}
      aria-pressed={chosen}
      aria-keyshortcuts={keyName}
      onClick={() => onChoose(answer)}
    >
      {title} <span data-key={keyName} />
    </button>
  );
}
