import { useMemo } from 'react';
import type { Settings } from './forms/form.ts';
import { ShownText } from './forms/parts/ShownText.tsx';
import classes from './Labeling.module.css';
import { type Message, readMessages } from './messages.ts';
import { useLabelingWords } from './text.ts';

const speakers = { system: 'system', user: 'user', assistant: 'assistant' } as const;

/** What the answers are answers to: a text, or a conversation so far. */
export function Prompt({ prompt, settings }: { prompt: string; settings: Settings }) {
  const words = useLabelingWords();
  const messages = useMemo(() => readMessages(prompt), [prompt]);
  const title = words(messages ? 'conversation' : 'prompt');
  return (
    <section className={messages ? classes.conversation : classes.prompt} aria-label={title}>
      <h2 className={classes.label}>{title}</h2>
      {messages ? (
        <ol className={classes.bubbles}>
          {messages.map((message, turn) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: turns have no names, and their place is what they are
            <Bubble key={turn} message={message} settings={settings} />
          ))}
        </ol>
      ) : (
        <ShownText text={prompt} settings={settings} />
      )}
    </section>
  );
}

function Bubble({ message: { role, content }, settings }: { message: Message; settings: Settings }) {
  const words = useLabelingWords();
  return (
    <li className={classes.bubble} data-role={role}>
      <span className={classes.quiet}>{words(speakers[role])}</span>
      <ShownText text={content} settings={settings} />
    </li>
  );
}
