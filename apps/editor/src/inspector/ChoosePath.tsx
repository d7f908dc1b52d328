import { Button, FileButton } from '@mantine/core';
import { IconFolderOpen, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { uploadFile } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { uploadFolder } from '../api/uploadFolder.ts';
import { useMarks } from '../i18n/marks.ts';
import { useInspectorWords } from './words.ts';

interface ChoosePathProps {
  kind: 'file' | 'directory';
  /** What it is for, as screen readers say it after the words of the button. */
  about: string;
  onChoose(path: string): void;
}

/** Brings a file or a folder of this machine to the runner, and gives the path under which it lies there. */
export function ChoosePath({ kind, about, onChoose }: ChoosePathProps) {
  return kind === 'file' ? (
    <ChooseFile about={about} onChoose={onChoose} />
  ) : (
    <ChooseFolder about={about} onChoose={onChoose} />
  );
}

type Props = Omit<ChoosePathProps, 'kind'>;

function ChooseFile({ about, onChoose }: Props) {
  const words = useInspectorWords();
  const { named } = useMarks();
  const showError = useShowError();
  const [isSending, setSending] = useState(false);
  const send = async (file: File | null) => {
    if (!file) return;
    setSending(true);
    await uploadFile(file).then(onChoose, showError);
    setSending(false);
  };
  return (
    <FileButton onChange={(file) => void send(file)}>
      {(button) => (
        <Button
          {...button}
          size="compact-sm"
          variant="light"
          loading={isSending}
          leftSection={<IconUpload size={14} />}
          aria-label={named(words('upload'), about)}
        >
          {words(isSending ? 'uploading' : 'upload')}
        </Button>
      )}
    </FileButton>
  );
}

/** A browser gives a folder as the list of its files. */
function ChooseFolder({ about, onChoose }: Props) {
  const words = useInspectorWords();
  const { named } = useMarks();
  const showError = useShowError();
  const input = useRef<HTMLInputElement>(null);
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const send = async (files: readonly File[]) => {
    if (files.length === 0) return;
    await uploadFolder(files, (done, total) => setProgress({ done, total })).then(onChoose, showError);
    setProgress(undefined);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          void send([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <Button
        size="compact-sm"
        variant="light"
        disabled={progress !== undefined}
        leftSection={<IconFolderOpen size={14} />}
        aria-label={named(words('uploadFolder'), about)}
        onClick={() => input.current?.click()}
      >
        {progress ? words('uploadingFiles', { ...progress }) : words('uploadFolder')}
      </Button>
    </>
  );
}
