import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { i18next } from '@/i18n';
import classes from './move.module.css';

export type Scope = 'this' | 'following' | 'all';
const SCOPES: readonly Scope[] = ['this', 'following', 'all'];

/** Which dates of a series are meant, of those that may be; null when the question was closed. */
export function askScope(title: string, scopes: readonly Scope[] = SCOPES): Promise<Scope | null> {
  return new Promise((resolve) => {
    let answer: Scope | null = null;
    const id = modals.open({
      title: i18next.t('schedule:scope.title', { title }),
      closeButtonProps: { 'aria-label': i18next.t('common:close') },
      onClose: () => resolve(answer),
      children: (
        <div className={classes.scopes}>
          <p>{i18next.t('schedule:scope.text')}</p>
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
              {i18next.t(`schedule:scope.${scope}`)}
            </Button>
          ))}
        </div>
      ),
    });
  });
}
