/** Room above the drawing for its title, in pixels of the screen. */
const TITLE = 34;
const MARGIN = 12;

/** A chart's drawing as a PNG on the page's color, with its title above. */
export async function chartPicture(drawing: HTMLCanvasElement, title: string): Promise<Blob> {
  const scale = drawing.width / Math.max(1, drawing.clientWidth);
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const canvas = document.createElement('canvas');
  canvas.width = drawing.width + 2 * MARGIN * scale;
  canvas.height = drawing.height + (TITLE + MARGIN) * scale;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = color('--heed-surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = color('--mantine-color-text');
  context.font = `600 ${14 * scale}px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = 'middle';
  context.fillText(title, MARGIN * scale, (TITLE / 2) * scale);
  context.drawImage(drawing, MARGIN * scale, TITLE * scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser could not draw the picture; make the chart smaller and try again.');
  return blob;
}
