import { Alert, Button, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import { OpenDisputes } from '../adjudication/OpenDisputes.tsx';
import { useMay } from '../api/me.ts';
import { AskForMoreButton } from '../rounds/AskForMoreButton.tsx';
import { InviteButtons } from './InviteButtons.tsx';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';

/** What people have answered so far, the way to the labeling page, and an invite link for others. */
export function LabelingLinks({ run, node, graph }: { run: string; node: NodeRunView; graph: string }) {
  const words = useRunWords();
  const mayDesign = useMay('design');
  if (!node.labeling) return null;
  const { done, total, disputes } = node.labeling;
  const isWaiting = node.state === 'waiting_human';
  return (
    <Alert color={isWaiting ? 'yellow' : 'gray'} variant="light" icon={false}>
      <Text size="sm" fw={600} mb="xs">
        {words('labelingProgress', { done, total })}
      </Text>
      <Group gap="sm">
        {isWaiting && mayDesign && (
          <>
            <Button
              component={Link}
              href={`/label/${run}/${node.node}`}
              size="xs"
              variant={done < total ? 'filled' : 'default'}
            >
              {words('openLabeling')}
            </Button>
            <InviteButtons run={run} node={node.node} />
          </>
        )}
        <Button component={Link} href={`/quality/${run}/${node.node}`} size="xs" variant="default">
          {words('openQuality')}
        </Button>
        {!isWaiting && <AskForMoreButton {...{ run, graph }} node={node.node} />}
      </Group>
      {isWaiting && <OpenDisputes run={run} node={node.node} disputes={disputes} />}
    </Alert>
  );
}
