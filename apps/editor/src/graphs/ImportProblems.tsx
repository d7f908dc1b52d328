import type { Problem } from '@heed/schema';
import { Alert, List } from '@mantine/core';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { useGraphsWords } from './words.ts';

/** The first places are enough to know what kind of file it is. */
const MOST_SHOWN = 4;

export interface ImportFailure {
  file: string;
  problems: readonly Problem[];
}

/** Why a file could not be opened, a sentence for each place that is wrong. */
export function ImportProblems({ failure, onClose }: { failure: ImportFailure; onClose: () => void }) {
  const words = useGraphsWords();
  const common = useCommonWords();
  const text = useText();
  const { problems } = failure;
  return (
    <Alert
      color="red"
      role="alert"
      mb="md"
      title={words('importProblems', { file: failure.file })}
      withCloseButton
      closeButtonLabel={common('close')}
      onClose={onClose}
    >
      <List size="sm">
        {problems.slice(0, MOST_SHOWN).map((problem) => (
          <List.Item key={problem.message.en}>{text(problem.message)}</List.Item>
        ))}
        {problems.length > MOST_SHOWN && (
          <List.Item>{words('moreProblems', { count: problems.length - MOST_SHOWN })}</List.Item>
        )}
      </List>
    </Alert>
  );
}
