export interface OutputDrawerProps {
  run: string;
  node: string;
  port?: string;
  onClose(): void;
}

/** Shows the outputs of one node of a run beside the page. */
export default function OutputDrawer({ node, onClose }: OutputDrawerProps) {
  return (
    <dialog open aria-label={node} onClose={onClose}>
      {node}
    </dialog>
  );
}
