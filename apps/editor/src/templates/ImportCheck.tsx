import type { Graph } from '@heed/schema';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { setConfig } from '../canvas/store/edits.ts';
import { useCommonWords } from '../i18n/common.ts';
import { MissingFiles, OtherProblems } from './MissingFiles.tsx';
import { useTemplateWords } from './text.ts';
import { usePipelineCheck } from './usePipelineCheck.ts';
import type { PipelineCheck } from './view.ts';

interface ImportCheckProps {
  file: string;
  graph: Graph;
  check: PipelineCheck;
  onOpen(graph: Graph): void;
  onClose(): void;
}

/** Says what a pipeline from elsewhere lacks here, and lets the files be brought before it is opened. */
export default function ImportCheck({
  file,
  graph: brought,
  check: known,
  onOpen,
  onClose,
}: ImportCheckProps) {
  const words = useTemplateWords();
  const common = useCommonWords();
  const [graph, setGraph] = useState(brought);
  const check = usePipelineCheck(graph, graph === brought ? known : undefined) ?? known;
  const isComplete = check.missing.length + check.problems.length === 0;
  return (
    <Modal opened onClose={onClose} size="lg" title={words('checkTitle')}>
      <Stack>
        <Text size="sm">{isComplete ? words('nothingWrong') : words('checkText', { name: file })}</Text>
        {check.missing.length > 0 && (
          <MissingFiles
            missing={check.missing}
            onChoose={({ node, field }, path) => setGraph((current) => setConfig(current, node, field, path))}
          />
        )}
        {check.problems.length > 0 && <OtherProblems problems={check.problems} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button data-autofocus onClick={() => onOpen(graph)}>
            {words(isComplete ? 'openPipeline' : 'openAnyway')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
