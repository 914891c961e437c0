import { describe, expect, it } from 'vitest';
import { compareTexts, vocabularyFaults, wordFaults } from '../../scripts/i18n-rules.mjs';
import { changeLanguage, i18next } from '.';
import { resources as en } from './en';
import { resources as ru } from './ru';

describe('languages', () => {
  it('hold the same keys, plural forms and placeholders', () => {
    expect(compareTexts(ru, en)).toEqual([]);
  });

  it('are compared by a rule that can fail', () => {
    expect(
      compareTexts({ a: 'Да', b_one: '{{count}} ряд' }, { c: 'No', b_one: 'row', b_other: 'rows' }),
    ).toEqual([
      'en lacks a',
      'ru lacks c',
      'ru b lacks the forms few, many, other',
      'b has other placeholders in en',
    ]);
  });

  it('say a thing in one way, of nobody as of a man or a woman, and bend words by numbers', () => {
    expect(
      wordFaults({
        a: 'Демонтировка до 23:00',
        b: 'Конец',
        c: 'Возможно',
        d: 'не назначен(а)',
        e: '{{who}} изменила вызов',
        f: 'подтвердили {{count}}',
        good: 'Конфликтов: {{count}}',
        rest: '{{names}} и ещё {{count}}',
        role_one: '{{count}} роль без человека',
      }),
    ).toEqual([
      'ru a: say «Разбор»',
      'ru b: say «Окончание»',
      'ru c: say «Под вопросом»',
      'ru d speaks of a man or a woman',
      'ru e speaks of a man or a woman',
      'ru f counts without plural forms',
    ]);
    expect(
      vocabularyFaults('ru', { type: { other: 'Прочее' }, status: {} }, { 'event_type.other': 'Другое' }),
    ).toEqual(['ru event_type.other: «Прочее» on screen, «Другое» on paper']);
  });

  it.each([
    [1, 'Повторим через 1 секунду.'],
    [3, 'Повторим через 3 секунды.'],
    [5, 'Повторим через 5 секунд.'],
    [21, 'Повторим через 21 секунду.'],
  ])('count %i in Russian', (count, text) => {
    expect(i18next.t('shell:connection.retryIn', { count })).toBe(text);
  });

  it('switch the whole page', async () => {
    await changeLanguage('en');
    expect(document.documentElement.lang).toBe('en');
    expect(i18next.t('common:save')).toBe('Save');
  });
});
