import { CopyButton } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useShowError } from '../../api/errors.ts';
import { fileName } from '../../graphs/files.ts';
import { useFormats } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { download } from '../charts/download.ts';
import runClasses from '../Runs.module.css';
import classes from './Log.module.css';
import { logText, type ReadLog } from './logs.ts';
import type { LogQuery } from './useLog.ts';
import { readWholeLog } from './wholeLog.ts';
import { useLogWords } from './words.ts';

interface LogActionsProps {
  query: LogQuery;
  log: ReadLog;
  nameOf: ((node: string) => string) | undefined;
}

/** How many lines match, and what can be done with them: copy those that were read, save all as a text file. */
export function LogActions({ query, log, nameOf }: LogActionsProps) {
  const words = useLogWords();
  const [language] = useLanguage();
  const { number, percent } = useFormats();
  const showError = useShowError();
  const [share, setShare] = useState<number>();
  const save = async () => {
    setShare(0);
    try {
      const lines = await readWholeLog((place) => api.runs.logs.query({ ...query, ...place }), setShare);
      const content = new Blob([`${logText(lines, language, nameOf)}\n`], { type: 'text/plain' });
      download(content, `${fileName(`${query.node ?? query.run} ${words('log')}`)}.txt`);
    } catch (error) {
      showError(error);
    } finally {
      setShare(undefined);
    }
  };
  return (
    <span className={classes.count}>
      {words('lines', { count: log.total, shown: number(log.total) })}
      <CopyButton value={logText(log.lines, language, nameOf)}>
        {({ copied, copy }) => (
          <button
            type="button"
            className={runClasses.linkButton}
            title={words('copyHelp', { shown: number(log.lines.length) })}
            onClick={copy}
          >
            {words(copied ? 'copied' : 'copy')}
          </button>
        )}
      </CopyButton>
      <button
        type="button"
        className={runClasses.linkButton}
        disabled={share !== undefined}
        onClick={() => void save()}
      >
        {share === undefined ? words('save') : words('saving', { share: percent(share) })}
      </button>
    </span>
  );
}
