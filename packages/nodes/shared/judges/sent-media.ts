import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessagePart } from '@heed/labeling/judges/questions.ts';
import {
  type InputArtifact,
  type LabelingTask,
  type Media,
  modalityTitles,
  NodeError,
  text,
} from '@heed/schema';
import type { EndpointSettings } from './saved-judge.ts';

/** Endpoints refuse larger requests, and a file grows by a third when it is written as text. */
const MOST_BYTES = 10 * 1024 * 1024;

/** What a candidate is to a model: its text, or the part of a message that holds its picture or sound. */
export type CandidatePart = (candidate: LabelingTask['candidates'][number]) => Promise<string | MessagePart>;

type Kind = 'image' | 'audio' | 'video';

/** Sends texts, and of media the kind that the settings allow: everything else is refused and never read. */
export function sentMedia(
  allowed: EndpointSettings['media'],
  artifacts: readonly InputArtifact[],
): CandidatePart {
  return async ({ text: said, media }) => {
    if (!media) return said;
    const kind = media.type.split('/')[0] as Kind;
    if (kind !== allowed) throw notAllowed(kind);
    const folder = artifacts.find(({ id }) => id === media.artifact)?.directory;
    if (!folder) throw new Error(`The artifact ${media.artifact} of a candidate is no input of this node.`);
    const file = join(folder, media.path);
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw tooLarge(kind, size);
    return toPart(media, (await readFile(file)).toString('base64'));
  };
}

function toPart({ type }: Media, data: string): MessagePart {
  if (type.startsWith('image/'))
    return { type: 'image_url', image_url: { url: `data:${type};base64,${data}` } };
  return { type: 'input_audio', input_audio: { data, format: type === 'audio/mpeg' ? 'mp3' : 'wav' } };
}

function notAllowed(kind: Kind): NodeError {
  const { en, zh } = modalityTitles[kind];
  if (kind === 'video')
    return new NodeError(
      text(
        'A model as a judge cannot be sent videos; let people judge them, or take the wire to the judge away.',
        '无法将视频发送给模型裁判；请由人评判，或移除裁判的连线。',
      ),
    );
  return new NodeError(
    text(
      `The model as a judge may not be sent ${en}; allow it under "May be sent" in its settings, or take the wire to the judge away.`,
      `未允许将${zh}发送给模型裁判；请在其设置的“可发送”中允许，或移除裁判的连线。`,
    ),
  );
}

function tooLarge(kind: Kind, size: number): NodeError {
  const { en, zh } = modalityTitles[kind];
  const megabytes = Math.ceil(size / 1024 / 1024);
  return new NodeError(
    text(
      `A model as a judge can be sent ${en} of at most ${MOST_BYTES / 1024 / 1024} MB, and one has ${megabytes} MB; make it smaller.`,
      `发送给模型裁判的${zh}每个最多 ${MOST_BYTES / 1024 / 1024} MB，其中一个为 ${megabytes} MB；请将其缩小。`,
    ),
  );
}
