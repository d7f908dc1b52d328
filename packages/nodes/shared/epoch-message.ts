import { type Localized, text } from '@heed/schema';

/** What a training node says on its progress line: `epoch 2 of 3, loss 0.693`. Epochs count from 0. */
export function epochMessage(epoch: number, epochs: number, loss: number): Localized {
  const [number, shown] = [epoch + 1, loss.toFixed(3)];
  return text(
    `epoch ${number} of ${epochs}, loss ${shown}`,
    `第 ${number} 轮，共 ${epochs} 轮，损失 ${shown}`,
  );
}
