export { FilterChips } from './filter-chips';
export { useFilterWords } from './summary';
export { treeOptions } from './tree-options';
export type { DatesFilter, EnumFilter, Filter, FilterOption, FlagFilter, RefFilter } from './types';
