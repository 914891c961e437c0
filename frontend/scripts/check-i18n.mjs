// Russian and English hold the same keys, every plural form and the same placeholders; every language file is named in
// its index. Words are the same on screen and on paper: the server's texts and its papers are read, too.
import { readdirSync, readFileSync } from 'node:fs';
import { runnerImport } from 'vite';
import { compareTexts, flatten, vocabularyFaults, wordFaults } from './i18n-rules.mjs';

const module = async (path) => (await runnerImport(path)).module;
const load = async (language) => {
  const folder = `./src/i18n/${language}`;
  const texts = { ...(await module(`${folder}/index.ts`)).resources };
  for (const name of Object.keys((await module(`${folder}/pages.ts`)).pages)) {
    const file = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    texts[name] = (await module(`${folder}/${file}.ts`))[name];
  }
  return texts;
};
const [ru, en] = [await load('ru'), await load('en')];
const faults = compareTexts(ru, en);
for (const language of ['ru', 'en']) {
  const files = readdirSync(`src/i18n/${language}`).map((name) => name.replace(/\.ts$/, ''));
  for (const file of files) {
    const name = file.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    if (!['index', 'entry', 'pages'].includes(file) && !(language === 'ru' ? ru : en)[name])
      faults.push(`${language}/${file}.ts is not in the index`);
  }
}
const SERVER = '../backend/app';
const paper = (language) =>
  Object.assign(
    {},
    ...readdirSync(`${SERVER}/locales/${language}`).map((file) =>
      JSON.parse(readFileSync(`${SERVER}/locales/${language}/${file}`, 'utf8')),
    ),
  );
const sheets = Object.fromEntries(
  readdirSync(SERVER, { recursive: true })
    .filter((file) => file.endsWith('.typ'))
    .map((file) => [file, readFileSync(`${SERVER}/${file}`, 'utf8')]),
);
faults.push(...wordFaults({ ...flatten(ru), ...paper('ru'), ...sheets }));
faults.push(
  ...vocabularyFaults('ru', ru.schedule, paper('ru')),
  ...vocabularyFaults('en', en.schedule, paper('en')),
);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(
  `i18n: ${Object.keys(flatten(ru)).length} Russian and ${Object.keys(flatten(en)).length} English texts agree`,
);
