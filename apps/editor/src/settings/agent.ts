const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

function firstOf(names: typeof browsers, agent: string): string | undefined {
  return names.find(([pattern]) => pattern.test(agent))?.[1];
}

/** What a program calls itself, in short: `Firefox, Windows`; unknown ones by their first word. */
export function describeAgent(agent: string): string {
  const known = [firstOf(browsers, agent), firstOf(systems, agent)].filter(Boolean);
  return known.length > 0 ? known.join(', ') : (agent.split(/[\s/]/)[0] ?? agent);
}
