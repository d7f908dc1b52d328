import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, text } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { diamond, graph } from './graphs.ts';
import { TestRunner, temporaryFolder } from './harness.ts';

/** A runner with one template that shipped, `first`, and its services. */
async function withTemplates(shipped: Graph = { ...diamond(), name: 'First' }) {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, 'first.json'), JSON.stringify(shipped));
  const heed = await TestRunner.open({ templatesFolder: folder.path });
  return {
    heed,
    folder: folder.path,
    templates: heed.runner.services.templates,
    own: join(heed.runner.folder.path, 'templates'),
    async [Symbol.asyncDispose]() {
      await heed[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

describe('templates', () => {
  it('are the graphs of the folder that ships; other and unreadable JSON files are left alone', async () => {
    await using trial = await withTemplates();
    writeFileSync(join(trial.folder, 'data.json'), '[1, 2]');
    writeFileSync(join(trial.folder, 'broken.json'), '{');
    writeFileSync(join(trial.folder, 'newer.json'), JSON.stringify({ ...diamond(), version: 999 }));
    const list = await trial.templates.list();
    expect(list).toMatchObject([
      { id: 'first', source: 'shipped', name: text('First', 'First'), nodeCount: 3 },
    ]);
    expect(list[0]?.sketch.nodes.map(({ id }) => id)).toEqual(diamond().nodes.map(({ id }) => id));
    expect((await trial.templates.get({ id: 'first', language: 'en' })).graph.name).toBe('First');
    await expect(trial.templates.get({ id: '../first', language: 'en' })).rejects.toThrow(/no template/);
  });

  it('are given out as files with both languages, and as pipelines in one', async () => {
    const [node, ...others] = diamond().nodes;
    const file = {
      ...diamond(),
      name: text('Weather', '天气'),
      nodes: [{ ...node, label: text('Learn', '学习') }, ...others],
    };
    await using trial = await withTemplates(file as unknown as Graph);
    expect((await trial.templates.file('first')).file).toEqual(file);
    const { graph: chinese } = await trial.templates.get({ id: 'first', language: 'zh' });
    expect([chinese.name, chinese.nodes[0]?.label]).toEqual(['天气', '学习']);
    await expect(trial.templates.file('gone')).rejects.toThrow(/no template/);
  });

  it('are saved as files, keep their parameters, take the place of one another, and go', async () => {
    await using trial = await withTemplates();
    const { templates, own } = trial;
    const parameters = [{ id: 'words', node: 'a', field: 'text' }];
    const mine: Graph = { ...diamond(), name: '天气 / Weather: v2', parameters };
    const { id } = await templates.save({ graph: mine });
    expect(id).toBe('天气-weather-v2');
    expect(readdirSync(own)).toEqual([`${id}.json`]);
    expect(JSON.parse(readFileSync(join(own, `${id}.json`), 'utf8'))).toMatchObject({ parameters });
    expect((await templates.list())[0]).toMatchObject({ id, source: 'own', parameterCount: 1 });
    expect((await templates.save({ graph: mine })).id).toBe(`${id}-2`);
    await templates.save({ graph: { ...mine, name: 'New name' }, id });
    expect((await templates.get({ id, language: 'en' })).graph.name).toBe('New name');
    await templates.remove(id);
    expect(existsSync(join(own, `${id}.json`))).toBe(false);
    await expect(templates.get({ id, language: 'en' })).rejects.toThrow(/no template/);
  });

  it('that shipped can neither be replaced nor removed, and no id leads out of the folder', async () => {
    await using trial = await withTemplates();
    await expect(trial.templates.save({ graph: diamond(), id: 'first' })).rejects.toThrow(/came with Heed/);
    await expect(trial.templates.remove('first')).rejects.toThrow(/came with Heed/);
    for (const id of ['../heed', '..', '.', 'first.json', '/etc/passwd'])
      await expect(trial.templates.remove(id)).rejects.toThrow(/no template/);
    const { id } = await trial.templates.save({ graph: { ...diamond(), name: '../../first' } });
    expect(id).toBe('first-2');
  });

  it('of a graph from a folder of its own name their files by the whole path', async () => {
    await using trial = await withTemplates();
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere.path, 'data.txt'), 'x');
    const reads = graph({ a: { kind: 'emit', file: 'data.txt' } });
    trial.heed.runner.offer(elsewhere.path, reads);
    const [saved] = trial.heed.runner.services.graphs.list();
    const { id } = await trial.templates.save({ graph: reads, from: saved?.id });
    const kept = (await trial.templates.get({ id, language: 'en' })).graph.nodes[0]?.config;
    expect(kept).toMatchObject({ file: join(elsewhere.path, 'data.txt') });
    expect(await trial.templates.check({ graph: reads, from: saved?.id })).toMatchObject({ missing: [] });
    elsewhere[Symbol.dispose]();
  });

  it('tell how long they took here, once every node of them has run', async () => {
    const wanted = diamond();
    await using trial = await withTemplates({ ...wanted, name: 'First', needs: { minutes: 3 } });
    const minutes = async () => (await trial.templates.list())[0]?.needs.minutes;
    expect(await minutes()).toEqual({ low: 3, high: 3, measured: false });
    await trial.heed.run(wanted);
    expect(await minutes()).toMatchObject({ measured: true });
  });
});

describe('the check of a pipeline from elsewhere', () => {
  it('names missing files and uploads with their nodes, and kinds that are not here', async () => {
    await using trial = await withTemplates();
    const upload = `upload:${'0'.repeat(64)}/data.txt`;
    const foreign = graph({
      here: { kind: 'emit', file: 'first.json' },
      absent: { kind: 'emit', file: 'nowhere/data.txt' },
      sent: { kind: 'emit', file: upload },
      strange: { kind: 'wat' },
    });
    const { missing, problems } = trial.templates.check({ graph: foreign });
    expect(missing.map(({ node, field, reason, value }) => [node, field, reason, value])).toEqual([
      ['absent', 'file', 'absent', 'nowhere/data.txt'],
      ['sent', 'file', 'upload', upload],
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-kind']);
  });

  it('says in sentences what is wrong with something that is no graph', async () => {
    await using trial = await withTemplates();
    const { missing, problems } = trial.templates.check({ graph: { format: 'heed/graph', version: 999 } });
    expect([missing, problems.map(({ code }) => code)]).toEqual([[], ['newer-format']]);
  });
});
