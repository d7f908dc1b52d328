import { Alert, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { AskForMoreButton } from './AskForMoreButton.tsx';
import { useRoundWords } from './words.ts';

interface EarlierLabelsProps {
  /** The run in which people were asked. */
  run: string;
  node: string;
  graph: string;
}

/** Of a node whose answers were taken from an earlier run: the way to their quality, and to asking for more. */
export function EarlierLabels({ run, node, graph }: EarlierLabelsProps) {
  const words = useRoundWords();
  const { data } = useQuery(trpc.labeling.rounds.queryOptions({ run, node }, { retry: false }));
  if (!data) return null;
  const given = data.rounds.reduce((sum, { judgements }) => sum + judgements, 0);
  return (
    <Alert color="gray" variant="light" icon={false}>
      <Text size="sm">{words('earlier', { count: given })}</Text>
      <Group gap="sm" mt="xs">
        <Button component={Link} href={`/quality/${run}/${node}`} size="xs" variant="default">
          {words('quality')}
        </Button>
        <AskForMoreButton {...{ run, node, graph }} />
      </Group>
    </Alert>
  );
}
