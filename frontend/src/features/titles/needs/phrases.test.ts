import { describe, expect, it } from 'vitest';
import { isList, parseList, parsePhrase } from './phrases';

const said = (text: string) => {
  const { q, quantity, bare } = parsePhrase(text);
  return [q, quantity, bare ? `${bare.q}|${bare.quantity}` : null];
};

describe('what is typed for a need', () => {
  it.each([
    ['кресло', 'кресло', null, null],
    ['кресло *6', 'кресло', 6, null],
    ['кресло × 12', 'кресло', 12, null],
    ['кресло х6', 'кресло', 6, null],
    ['кресло *', 'кресло', null, null],
    ['4к2', '4к2', null, null],
    ['трюмо х', 'трюмо х', null, null],
    ['штанкет 12', 'штанкет 12', null, 'штанкет|12'],
    ['стул венский — 6 шт.', 'стул венский — 6 шт.', null, 'стул венский|6'],
    ['стул, 0', 'стул, 0', null, null],
  ])('%s', (text, ...parts) => {
    expect(said(text)).toEqual(parts);
  });

  it.each([
    ['Стул венский\t6', 'Стул венский', 6],
    ['Стул венский\t', 'Стул венский', null],
    ['1\tСтул венский\t1\u00a0200,00', 'Стул венский', 1200],
    ['МБ-0418\tСтул венский\t6 шт.', 'МБ-0418 Стул венский', 6],
    ['"Стул ""Вена"""\t2', 'Стул "Вена"', 2],
    ['12\t', '12', null],
  ])('a row of a spreadsheet: %j', (row, q, quantity) => {
    expect(parsePhrase(`${row}`)).toMatchObject(
      row.trim().includes('\t') ? { q, quantity, bare: null } : { q },
    );
  });

  it('is a list by semicolons or lines, with nothing lost but empty parts', () => {
    expect(isList('стул 6')).toBe(false);
    expect(isList('стул; стол')).toBe(true);
    expect(parseList('стул 6; стол;;\r\nканделябр 2\n').map(({ text }) => text)).toEqual([
      'стул 6',
      'стол',
      'канделябр 2',
    ]);
  });
});
