import { describe, expect, it, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { useHotkeys } from '.';

const went = vi.fn();

function Page() {
  useHotkeys([{ keys: 'KeyG KeyI', label: 'Открыть: Инвентарь', group: 'go', run: went }]);
  return null;
}

function press(code: string, at: number) {
  const event = new KeyboardEvent('keydown', { code, key: code, bubbles: true });
  Object.defineProperty(event, 'timeStamp', { value: at });
  document.dispatchEvent(event);
}

describe('two strokes one after another', () => {
  it('count by when the keys went down, however late the page hears of them', () => {
    renderApp(<Page />);
    const now = vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
    press('KeyG', 100);
    now.mockReturnValue(1_060_000);
    press('KeyI', 300);
    expect(went).toHaveBeenCalledTimes(1);
  });

  it('are forgotten after a while', () => {
    renderApp(<Page />);
    went.mockClear();
    press('KeyG', 100);
    press('KeyI', 2000);
    expect(went).not.toHaveBeenCalled();
  });
});
