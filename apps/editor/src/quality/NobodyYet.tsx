import { Button, Group } from '@mantine/core';
import { Link } from 'wouter';
import { useMay } from '../api/me.ts';
import { InviteButtons } from '../runs/InviteButtons.tsx';
import classes from './Quality.module.css';
import type { LabelPlace } from './view.ts';
import { useQualityWords } from './words.ts';

interface NobodyYetProps {
  place: LabelPlace;
  /** Have judges answered that are no people? */
  hasJudges: boolean;
}

/** Of a batch that no person has answered: what will stand here, and the ways to bring people to it. */
export function NobodyYet({ place: { run, node, isOpen }, hasJudges }: NobodyYetProps) {
  const words = useQualityWords();
  const mayDesign = useMay('design');
  return (
    <section className={classes.nobody} aria-label={words('invitePeople')}>
      <p>{words(hasJudges ? 'onlyJudges' : isOpen ? 'empty' : 'emptyClosed')}</p>
      {isOpen && mayDesign && (
        <Group gap="sm">
          <Button component={Link} href={`/label/${run}/${node}`} size="xs">
            {words('label')}
          </Button>
          <InviteButtons run={run} node={node} />
        </Group>
      )}
    </section>
  );
}
