import { useState } from 'react';
import { useDownload } from './downloads.ts';
import { fileUrl, mediaUrl } from './files.ts';
import classes from './Table.module.css';
import { useTableWords } from './tableWords.ts';
import { useOutputWords } from './text.ts';
import { useRunnerMedia } from './useRunnerMedia.ts';

/** What a file's name says that it is; the runner looks at its first bytes before it shows it. */
function mediaKind(path: string): 'image' | 'audio' | 'video' | undefined {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif'].includes(ending)) return 'image';
  if (['wav', 'mp3', 'ogg', 'oga', 'flac', 'm4a'].includes(ending)) return 'audio';
  return ['mp4', 'webm', 'm4v'].includes(ending) ? 'video' : undefined;
}

interface MediaViewProps {
  artifact: string;
  path: string;
  /** What it shows, for those who do not see it. */
  title: string;
  /** A picture the size of a few lines, for a table's cell. */
  small?: boolean;
}

/** An image, a sound or a film of an artifact; a large image goes between fitting and its own size when pressed. */
export function MediaView({ artifact, path, title, small }: MediaViewProps) {
  const words = useTableWords();
  const outputs = useOutputWords();
  const [isBroken, setBroken] = useState(false);
  const [isLarge, setLarge] = useState(false);
  const kind = mediaKind(path);
  const download = useDownload();
  const lent = useRunnerMedia(mediaUrl(artifact, path));
  const media = { src: lent.src, onError: () => setBroken(true) };
  if (isBroken || lent.isBroken || !kind)
    return (
      <p className={classes.quiet}>
        {words('mediaBroken')}{' '}
        <a {...download(fileUrl(artifact, path), path.split('/').at(-1) ?? path)}>
          {outputs('downloadFile', { file: path })}
        </a>
      </p>
    );
  if (kind === 'audio')
    return <audio {...media} controls preload="none" aria-label={title} className={classes.audio} />;
  if (kind === 'video')
    return (
      <video
        {...media}
        controls={!small}
        preload="metadata"
        aria-label={title}
        className={small ? classes.thumbnail : classes.media}
      />
    );
  if (small)
    return <img {...media} alt={title} loading="lazy" decoding="async" className={classes.thumbnail} />;
  return (
    <button
      type="button"
      className={classes.zoom}
      aria-pressed={isLarge}
      aria-label={words('media', { name: title })}
      onClick={() => setLarge(!isLarge)}
    >
      <img {...media} alt={title} className={isLarge ? undefined : classes.media} />
    </button>
  );
}
