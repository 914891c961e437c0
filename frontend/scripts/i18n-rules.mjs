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
