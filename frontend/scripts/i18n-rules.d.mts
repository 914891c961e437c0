export function flatten(node: object, path?: string): Record<string, string>;
export function compareTexts(ru: object, en: object): string[];
export function wordFaults(flat: Readonly<Record<string, string>>): string[];
export function vocabularyFaults(
  language: string,
  screen: { readonly type: object; readonly status: object },
  paper: Readonly<Record<string, string>>,
): string[];
