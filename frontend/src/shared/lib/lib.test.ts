import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { changeLanguage } from '@/i18n';
import {
  daysAgo,
  formatDate,
  formatDateTime,
  formatPlainDate,
  parsePlainDate,
  setTheatreZone,
} from './dates';
import { deviceName } from './device-name';
import { formatMoney } from './money';
import { formatBytes, formatNumber } from './numbers';
import { flagParam, idsParam, pageParam, pageSizeParam, sortParam, textParam } from './search-params';
import { unbroken } from './unbroken';

const NBSP = '\u00a0';
afterEach(() => setTheatreZone(null));

describe('dates', () => {
  it('are told in the theatre’s zone, past midnight too', () => {
    setTheatreZone('Europe/Moscow');
    expect(formatDateTime('2026-11-18T21:30:00Z')).toBe('19.11.2026, 00:30');
    setTheatreZone('Asia/Vladivostok');
    expect(formatDate('2026-11-18T15:00:00Z')).toBe('19.11.2026');
  });

  it('fall back to Moscow when a zone is unknown', () => {
    setTheatreZone('Mars/Olympus');
    expect(formatDateTime('2026-01-01T00:00:00Z')).toBe('01.01.2026, 03:00');
  });

  it('count theatre days, not hours', () => {
    const now = new Date('2026-11-18T21:05:00Z'); // 00:05 of the 19th in Moscow
    expect(daysAgo('2026-11-18T20:55:00Z', now)).toBe(1);
    expect(daysAgo('2026-11-18T21:01:00Z', now)).toBe(0);
  });

  it.each([
    ['12.03.2019', '2019-03-12'],
    ['12.3.19 г.', '2019-03-12'],
    ['2019-03-12', '2019-03-12'],
    ['31.02.2019', null],
    ['вчера', null],
  ])('read %s', (text, expected) => {
    expect(parsePlainDate(text)).toBe(expected);
  });

  it('show plain dates without a zone', () => {
    expect(formatPlainDate('2019-03-12')).toBe('12.03.2019');
  });
});

describe('numbers', () => {
  it('follow the language', async () => {
    expect(formatNumber(1248)).toBe(`1${NBSP}248`);
    expect(formatMoney('12500.00')).toBe(`12${NBSP}500,00${NBSP}₽`);
    expect(formatMoney(null)).toBe('');
    expect(formatBytes(12_400_000).replace(/\s/, ' ')).toBe('12,4 МБ');
    await changeLanguage('en');
    expect(formatNumber(1248)).toBe('1,248');
  });

  it('keep every digit of large sums', () => {
    expect(formatMoney('90071992547409931.25').replaceAll(NBSP, '')).toBe('90071992547409931,25₽');
  });
});

describe('addresses', () => {
  const schema = z.object({
    q: textParam,
    page: pageParam,
    page_size: pageSizeParam,
    sort: sortParam(['name', 'quantity']),
    category: idsParam,
    archived: flagParam,
  });

  it('keep what is sound', () => {
    const search = {
      q: 'кресл',
      page: 3,
      page_size: 100,
      sort: '-quantity',
      category: [4, 5],
      archived: true,
    };
    expect(schema.parse(search)).toEqual(search);
  });

  it('drop nonsense instead of failing', () => {
    const search = { q: { a: 1 }, page: -2, page_size: 7, sort: 'password', category: 'x', archived: 'yes' };
    expect(Object.values(schema.parse(search)).every((value) => value === undefined)).toBe(true);
  });

  it('drop what the server would refuse', () => {
    const search = { page: 10 ** 9, category: [2 ** 31] };
    expect(Object.values(schema.parse(search)).every((value) => value === undefined)).toBe(true);
  });

  it('take a typed number as text', () => {
    expect(schema.parse({ q: 123 }).q).toBe('123');
  });
});

it('keeps the end of a number on its line', () => {
  expect(unbroken('Стул, 1950-е')).toBe('Стул, 1950-\u2060е');
  expect(unbroken('МБ-0417, 10-местный')).toBe('МБ-0417, 10-местный');
});

it('names devices in people’s words', () => {
  expect(
    deviceName('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 YaBrowser/24 Safari/537.36'),
  ).toBe('Яндекс Браузер, Windows');
  expect(deviceName(null)).toBeNull();
});
