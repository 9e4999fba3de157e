/** The words of the service in the languages of its people: ICU messages under `config/messages`. */
export { isRightToLeft, LANGUAGES, type Language, Messages, type Values } from './messages.js';
