import { beforeAll, describe, expect, it } from 'vitest';
import { initI18n } from '@/i18n';
import { twoReadings } from './date-order';

describe('a date that can be read two ways', () => {
  beforeAll(() => initI18n('ru'));

  it('is told both ways', () => {
    expect(twoReadings(['13/06/2011', '05/06/2011'])).toEqual({
      sample: '05/06/2011',
      dmy: '5 июня',
      mdy: '6 мая',
    });
  });

  it('is not asked about when only one reading makes sense', () => {
    expect(twoReadings(['13/06/2011', '06/06/2011', '05.06.2011', 'в мае', '00/01/2011'])).toBeNull();
  });
});
