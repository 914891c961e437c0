import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorMessage } from '@/api/problem';
import { previewOptions, type Sheet } from '../queries';
import classes from './preview.module.css';

const TYPING_MS = 350;

function useObjectUrl(content: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!content) return;
    const made = URL.createObjectURL(content);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  return url;
}

/** The first sheet, drawn by the very thing that makes the PDF. */
export function Preview({ sheet, roll }: { sheet: Sheet | null; roll: boolean }) {
  const { t } = useTranslation('labels');
  // The object is new at each render; its words are not.
  const [text] = useDebouncedValue(JSON.stringify(sheet), TYPING_MS);
  const settled: Sheet | null = JSON.parse(text);
  const { data, error, isPlaceholderData } = useQuery(previewOptions(settled));
  const url = useObjectUrl(data);
  return (
    <figure className={classes.figure} data-roll={roll || undefined}>
      {error ? (
        <p className={classes.problem} role="alert">
          {errorMessage(error)}
        </p>
      ) : null}
      {url ? (
        <img src={url} alt={t('preview')} data-stale={isPlaceholderData || error ? true : undefined} />
      ) : error || sheet === null ? null : (
        <Skeleton className={classes.waiting ?? ''} />
      )}
    </figure>
  );
}
