import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { reportUnreachable, useConnection } from './connection';
import { connectionError } from './problem';
import { createQueryClient } from './query-client';

afterEach(() => useConnection.setState({ status: 'online', retryAt: null, attempt: 0 }));

it('asks once while the line is away, though the page that shows it comes and goes', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const ask = vi.fn(async () => {
    reportUnreachable('offline', null);
    throw connectionError();
  });
  function List() {
    const { isError } = useQuery({ queryKey: ['list'], queryFn: ask });
    return isError ? <p>Нет сети</p> : <p>Загрузка</p>;
  }
  let show: (shown: boolean) => void = () => undefined;
  function Page() {
    const [shown, setShown] = useState(true);
    show = setShown;
    return shown ? <List /> : null;
  }
  render(
    <QueryClientProvider client={createQueryClient(() => undefined)}>
      <Page />
    </QueryClientProvider>,
  );
  expect(await screen.findByText('Нет сети')).toBeVisible();
  for (let times = 0; times < 5; times += 1) {
    act(() => show(false));
    act(() => show(true));
    expect(screen.getByText('Нет сети')).toBeVisible();
  }
  expect(ask).toHaveBeenCalledOnce();
});
