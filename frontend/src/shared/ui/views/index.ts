export { readViews, type SavedView, useSavedViews, useStoredColumns, viewSearch } from './saved-views';
export {
  type StoredPreferences,
  StoredPreferencesProvider,
  useStoredPreferences,
} from './stored-preferences';
export { ViewsMenu } from './views-menu';
