import { expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { person } from './labelers.ts';

const asking = (config: Record<string, unknown>) => graph({ people: { kind: 'ask', pairs: 60, ...config } });

it('gold tasks come to each labeler early, once, beside the answers wanted, and are scored', async () => {
  await using heed = await TestRunner.open();
  const { id } = await heed.run(asking({ overlap: 1, goldRate: 1 / 4, repeatRate: 0 }));
  const place = { run: id, node: 'people' };
  const { services, labeling } = heed.runner;
  const ada = person(services.labeling, id, 'Ada');
  for (let count = 0; count < 6; count++) ada.judge();
  const rows = labeling.rows(place);
  for (const { taskId, chosenId } of rows.slice(0, 3))
    services.labeling.markGold({
      ...place,
      taskId,
      answer: { outcome: 'answered', value: { chosen: chosenId } },
    });
  expect(
    labeling
      .gold(place)
      .map(([taskId]) => taskId)
      .toSorted(),
  ).toEqual(['task-0', 'task-1', 'task-2']);
  expect(() => services.labeling.markGold({ ...place, taskId: 'task-99' })).toThrow(/no task "task-99"/);
  const wrong = { outcome: 'answered' as const, value: { chosen: 'nobody' } };
  expect(() => services.labeling.markGold({ ...place, taskId: 'task-5', answer: wrong })).toThrow(
    /not what the form/,
  );

  const bo = person(services.labeling, id, 'Bo');
  const given = Array.from({ length: 40 }, () => bo.judge());
  const gold = given.filter((prompt) => ['Prompt 0', 'Prompt 1', 'Prompt 2'].includes(prompt ?? ''));
  expect(gold.toSorted()).toEqual(['Prompt 0', 'Prompt 1', 'Prompt 2']);
  expect(given.slice(0, 5)).toContainEqual(gold[0]);
  const checks = labeling.rows(place).filter(({ selection }) => selection === 'gold');
  expect(checks.map(({ labeler, counted }) => [labeler, counted])).toEqual(Array(3).fill(['Bo', false]));
  expect(services.labeling.batches()).toMatchObject([{ done: 6 + 37, total: 60 }]);
  const { figures } = await services.quality.figures(place);
  const score = figures.labelers.find(({ labeler }) => labeler === 'Bo')?.gold;
  expect(score?.count).toBe(3);

  services.labeling.markGold({ ...place, taskId: 'task-0' });
  expect(labeling.gold(place)).toHaveLength(2);
});

it('a task comes again to the same labeler, later and the other way round, and counts once', async () => {
  await using heed = await TestRunner.open();
  const { id } = await heed.run(asking({ goldRate: 0, repeatRate: 0.5 }));
  const place = { run: id, node: 'people' };
  const ada = person(heed.runner.services.labeling, id, 'Ada');
  for (let count = 0; count < 50; count++) ada.judge();
  const rows = heed.runner.labeling.rows(place);
  const repeats = rows.filter(({ selection }) => selection === 'repeat');
  expect(repeats.length).toBeGreaterThan(3);
  for (const repeat of repeats) {
    const first = rows.find(({ taskId }) => taskId === repeat.taskId);
    expect([repeat.firstId, repeat.secondId]).toEqual([first?.secondId, first?.firstId]);
    expect(repeat.counted).toBe(false);
    expect(rows.indexOf(repeat) - rows.indexOf(first ?? repeat)).toBeGreaterThanOrEqual(20);
    expect(rows.filter(({ taskId }) => taskId === repeat.taskId)).toHaveLength(2);
  }
  expect(heed.runner.labeling.quorum(place)).toEqual({ done: 50 - repeats.length, total: 60 });
});

it('a known task that is also asked counts where an answer to it is wanted, so that nobody waits for another', async () => {
  await using heed = await TestRunner.open();
  const { id } = await heed.run(asking({ pairs: 12, overlap: 2, goldRate: 0.5, repeatRate: 0 }));
  const place = { run: id, node: 'people' };
  const { services, labeling } = heed.runner;
  const answer = { outcome: 'tie' as const, value: {} };
  for (const n of [7, 8, 9, 10, 11]) services.labeling.markGold({ ...place, taskId: `task-${n}`, answer });
  const seq = heed.record(id).events.at(-1)?.seq;
  for (const name of ['Ada', 'Bo']) {
    const one = person(services.labeling, id, name);
    while (one.judge('tie')) {}
  }
  expect((await heed.rest(id, seq)).state).toBe('succeeded');
  const rows = labeling.rows(place);
  expect(rows).toHaveLength(24);
  const checks = rows.filter(({ selection }) => selection === 'gold');
  expect(checks.length).toBeGreaterThan(0);
  expect(checks.every(({ counted }) => counted)).toBe(true);
});
