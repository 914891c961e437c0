export { NoSectionsPage } from './no-sections-page';
export { Shell } from './shell';
export { StartError } from './start-error';
