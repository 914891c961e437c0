export { EditTitlePage, NewTitlePage } from './edit-title-page';
export { TitlePage } from './title-page';
export { TitlesPage } from './titles-page';
