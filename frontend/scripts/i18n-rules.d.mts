export function flatten(node: object, path?: string): Record<string, string>;
export function compareTexts(ru: object, en: object): string[];
