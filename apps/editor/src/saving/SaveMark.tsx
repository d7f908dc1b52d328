import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import { refusalCode } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useLanguage } from '../i18n/language.ts';
import classes from './SaveMark.module.css';
import type { Saving } from './useSave.ts';
import { useSavingWords } from './words.ts';

/** Says whether the runner holds what the canvas shows, and what stands in the way where it does not. */
export function SaveMark({ saving }: { saving: Saving }) {
  const words = useSavingWords();
  const common = useCommonWords();
  const sentence = useErrorSentence();
  const [language] = useLanguage();
  const { status, mayEdit } = saving;
  if (!mayEdit)
    return (
      <Text size="sm" c="dimmed" title={words('viewingText')}>
        {words('viewing')}
      </Text>
    );
  const reasonOf = (error: unknown) =>
    refusalCode(error) === 'UNAUTHORIZED' ? common('signedOut') : sentence(error);
  const isBad = status.at === 'unreachable' || status.at === 'refused';
  const title =
    status.at === 'refused'
      ? sentence(status.error)
      : status.at === 'unreachable'
        ? words('unreachableText')
        : words('savedText');
  return (
    <>
      <Text
        size="sm"
        c={isBad ? 'var(--heed-bad)' : 'dimmed'}
        role="status"
        title={title}
        className={classes.mark}
      >
        {isBad && <IconCloudOff size={16} aria-hidden="true" />}
        <span className={classes.words}>
          {status.at === 'refused'
            ? words('refusedBecause', { reason: reasonOf(status.error) })
            : words(status.at)}
        </span>
        {status.at === 'saved' && status.time !== undefined && (
          <time dateTime={new Date(status.time).toISOString()}>{clock(status.time, language)}</time>
        )}
      </Text>
      {isBad && (
        <Button size="compact-xs" variant="default" onClick={() => void saving.save()}>
          {words('saveNow')}
        </Button>
      )}
    </>
  );
}

function clock(at: number, language: string): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US';
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
}

/** Leads back to the choice that was put off. */
export function ClashButton({ onOpen }: { onOpen: () => void }) {
  const words = useSavingWords();
  return (
    <Button
      size="compact-sm"
      color="yellow"
      variant="light"
      leftSection={<IconAlertTriangle size={14} />}
      onClick={onOpen}
    >
      {words('chooseNow')}
    </Button>
  );
}
