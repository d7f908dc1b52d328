import { Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { ChoosePath } from '../inspector/ChoosePath.tsx';
import { shortPath } from '../inspector/files/shortPath.ts';
import { useTemplateWords } from './text.ts';
import type { MissingFile, PipelineCheck } from './view.ts';

interface MissingFilesProps {
  missing: readonly MissingFile[];
  onChoose(file: MissingFile, path: string): void;
}

/** Files and folders that a pipeline reads and that are not here, each with a button that brings it. */
export function MissingFiles({ missing, onChoose }: MissingFilesProps) {
  const words = useTemplateWords();
  const text = useText();
  const { listed } = useMarks();
  return (
    <section aria-label={words('missingTitle')}>
      <Text fw={600} size="sm" mb={6}>
        {words('missingTitle')}
      </Text>
      <Stack gap="sm">
        {missing.map((file) => {
          const [node, field] = [text(file.nodeTitle), text(file.fieldTitle)];
          return (
            <Group key={`${file.node}.${file.field}`} gap="sm" wrap="nowrap" align="flex-start">
              <ThemeIcon variant="light" color="yellow" size="sm" aria-hidden>
                <IconAlertTriangle size={14} />
              </ThemeIcon>
              <div>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {words(`missing-${file.reason}`, { node, field, value: shortPath(file.value) })}
                </Text>
                {file.about && (
                  <Text size="sm" c="dimmed">
                    {text(file.about)}
                  </Text>
                )}
                <Group mt={4}>
                  <ChoosePath
                    kind={file.kind}
                    about={listed(node, field)}
                    onChoose={(path) => onChoose(file, path)}
                  />
                </Group>
              </div>
            </Group>
          );
        })}
      </Stack>
    </section>
  );
}

/** The same in one quiet line, below the control that sets it. */
export function Lacking({ file }: { file: MissingFile }) {
  const words = useTemplateWords();
  const text = useText();
  const [node, field] = [text(file.nodeTitle), text(file.fieldTitle)];
  return (
    <Group gap={6} mt={6} wrap="nowrap" align="flex-start" role="status">
      <ThemeIcon variant="light" color="yellow" size="sm" aria-hidden>
        <IconAlertTriangle size={14} />
      </ThemeIcon>
      <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
        {words(`missing-${file.reason}`, { node, field, value: shortPath(file.value) })}
      </Text>
    </Group>
  );
}

/** Everything else that keeps it from running, a sentence each. */
export function OtherProblems({ problems }: Pick<PipelineCheck, 'problems'>) {
  const words = useTemplateWords();
  const text = useText();
  return (
    <section aria-label={words('problemsTitle')}>
      <Text fw={600} size="sm" mb={6}>
        {words('problemsTitle')}
      </Text>
      <List size="sm" spacing={4}>
        {problems.map(({ message }) => (
          <List.Item key={message.en}>{text(message)}</List.Item>
        ))}
      </List>
    </section>
  );
}
