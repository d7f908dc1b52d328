import { MAX_OVERLAP } from '@heed/schema';
import { Button, Group, List, Modal, NumberInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api, idempotencyKey, queryClient, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';
import type { RoundsView } from './view.ts';
import { useRoundWords } from './words.ts';

interface AskForMoreProps {
  run: string;
  node: string;
  graph: string | undefined;
  now: RoundsView;
  onClose(): void;
}

/** Wants more answers of each task, or more tasks, says what will happen, and runs the pipeline from the node on. */
export default function AskForMore({ run, node, graph, now, onClose }: AskForMoreProps) {
  const words = useRoundWords();
  const common = useCommonWords();
  const sentence = useErrorSentence();
  const [, navigate] = useLocation();
  const [overlap, setOverlap] = useState(Math.min(MAX_OVERLAP, now.overlap + 1));
  const [budget, setBudget] = useState(now.budget ?? now.tasks);
  const key = useRef(idempotencyKey());
  const isMore = overlap > now.overlap || (now.budget !== null && budget > now.budget);
  const reopen = useMutation({
    mutationFn: async (goOn: boolean) => {
      await api.labeling.reopen.mutate({ run, node, overlap, ...(now.budget !== null && { budget }) });
      await queryClient.invalidateQueries(trpc.labeling.rounds.pathFilter());
      if (!goOn || graph === undefined) return undefined;
      return api.runs.start.mutate({ graphId: graph, from: node, idempotencyKey: key.current });
    },
    onSuccess: (started) => {
      onClose();
      if (started) navigate(`/runs/${started.id}?node=${node}`);
    },
  });
  const added = Math.max(0, overlap - now.overlap);
  return (
    <Modal opened onClose={onClose} size="lg" title={words('askForMore')}>
      <NumberInput
        label={words('answersEachLabel')}
        description={words('answersEachNow', { count: now.overlap })}
        min={now.overlap}
        max={MAX_OVERLAP}
        clampBehavior="strict"
        allowDecimal={false}
        value={overlap}
        onChange={(value) => setOverlap(Number(value) || now.overlap)}
        data-autofocus
      />
      {now.budget !== null && (
        <NumberInput
          mt="sm"
          label={words('tasksLabel')}
          description={words('tasksNow', { count: now.budget, all: now.tasks })}
          min={now.budget}
          max={now.tasks}
          clampBehavior="strict"
          allowDecimal={false}
          value={budget}
          onChange={(value) => setBudget(Number(value) || (now.budget ?? 1))}
        />
      )}
      <Text size="sm" mt="md" fw={600}>
        {words('whatHappens')}
      </Text>
      <List size="sm" mt={4} spacing={4}>
        {added > 0 && <List.Item>{words('willAsk', { count: added })}</List.Item>}
        <List.Item>{words('willKeep')}</List.Item>
        <List.Item>{words('willRun')}</List.Item>
        {now.budget === null && <List.Item>{words('moreTasks')}</List.Item>}
      </List>
      {reopen.error && (
        <Text role="alert" size="sm" mt="sm" c="var(--heed-bad)">
          {sentence(reopen.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          variant={graph === undefined ? 'filled' : 'default'}
          disabled={!isMore}
          loading={reopen.isPending && !reopen.variables}
          onClick={() => reopen.mutate(false)}
        >
          {words('openRound')}
        </Button>
        {graph !== undefined && (
          <Button
            disabled={!isMore}
            loading={reopen.isPending && reopen.variables}
            onClick={() => reopen.mutate(true)}
          >
            {words('openAndRun')}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
