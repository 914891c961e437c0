import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { SeriesRef } from '@/api/gen';
import { i18next } from '@/i18n';
import { seriesText } from '../words';
import classes from './move.module.css';

export type Scope = 'this' | 'following' | 'all';
const SCOPES: readonly Scope[] = ['this', 'following', 'all'];

type Act = 'change' | 'delete';

/** How many dates a choice touches: exceptions are deleted with the others, but a change leaves them alone. */
function touched({ reach }: SeriesRef, scope: Scope, act: Act): number {
  if (scope === 'this') return 1;
  return act === 'delete' ? reach[scope] : reach[`${scope}_changed`];
}

/** Which dates of a series are meant, of those that may be; null when the question was closed. */
export function askScope(
  title: string,
  series: SeriesRef,
  act: Act = 'change',
  scopes: readonly Scope[] = SCOPES,
): Promise<Scope | null> {
  return new Promise((resolve) => {
    let answer: Scope | null = null;
    const id = modals.open({
      title: i18next.t('schedule:scope.title', { title }),
      closeButtonProps: { 'aria-label': i18next.t('common:close') },
      onClose: () => resolve(answer),
      children: (
        <div className={classes.scopes}>
          <p>
            <b>{seriesText(series)}</b>
          </p>
          <p>{i18next.t(`schedule:scope.text.${act}`)}</p>
          {scopes.map((scope, index) => (
            <Button
              key={scope}
              variant="default"
              data-autofocus={index === 0 || undefined}
              onClick={() => {
                answer = scope;
                modals.close(id);
              }}
            >
              {i18next.t(`schedule:scope.${scope}`)}:{' '}
              {i18next.t('schedule:dates', { count: touched(series, scope, act) })}
            </Button>
          ))}
        </div>
      ),
    });
  });
}
