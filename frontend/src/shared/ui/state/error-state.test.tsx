import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApiError, connectionError } from '@/api/problem';
import { renderApp } from '@/test/render';
import { keyCaps } from '../hotkeys/registry';
import { ErrorState } from './error-state';

describe('a record that cannot be shown', () => {
  it('is not found, and nobody is asked to try again', () => {
    const error = new ApiError({ status: 404, code: 'not_found', message: 'нет' });
    renderApp(<ErrorState error={error} onRetry={() => undefined} />);
    expect(screen.getByRole('heading', { name: 'Не найдено' })).toBeVisible();
    expect(screen.queryByText('Не удалось загрузить')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Повторить' })).toBeNull();
  });

  it('may be tried again when the server failed', () => {
    const error = new ApiError({ status: 500, code: 'internal', message: 'беда' });
    renderApp(<ErrorState error={error} onRetry={() => undefined} />);
    expect(screen.getByRole('button', { name: 'Повторить' })).toBeVisible();
  });

  it('waits for the network where there is none', () => {
    renderApp(<ErrorState error={connectionError()} onRetry={() => undefined} />);
    expect(screen.getByRole('heading', { name: 'Нет сети' })).toBeVisible();
    expect(screen.getByText('Загрузится само, когда связь вернётся.')).toBeVisible();
  });
});

it('keys are shown by their signs', () => {
  expect([keyCaps('BracketLeft'), keyCaps('BracketRight')]).toEqual([[['[']], [[']']]]);
});
