export { ConflictList } from './conflict-list';
export { isSafe, unfitText } from './slots';
export { conflictWords, lengthText, orderConflicts } from './words';
