import { text } from '@heed/schema';
import { IconMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { Command } from '../commands/command.ts';

/** How near the view is. */
export const viewCommands: Command[] = [
  {
    id: 'canvas.zoomOut',
    title: text('Zoom out', '缩小'),
    Icon: IconZoomOut,
    where: ['global'],
    order: 310,
    keys: ['-'],
    run: ({ flow }) => void flow.zoomOut(),
  },
  {
    id: 'canvas.zoomIn',
    title: text('Zoom in', '放大'),
    Icon: IconZoomIn,
    where: ['global'],
    order: 311,
    keys: ['+', '='],
    run: ({ flow }) => void flow.zoomIn(),
  },
  {
    id: 'canvas.fit',
    title: text('Show everything', '显示全部'),
    Icon: IconMaximize,
    where: ['canvas'],
    order: 312,
    keys: ['F', '0'],
    run: ({ editor }) => editor.fitAll(),
  },
];
