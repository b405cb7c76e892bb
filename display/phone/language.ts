/**
 * The language of a visitor's phone, as all pages for phones choose it.
 */
export { phoneLanguage } from '../../ui/phone-language.ts';
