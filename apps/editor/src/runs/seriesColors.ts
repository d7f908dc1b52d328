/** Colors for curves and bars: those of the ports that are easiest to tell apart, good on both themes. */
const colors = [
  '--port-language-model',
  '--port-completions',
  '--port-preferences',
  '--port-reward-model',
  '--port-prompts',
  '--port-judgements',
];

/** The CSS variable of the n-th series; they repeat after six. */
export function seriesColor(index: number): string {
  return colors[index % colors.length] as string;
}
