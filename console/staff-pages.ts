/**
 * The pages of those who run the hall, in the order in which they are offered. A page registers here with
 * its address, its name and who may open it; every one of them then leads to every other.
 */
import type { Texts } from '../core/hall/configuration.ts';
import type { Me } from './account.ts';
import {
  adoptionPath,
  casesPath,
  devicesPath,
  figuresPath,
  guidesPath,
  housePath,
  ratingsPath,
} from './address.ts';

export interface StaffPage {
  readonly path: string;
  /** Short: all of them stand in one line. */
  readonly name: Required<Texts>;
  /** `staff`: clerks too. The hub has the last word; this only spares people a closed door. */
  readonly may: 'staff' | 'manager';
}

const staffPages: readonly StaffPage[] = [
  {
    path: devicesPath,
    name: { 'zh-Hans': '设备', 'zh-Hant': '設備', en: 'Devices' },
    may: 'manager',
  },
  { path: casesPath, name: { 'zh-Hans': '工单', 'zh-Hant': '工單', en: 'Cases' }, may: 'staff' },
  {
    path: ratingsPath,
    name: { 'zh-Hans': '评价', 'zh-Hant': '評價', en: 'Ratings' },
    may: 'staff',
  },
  {
    path: figuresPath,
    name: { 'zh-Hans': '统计报表', 'zh-Hant': '統計報表', en: 'Figures' },
    may: 'manager',
  },
  {
    path: guidesPath,
    name: { 'zh-Hans': '办事指南', 'zh-Hant': '辦事指南', en: 'Guides' },
    may: 'manager',
  },
  {
    path: housePath,
    name: { 'zh-Hans': '大厅公示', 'zh-Hant': '大廳公示', en: 'Posted' },
    may: 'manager',
  },
  {
    path: adoptionPath,
    name: { 'zh-Hans': '断网取号', 'zh-Hant': '斷網取號', en: 'Offline numbers' },
    may: 'manager',
  },
];

/** What this account may open, in order. */
export const pagesFor = ({ role }: Pick<Me, 'role'>): readonly StaffPage[] =>
  staffPages.filter(({ may }) => may === 'staff' || role === 'manager');

/** Which of them stands at an address: the longest that it begins with; null where none does. */
export function pageAt(pathname: string, pages: readonly StaffPage[]): StaffPage | null {
  const [found = null] = pages
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((one, other) => other.path.length - one.path.length);
  return found;
}
