import { type Localized, text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from './drawing.ts';

interface MediaPreference {
  name: Localized;
  description: Localized;
  seed: number;
  modality: 'image' | 'audio' | 'video';
  /** The node that reads the files, and the parameter for its table. */
  source: { id: string; label: Localized; file: string; table: Localized };
  guidelines: string;
  /** What the parameter is called by which they must be played; absent for what cannot be. */
  mustPlay?: Localized;
  scores: Localized;
  needed: Localized;
}

/** A template in which people compare files two at a time, and every file gets a score. */
export function mediaPreference(about: MediaPreference): ShippedPipeline {
  const { name, description, seed, modality, source, guidelines, mustPlay, scores, needed } = about;
  const graph = pipeline({
    ...{ name, description, seed },
    nodes: [
      node(source.id, 'media-source', source.label, [0, 0], { file: source.file, modality }),
      node('labeling', 'human-labeling', text('People decide', '真人评判'), [1, 0], {
        ...{ pairsPerPrompt: 1, overlap: 1 },
        ...(mustPlay && { mustPlay: true }),
        guidelines,
      }),
      node('scores', 'comparison-scores', scores, [2, 0]),
    ],
    edges: [
      wire(`${source.id}.completions`, 'labeling.completions'),
      wire('labeling.judgements', 'scores.comparisons'),
    ],
    parameters: [
      parameter(source.id, `${source.id}.file`, source.table.en, source.table.zh),
      parameter('labelers', 'labeling.overlap', 'Labelers a pair', '每对标注人数'),
      ...(mustPlay ? [parameter('mustPlay', 'labeling.mustPlay', mustPlay.en, mustPlay.zh)] : []),
      parameter('guidelines', 'labeling.guidelines', 'Guidelines', '标注指南'),
    ],
    needs: { data: needed },
    notes: [
      {
        id: 'about',
        text: text(
          'Press Run, then copy the invite link from the labeling node. Nobody who labels sees which model made what: names and metadata stay behind.',
          '按“运行”，再从标注节点复制邀请链接。标注者看不到哪个模型生成了什么：文件名和元数据都不会外传。',
        ),
        position: at(0, 0.9),
        width: 300,
        height: 190,
      },
    ],
  });
  return { graph, tiny: [`${source.id}.limit=2`] };
}
