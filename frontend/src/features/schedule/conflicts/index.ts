export { ConflictList } from './conflict-list';
export { conflictWords, lengthText, orderConflicts } from './words';
