import { expect, it } from 'vitest';
import { csvFile } from './csv';

it('writes a CSV that opens in columns, in Cyrillic, and runs nothing', async () => {
  const bytes = new Uint8Array(
    await csvFile(
      [
        ['№', 'Имя; цена'],
        ['=1+1', 'он сказал "да"'],
        ['-3', ''],
      ],
      ';',
    ).arrayBuffer(),
  );
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe('№;"Имя; цена"\r\n\'=1+1;"он сказал ""да"""\r\n-3;\r\n');
});
