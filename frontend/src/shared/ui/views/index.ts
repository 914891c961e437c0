export { type SavedView, useStoredColumns, viewSearch, viewsOptions } from './saved-views';
export {
  type StoredPreferences,
  StoredPreferencesProvider,
  useStoredPreferences,
} from './stored-preferences';
export { ViewsMenu } from './views-menu';
