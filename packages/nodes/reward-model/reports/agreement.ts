import { type Figure, type ReportBlock, text } from '@heed/schema';
import { decidedPairs, pairFigures, type RewardedPair } from '../../shared/held-out.ts';
import { proportionInterval } from '../../shared/intervals.ts';

/** The strength of a choice is the share of annotators behind it; each level begins where the one before ends. */
const levels = [
  { name: 'barely', most: 0.6, en: 'Barely agreed (strength up to 0.6)', zh: '勉强一致（强度不超过 0.6）' },
  {
    name: 'clearly',
    most: 1 - Number.EPSILON,
    en: 'Clearly agreed (0.6 to 1)',
    zh: '较为一致（强度 0.6 到 1）',
  },
  { name: 'unanimous', most: 1, en: 'Unanimous (1)', zh: '完全一致（强度 1）' },
];

/**
 * Held-out accuracy by how far annotators agreed, each with its interval and number of pairs; ties are left out. No block
 * where all pairs agree to the same degree.
 */
export function agreementBlocks(pairs: readonly RewardedPair[]): ReportBlock[] {
  const levelOf = ({ strength }: RewardedPair) => levels.find(({ most }) => strength <= most);
  const members = Map.groupBy(decidedPairs(pairs), levelOf);
  const figures = levels.flatMap((level): Figure[] => {
    const own = members.get(level) ?? [];
    const { accuracy } = pairFigures(own);
    if (accuracy === undefined) return [];
    const [low, high] = proportionInterval(accuracy, own.length);
    const title = text(`${level.en}, pairs: ${own.length}`, `${level.zh}，样本对：${own.length}`);
    return [{ name: level.name, title, value: accuracy, low, high, format: 'percent' }];
  });
  if (figures.length < 2) return [];
  return [
    { type: 'figures', title: text('Held-out accuracy by agreement', '按标注一致程度的留出准确率'), figures },
  ];
}
