// What must hold between the languages. Used by check-i18n.mjs and by a unit test.

const PLURAL = /_(zero|one|two|few|many|other)$/;
export const forms = { ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] };

/** Nested texts → `file.key.key` → text. */
export function flatten(node, path = '') {
  if (typeof node === 'string') return { [path]: node };
  return Object.assign(
    {},
    ...Object.entries(node).map(([key, child]) => flatten(child, path ? `${path}.${key}` : key)),
  );
}

/** `rows_one`, `rows_few` … → `rows` with the set of its forms. */
function group(flat) {
  const groups = new Map();
  for (const key of Object.keys(flat)) {
    const form = PLURAL.exec(key)?.[1];
    const base = form ? key.replace(PLURAL, '') : key;
    if (!groups.has(base)) groups.set(base, new Set());
    if (form) groups.get(base).add(form);
  }
  return groups;
}

function placeholders(flat, base) {
  const texts = Object.entries(flat).filter(([key]) => key === base || key.replace(PLURAL, '') === base);
  const names = texts.flatMap(([, text]) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]));
  return [...new Set(names)].sort().join(',');
}

/** @returns {string[]} one line per fault; empty when Russian and English agree. */
export function compareTexts(ru, en) {
  const flat = { ru: flatten(ru), en: flatten(en) };
  const groups = { ru: group(flat.ru), en: group(flat.en) };
  const faults = [];
  for (const base of groups.ru.keys()) if (!groups.en.has(base)) faults.push(`en lacks ${base}`);
  for (const base of groups.en.keys()) if (!groups.ru.has(base)) faults.push(`ru lacks ${base}`);
  for (const language of ['ru', 'en']) {
    for (const [key, text] of Object.entries(flat[language])) {
      if (text.trim() === '') faults.push(`${language} ${key} is empty`);
      if (language === 'en' && /[а-яё]/i.test(text)) faults.push(`en ${key} holds Russian letters`);
    }
    for (const [base, found] of groups[language]) {
      const missing = found.size > 0 ? forms[language].filter((form) => !found.has(form)) : [];
      if (missing.length > 0) faults.push(`${language} ${base} lacks the forms ${missing.join(', ')}`);
    }
  }
  for (const base of groups.ru.keys()) {
    if (!groups.en.has(base)) continue;
    if (groups.ru.get(base).size > 0 !== groups.en.get(base).size > 0)
      faults.push(`${base} is plural in one language only`);
    if (placeholders(flat.ru, base) !== placeholders(flat.en, base))
      faults.push(`${base} has other placeholders in en`);
  }
  return faults;
}

/** Words that the field says in one way: of two that mean the same, the other one is named here. */
const ONE_WAY = [
  [/демонтаж|демонтиров|разборк/i, '«Разбор»'],
  [/^конец(?![а-яё])/i, '«Окончание»'],
  [/^возможно$|«возможно»/i, '«Под вопросом»'],
];
/** «вызван(а)», «изменил/а»: one form for everybody reads better. */
const BOTH_GENDERS = /[а-яё](\((а|на|ла|ась|лась)\)|\/(а|на|ла|ась)(?![а-яё]))/i;
/** A verb of the past beside a person's name says whether it is a man or a woman. */
const PERSON = /\{+(who|name|actor|person|by)\}+,? (не )?[а-яё]+(л|ла|лся|лась)(?![а-яё])/i;
/** A number before or after a word bends it; «конфликтов: 3», «(3)» and «ещё 3» do not. */
const COUNT = /\{+count\}+/;
const LOOSE = /(: |\(|ещё )\{+count\}+/i;

/** @returns {string[]} what a Russian text says in a way that the product does not. */
export function wordFaults(flat) {
  return Object.entries(flat).flatMap(([key, text]) => {
    const faults = ONE_WAY.filter(([wrong]) => wrong.test(text)).map(
      ([, right]) => `ru ${key}: say ${right}`,
    );
    if (BOTH_GENDERS.test(text) || PERSON.test(text)) faults.push(`ru ${key} speaks of a man or a woman`);
    const plural = PLURAL.test(key) || /\.(one|few|many)$/.test(key);
    if (COUNT.test(text) && !LOOSE.test(text) && !plural)
      faults.push(`ru ${key} counts without plural forms`);
    return faults;
  });
}

/** Screen and paper name kinds and states of events alike. */
export function vocabularyFaults(language, screen, paper) {
  return Object.entries({ event_type: screen.type, event_status: screen.status }).flatMap(([name, words]) =>
    Object.entries(words)
      .filter(([key, word]) => paper[`${name}.${key}`] !== word)
      .map(
        ([key, word]) =>
          `${language} ${name}.${key}: «${word}» on screen, «${paper[`${name}.${key}`]}» on paper`,
      ),
  );
}
