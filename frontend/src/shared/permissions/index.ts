export {
  allows,
  Can,
  type Permission,
  PermissionsProvider,
  type Scoped,
  type Subject,
  useCan,
} from './permissions';
