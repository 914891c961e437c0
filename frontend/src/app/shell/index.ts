export { NoSectionsPage } from './no-sections-page';
export { Shell } from './shell';
