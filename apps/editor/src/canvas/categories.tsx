import { type Localized, type NodeCategory, type NodeSpec, text } from '@heed/schema';
import {
  IconBrain,
  IconDatabase,
  IconPackageExport,
  IconReportAnalytics,
  IconTrendingUp,
  IconUsers,
} from '@tabler/icons-react';

/** The shelves of the palette in their order, with a picture each. */
export const categories: Record<NodeCategory, { title: Localized; Icon: typeof IconBrain }> = {
  data: { title: text('Data', '数据'), Icon: IconDatabase },
  model: { title: text('Models', '模型'), Icon: IconBrain },
  training: { title: text('Training', '训练'), Icon: IconTrendingUp },
  people: { title: text('People and judges', '人工与评判'), Icon: IconUsers },
  evaluation: { title: text('Evaluation', '评估'), Icon: IconReportAnalytics },
  output: { title: text('Output', '输出'), Icon: IconPackageExport },
};

/** The picture of a node kind: that of its shelf. */
export function KindIcon({ spec, size = 18 }: { spec: NodeSpec; size?: number }) {
  const { Icon } = categories[spec.category];
  return <Icon size={size} stroke={1.6} aria-hidden="true" />;
}

/** The kinds that answer to a search in either language; those that do by name come before those by summary. */
export function searchKinds(kinds: Iterable<NodeSpec>, search: string): NodeSpec[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (texts: string[]) => {
    const haystack = texts.join(' ').toLowerCase();
    return words.every((word) => haystack.includes(word));
  };
  const names = ({ kind, title }: NodeSpec) => [kind, title.en, title.zh];
  const found = [...kinds].filter((spec) => holds([...names(spec), spec.summary.en, spec.summary.zh]));
  return [...found.filter((spec) => holds(names(spec))), ...found.filter((spec) => !holds(names(spec)))];
}
