import type { Plugin } from 'vite';

const CLASS_NAMES = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/;
/** Other components draw over these: theme/mantine-base.css and mantine-floating.css have them in a layer beneath. */
const BASE = [
  'UnstyledButton',
  'Paper',
  'Popover',
  'CloseButton',
  'Overlay',
  'ModalBase',
  'Input',
  'InlineInput',
];

/**
 * Each component of Mantine brings its own style sheet into the chunk that uses it, so that a page downloads the looks of
 * what it draws and nothing is listed by hand.
 */
export function mantineSheets(): Plugin {
  return {
    name: 'mantine-sheets',
    transform: {
      filter: { id: CLASS_NAMES },
      handler(code, id) {
        const component = CLASS_NAMES.exec(id)?.[1];
        if (!component || BASE.includes(component)) return null;
        return { code: `import '@mantine/core/styles/${component}.layer.css';\n${code}`, map: null };
      },
    },
  };
}
