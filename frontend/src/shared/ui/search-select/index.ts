export { SearchMultiSelect } from './search-multi-select';
export { SearchSelect } from './search-select';
export type { SearchOption } from './types';
