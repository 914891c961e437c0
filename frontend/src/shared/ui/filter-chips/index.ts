export { FilterChips } from './filter-chips';
export { treeOptions } from './tree-options';
export type { EnumFilter, Filter, FilterOption, FlagFilter, RefFilter } from './types';
