import { Button } from '@mantine/core';
import { IconPin, IconPinned } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { queryClient, trpc } from '../../api/client.ts';
import { useShowError } from '../../api/errors.ts';
import { useMay } from '../../api/me.ts';
import { showToast } from '../../app/showToast.ts';
import runClasses from '../Runs.module.css';
import type { NodeRunView } from '../view.ts';
import classes from './Why.module.css';
import { useWhyWords } from './words.ts';

interface PinProps {
  graph: string;
  run: string;
  node: NodeRunView;
}

/** Pins the outputs of a node once it is done, so that later runs take them as they are; or takes the pin away. */
export function Pin({ graph, run, node }: PinProps) {
  const words = useWhyWords();
  const showError = useShowError();
  const mayDesign = useMay('design');
  const pins = useQuery(trpc.graphs.pins.queryOptions({ id: graph }));
  const after = (message: string) => ({
    onError: showError,
    onSuccess: () => {
      showToast({ message });
      return queryClient.invalidateQueries(trpc.graphs.pins.queryFilter({ id: graph }));
    },
  });
  const pin = useMutation(trpc.graphs.pin.mutationOptions(after(words('pinSaved'))));
  const unpin = useMutation(trpc.graphs.unpin.mutationOptions(after(words('pinGone'))));
  const found = pins.data?.find((one) => one.node === node.node);
  const outputs = Object.entries(node.outputs);
  const isThis = found !== undefined && outputs.every(([port, id]) => found.outputs[port] === id);
  if (!found && !mayDesign) return null;
  if (!found)
    return (
      <div className={classes.pin}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPin size={15} aria-hidden="true" />}
          title={words('pinHelp')}
          loading={pin.isPending}
          disabled={!pins.data || node.state !== 'succeeded' || outputs.length === 0}
          onClick={() => pin.mutate({ graph, node: node.node, run })}
        >
          {words('pin')}
        </Button>
        <span className={runClasses.quiet}>{words('pinHelp')}</span>
      </div>
    );
  return (
    <div className={classes.pin}>
      <IconPinned size={16} aria-hidden="true" />
      <span>{words(isThis ? 'pinned' : 'pinnedOther')}</span>
      {mayDesign && (
        <Button
          variant="default"
          size="compact-sm"
          loading={unpin.isPending}
          onClick={() => unpin.mutate({ graph, node: node.node })}
        >
          {words('unpin')}
        </Button>
      )}
    </div>
  );
}
