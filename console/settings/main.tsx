/**
 * The page on which the hall's settings are changed: by forms or as YAML, saved as versions, looked at
 * before they are in force, and taken back.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { SettingsPage } from './SettingsPage.tsx';

showPage(<SettingsPage />, { fonts: true, unattended: false });
