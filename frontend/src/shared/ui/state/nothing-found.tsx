import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';

/** Nothing fits what is looked for: one press drops the search, another the filters with it. */
export function NothingFound({
  q,
  text,
  onClear,
  onReset,
}: {
  /** What is typed, if anything. */
  q: string | undefined;
  text?: string;
  onClear: () => void;
  /** Drops the search and the filters; only where a filter is set. */
  onReset?: (() => void) | undefined;
}) {
  const { t } = useTranslation('table');
  return (
    <EmptyState
      icon={<IconSearchOff size={24} stroke={1.6} />}
      title={q ? t('empty.notFound', { text: q }) : t('empty.filtered')}
      {...(text ? { text } : {})}
      actions={
        <>
          {q ? (
            <Button variant="default" onClick={onClear}>
              {t('empty.dropSearch')}
            </Button>
          ) : null}
          {onReset ? (
            <Button variant={q ? 'subtle' : 'default'} onClick={onReset}>
              {t(q ? 'empty.dropAll' : 'empty.reset')}
            </Button>
          ) : null}
        </>
      }
    />
  );
}
