import type { Graph } from '@heed/schema';
import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { IconSchema } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { showToast } from '../app/showToast.ts';
import { upgradeNodes } from '../canvas/store/edits.ts';
import { useCatalogue, useGraph, useGraphStore, useGraphStoreApi } from '../canvas/store/useGraphStore.ts';
import { useMakeContext } from '../commands/commandContext.ts';
import { useCreateGraph } from '../graphs/useCreateGraph.ts';
import { useFormats } from '../i18n/format.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { changeLines } from './changes.ts';
import { groupVersions, type VersionLine } from './grouping.ts';
import { useDescribe } from './useDescribe.ts';
import classes from './VersionsPanel.module.css';
import { useVersionWords } from './words.ts';

const VersionPicture = lazy(() => import('./VersionPicture.tsx'));

/** Below this width the chosen version stands below the list. */
const NARROW = '(max-width: 760px)';

/** As the runner gives them. */
const PAGE = 100;

function usePages(id: string, named: boolean) {
  return useInfiniteQuery({
    queryKey: [...trpc.versions.list.pathKey(), id, named],
    queryFn: ({ pageParam, signal }) =>
      api.versions.list.query({ id, before: pageParam, named: named || undefined }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length === PAGE ? page.at(-1)?.revision : undefined),
  });
}

/** The history of the open pipeline: who saved it when, what has changed since, and the way back. */
export default function VersionsPanel() {
  const words = useVersionWords();
  const { graphId: id } = useMakeContext()();
  const [named, setNamed] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const place = useRef<HTMLElement>(null);
  const newest = useGraphStore(({ revision }) => revision);
  const pages = usePages(id, named);
  if (pages.isLoadingError) return <Failure inset error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <Loading />;
  const versions = pages.data.pages.flat();
  const line = versions.find(({ revision }) => revision === chosen);
  const choose = (revision: number) => {
    setChosen(revision);
    if (matchMedia(NARROW).matches) requestAnimationFrame(() => place.current?.scrollIntoView());
  };
  return (
    <div className={classes.panel}>
      <div className={classes.side}>
        <Checkbox
          size="xs"
          px="md"
          pt="xs"
          label={words('named')}
          checked={named}
          onChange={(event) => setNamed(event.currentTarget.checked)}
        />
        {versions.length === 0 && <p className={classes.quiet}>{words('empty')}</p>}
        <ul className={classes.list} aria-label={words('list')}>
          {groupVersions(versions).map(({ newest: one, lines }) => {
            const isOpen = lines.some(({ revision }) => revision === chosen);
            const button = (shown: VersionLine, saves: number) => (
              <LineButton
                line={shown}
                saves={saves}
                isChosen={shown.revision === chosen}
                isNewest={shown.revision === newest}
                onChoose={() => choose(shown.revision)}
              />
            );
            return (
              <li key={one.revision}>
                {button(one, lines.length)}
                {isOpen && lines.length > 1 && (
                  <ul className={classes.earlier}>
                    {lines.slice(1).map((line) => (
                      <li key={line.revision}>{button(line, 1)}</li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
        </ul>
        {pages.hasNextPage && (
          <Button m="xs" size="xs" variant="default" onClick={() => void pages.fetchNextPage()}>
            {words('older')}
          </Button>
        )}
      </div>
      <section ref={place} className={classes.main} aria-label={words('compareTitle')}>
        {line ? (
          <Chosen key={line.revision} id={id} line={line} newest={newest} />
        ) : (
          <p className={classes.quiet}>{words('choose')}</p>
        )}
      </section>
    </div>
  );
}

interface LineButtonProps {
  line: VersionLine;
  /** How many saves it stands for. */
  saves: number;
  isChosen: boolean;
  isNewest: boolean;
  onChoose: () => void;
}

function LineButton({ line, saves, isChosen, isNewest, onChoose }: LineButtonProps) {
  const words = useVersionWords();
  const personName = usePersonName();
  const { ago, time } = useFormats();
  const details = [
    words('by', { name: personName(line.author), ago: ago(line.savedAt) }),
    saves > 1 ? words('saves', { count: saves }) : undefined,
    line.restores === null ? undefined : words('restoredFrom', { revision: line.restores }),
  ];
  return (
    <button
      type="button"
      className={classes.line}
      aria-pressed={isChosen}
      title={time(line.savedAt)}
      onClick={onChoose}
    >
      <div className={classes.name}>
        {line.name ?? words('revision', { revision: line.revision })}
        {isNewest && <span className={classes.details}> · {words('current')}</span>}
      </div>
      <div className={classes.details}>{details.filter(Boolean).join(' · ')}</div>
    </button>
  );
}

function Chosen({ id, line, newest }: { id: string; line: VersionLine; newest: number }) {
  const words = useVersionWords();
  const mayDesign = useMay('design');
  const isNewest = line.revision === newest;
  return (
    <>
      <div className={classes.head}>
        <h2>{line.name ?? words('revision', { revision: line.revision })}</h2>
        {mayDesign && (
          <Group gap="xs">
            <Naming id={id} line={line} />
            <OpenCopy id={id} revision={line.revision} />
            {!isNewest && <Restore id={id} revision={line.revision} />}
          </Group>
        )}
      </div>
      <Changes id={id} from={line.revision} to={newest} />
    </>
  );
}

function Changes({ id, from, to }: { id: string; from: number; to: number }) {
  const words = useVersionWords();
  const graph = useGraph();
  const diff = useQuery(trpc.versions.diff.queryOptions({ id, from, to }));
  const old = useQuery(trpc.versions.get.queryOptions({ id, revision: from }));
  const describe = useDescribe(graph, ...(old.data ? [old.data.graph] : []));
  if (diff.isLoadingError) return <Failure error={diff.error} onRetry={() => void diff.refetch()} />;
  if (!diff.data || !old.data) return <Loading />;
  const lines = changeLines(diff.data, describe, words);
  const moved = diff.data.moved.length;
  if (lines.length === 0) return <p className={classes.quiet}>{words('same')}</p>;
  return (
    <>
      <AsPicture before={old.data.graph} revision={from} />
      <ul className={classes.changes}>
        {lines.map(({ kind, title, before, after }) => (
          <li key={`${kind} ${title}`} className={classes.change}>
            <span className={classes.kind} data-kind={kind}>
              {words(kind)}
            </span>
            <span className={classes.title}>{title}</span>
            {before !== undefined && (
              <span className={classes.values}>
                <del>{before}</del> → <ins>{after}</ins>
              </span>
            )}
          </li>
        ))}
        {moved > 0 && <li className={classes.details}>{words('moved', { count: moved })}</li>}
      </ul>
    </>
  );
}

/** Shows the changes on the canvas too. */
function AsPicture({ before, revision }: { before: Graph; revision: number }) {
  const words = useVersionWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        my="xs"
        size="compact-sm"
        variant="default"
        leftSection={<IconSchema size={14} />}
        onClick={() => setOpened(true)}
      >
        {words('asPicture')}
      </Button>
      {opened && (
        <Suspense>
          <VersionPicture
            before={before}
            title={words('pictureTitle', { revision })}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function Naming({ id, line }: { id: string; line: VersionLine }) {
  const words = useVersionWords();
  const showError = useShowError();
  const [name, setName] = useState(line.name ?? '');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    await api.versions.name
      .mutate({ id, revision: line.revision, name: name.trim() || null })
      .catch(showError);
    await queryClient.invalidateQueries(trpc.versions.pathFilter());
  };
  return (
    <form className={classes.naming} onSubmit={(event) => void save(event)}>
      <TextInput
        size="xs"
        maxLength={100}
        aria-label={words('nameIt')}
        placeholder={words('nameExample')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={name.trim() === (line.name ?? '')}>
        {words('saveName')}
      </Button>
    </form>
  );
}

function OpenCopy({ id, revision }: { id: string; revision: number }) {
  const words = useVersionWords();
  const create = useCreateGraph();
  const open = async () => {
    const { graph } = await api.versions.get.query({ id, revision });
    return { ...graph, name: words('copyName', { name: graph.name, revision }).slice(0, 200) };
  };
  return (
    <Button size="xs" variant="default" onClick={() => void create(open())}>
      {words('openCopy')}
    </Button>
  );
}

/** Brings back a version as the newest one: a step of undo here, a new version at the runner. */
function Restore({ id, revision }: { id: string; revision: number }) {
  const words = useVersionWords();
  const showError = useShowError();
  const catalogue = useCatalogue();
  const store = useGraphStoreApi();
  const { saving } = useMakeContext()();
  const [busy, setBusy] = useState(false);
  const restore = async () => {
    setBusy(true);
    try {
      if (!(await saving.save())) return;
      const current = store.getState().revision;
      const saved = await api.versions.restore.mutate({ id, revision, current });
      const { graph } = await api.versions.get.query({ id, revision: saved.revision });
      const upgraded = upgradeNodes(graph, catalogue);
      store.getState().markSaved(upgraded, saved.revision);
      store.getState().edit(() => upgraded);
      await queryClient.invalidateQueries(trpc.versions.pathFilter());
      showToast({ message: words('restored', { revision }) });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="xs" loading={busy} onClick={() => void restore()}>
      {words('restore')}
    </Button>
  );
}
