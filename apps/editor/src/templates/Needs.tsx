import { IconClock, IconCpu, IconDatabase, IconFolder, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { formatBytes } from '../outputs/files.ts';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';
import type { TemplateNeeds } from './view.ts';

/** The minutes of a run in words; undefined where nobody knows. */
function useMinutes(): (minutes: TemplateNeeds['minutes']) => string | undefined {
  const words = useTemplateWords();
  const { number } = useFormats();
  return (minutes) => {
    if (!minutes) return undefined;
    const [low, high] = [minutes.low, minutes.high].map(Math.ceil) as [number, number];
    if (minutes.high < 1) return words('underMinute');
    if (!minutes.measured) return words('minutes', { minutes: number(high) });
    return low === high
      ? words('minutes', { minutes: number(high) })
      : words('minutesMeasured', { low: number(low), high: number(high) });
  };
}

interface Need {
  name: string;
  icon: ReactNode;
  title: string;
  value: string;
}

/** What a run of a template takes, each as an icon, a word and a value. */
function useNeeds({ data, minutes, memory, people, files }: TemplateNeeds): Need[] {
  const words = useTemplateWords();
  const text = useText();
  const time = useMinutes()(minutes);
  const needs: (Need | undefined)[] = [
    data && { name: 'data', icon: <IconDatabase size={15} />, title: words('data'), value: text(data) },
    time === undefined
      ? undefined
      : { name: 'time', icon: <IconClock size={15} />, title: words('time'), value: time },
    memory && {
      name: 'memory',
      icon: <IconCpu size={15} />,
      title: words('memory'),
      value: words('memoryMost', { most: formatBytes(memory.most) }),
    },
    people
      ? { name: 'people', icon: <IconUsers size={15} />, title: words('people'), value: words('peopleWait') }
      : undefined,
    ...files.map((file) => ({
      name: `${file.node}.${file.field}`,
      icon: <IconFolder size={15} />,
      title: words('bring'),
      value: text(file.about ?? file.fieldTitle),
    })),
  ];
  return needs.filter((need) => need !== undefined);
}

/** All that a template needs, one a line. */
export function NeedsList({ name, needs }: { name: string; needs: TemplateNeeds }) {
  const words = useTemplateWords();
  return (
    <ul className={classes.needs} aria-label={words('needsOf', { name })}>
      {useNeeds(needs).map(({ name: key, icon, title, value }) => (
        <li key={key}>
          {icon}
          <span>
            <span className={classes.need}>{title}</span> {value}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The same in a line: times, memory and people, for a card. */
export function NeedsLine({ name, needs }: { name: string; needs: TemplateNeeds }) {
  const words = useTemplateWords();
  const { named } = useMarks();
  const short = useNeeds({ ...needs, data: undefined });
  return (
    <ul className={classes.chips} aria-label={words('needsOf', { name })}>
      {short.map(({ name: key, icon, title, value }) => (
        <li key={key} className={classes.chip} title={named(title, value)}>
          {icon} <span>{value}</span>
        </li>
      ))}
    </ul>
  );
}
