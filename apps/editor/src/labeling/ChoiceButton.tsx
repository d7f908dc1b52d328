import { useEffect, useRef } from 'react';

interface ChoiceButtonProps {
  title: string;
  keyName: string;
  chosen: boolean;
  className: string | undefined;
  onChoose(): void;
}

/** One of the answers to the question. The focus follows a choice made by key, so that Enter submits it. */
export function ChoiceButton({ title, keyName, chosen, className, onChoose }: ChoiceButtonProps) {
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
      onClick={onChoose}
    >
      {title} <span data-key={keyName} />
    </button>
  );
}
