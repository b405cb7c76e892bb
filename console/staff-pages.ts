/**
 * The pages of those who run the hall, in the order in which they are offered. A page registers here with
 * its address, its name and who may open it; every one of them then leads to every other.
 */
import type { Texts } from '../core/hall/configuration.ts';
import type { Me } from './account.ts';
import {
  adoptionPath,
  auditPath,
  casesPath,
  consolePath,
  devicesPath,
  fairnessPath,
  figuresPath,
  guidesPath,
  housePath,
  livePath,
  pastPath,
  privacyPath,
  ratingsPath,
  settingsPath,
  staffPath,
  textsPath,
} from './address.ts';

export interface StaffPage {
  readonly path: string;
  /** Short: all of them stand in one line. */
  readonly name: Required<Texts>;
  /** The permission that opens it. The hub has the last word; this only spares people a closed door. */
  readonly needs: string;
}

const staffPages: readonly StaffPage[] = [
  {
    path: livePath,
    name: { 'zh-Hans': '现场', 'zh-Hant': '現場', en: 'Live' },
    needs: 'live.read',
  },
  {
    path: pastPath,
    name: { 'zh-Hans': '回看', 'zh-Hant': '回看', en: 'Look back' },
    needs: 'live.read',
  },
  {
    path: devicesPath,
    name: { 'zh-Hans': '设备', 'zh-Hant': '設備', en: 'Devices' },
    needs: 'devices.read',
  },
  {
    path: casesPath,
    name: { 'zh-Hans': '工单', 'zh-Hant': '工單', en: 'Cases' },
    needs: 'cases.read',
  },
  {
    path: ratingsPath,
    name: { 'zh-Hans': '评价', 'zh-Hant': '評價', en: 'Ratings' },
    needs: 'ratings.read',
  },
  {
    path: figuresPath,
    name: { 'zh-Hans': '统计报表', 'zh-Hant': '統計報表', en: 'Figures' },
    needs: 'reports.read',
  },
  {
    path: guidesPath,
    name: { 'zh-Hans': '办事指南', 'zh-Hant': '辦事指南', en: 'Guides' },
    needs: 'guides.read',
  },
  {
    path: housePath,
    name: { 'zh-Hans': '大厅公示', 'zh-Hant': '大廳公示', en: 'Posted' },
    needs: 'notices.change',
  },
  {
    path: adoptionPath,
    name: { 'zh-Hans': '断网取号', 'zh-Hant': '斷網取號', en: 'Offline numbers' },
    needs: 'adoptions.decide',
  },
  {
    path: textsPath,
    name: { 'zh-Hans': '短信', 'zh-Hant': '短訊', en: 'Texts' },
    needs: 'texts.read',
  },
  {
    path: fairnessPath,
    name: { 'zh-Hans': '公平取号', 'zh-Hant': '公平取號', en: 'Fair numbers' },
    needs: 'fairness.read',
  },
  {
    path: staffPath,
    name: { 'zh-Hans': '人员', 'zh-Hant': '人員', en: 'People' },
    needs: 'accounts.read',
  },
  {
    path: privacyPath,
    name: { 'zh-Hans': '个人信息', 'zh-Hant': '個人資訊', en: 'Personal data' },
    needs: 'privacy.read',
  },
  {
    path: auditPath,
    name: { 'zh-Hans': '审计', 'zh-Hant': '審計', en: 'Audit' },
    needs: 'audit.read',
  },
  {
    path: settingsPath,
    name: { 'zh-Hans': '设置', 'zh-Hant': '設定', en: 'Settings' },
    needs: 'settings.read',
  },
];

/** What this account may open, in order. */
export const pagesFor = ({ may }: Pick<Me, 'may'>): readonly StaffPage[] =>
  staffPages.filter(({ needs }) => may.includes(needs));

/** Where whoever has just signed in goes: to a window, or where nobody is called, to the first page. */
export const firstPathOf = (me: Pick<Me, 'may'>): string =>
  me.may.includes('counter.serve') ? consolePath : (pagesFor(me)[0]?.path ?? staffPath);

/** Which of them stands at an address: the longest that it begins with; null where none does. */
export function pageAt(pathname: string, pages: readonly StaffPage[]): StaffPage | null {
  const [found = null] = pages
    .filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((one, other) => other.path.length - one.path.length);
  return found;
}
