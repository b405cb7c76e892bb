/**
 * A text of an alarm in words, made as it is handed over: of what is well again by then, or what somebody has
 * taken notice of, nothing is told. A place, a device and a time alone stand in it.
 */
import type { Configuration, Language, Texts } from '../../core/hall/configuration.ts';
import { LogFailure } from '../../log/log.ts';
import { type DeviceKind, type DevicePlace, deviceKinds } from '../devices/settings.ts';
import { type Calendar, timeText } from '../hall/calendar.ts';
import type { Keeper } from '../hall/keeper.ts';
import { type Alarm, isOfDeed } from '../house/alarms.ts';
import type { TextRow } from '../house/text-rows.ts';
import type { AlarmsRead } from './alarm-following.ts';

type Words = Readonly<Record<Language, string>>;

const kindWords: Readonly<Record<DeviceKind, Words>> = {
  printer: { 'zh-Hans': '打印机', 'zh-Hant': '印表機', en: 'printer' },
  strip: { 'zh-Hans': '条屏', 'zh-Hant': '條屏', en: 'LED strip' },
  keypad: { 'zh-Hans': '叫号键盘', 'zh-Hant': '叫號鍵盤', en: 'keypad' },
  pad: { 'zh-Hans': '评价器', 'zh-Hant': '評價器', en: 'rating pad' },
  reader: { 'zh-Hans': '身份证阅读器', 'zh-Hant': '身分證閱讀器', en: 'ID card reader' },
  scanner: { 'zh-Hans': '扫码器', 'zh-Hant': '掃碼器', en: 'scanner' },
};

/** What no device is. */
const sorts = ['backup', 'disk', 'tables', 'log'] as const;
type Sort = (typeof sorts)[number] | 'line' | 'agent' | 'texts' | 'other';

const subjectWords: Readonly<Record<Sort, Words>> = {
  line: { 'zh-Hans': '设备线路', 'zh-Hant': '設備線路', en: 'line of devices' },
  agent: { 'zh-Hans': '取号机电脑', 'zh-Hant': '取號機電腦', en: 'PC' },
  backup: { 'zh-Hans': '数据备份', 'zh-Hant': '資料備份', en: 'backup' },
  disk: { 'zh-Hans': '主机磁盘', 'zh-Hant': '主機磁碟', en: 'disk of the hub' },
  tables: { 'zh-Hans': '主机数据库', 'zh-Hant': '主機資料庫', en: 'tables of the hub' },
  log: { 'zh-Hans': '主机叫号日志', 'zh-Hant': '主機叫號日誌', en: 'log of the hub' },
  texts: { 'zh-Hans': '短信通道', 'zh-Hant': '短訊通道', en: 'way of texts' },
  other: { 'zh-Hans': '主机', 'zh-Hant': '主機', en: 'hub' },
};

const faultWords: Readonly<Record<string, Words>> = {
  'paper-out': { 'zh-Hans': '缺纸', 'zh-Hant': '缺紙', en: 'no paper' },
  'cover-open': { 'zh-Hans': '盖子开着', 'zh-Hant': '蓋子開著', en: 'cover open' },
  overheated: { 'zh-Hans': '过热', 'zh-Hant': '過熱', en: 'too hot' },
  offline: { 'zh-Hans': '脱机', 'zh-Hant': '離線', en: 'offline' },
  error: { 'zh-Hans': '故障', 'zh-Hant': '故障', en: 'out of order' },
  unplugged: { 'zh-Hans': '没有连接', 'zh-Hant': '沒有連接', en: 'not connected' },
  silent: { 'zh-Hans': '没有应答', 'zh-Hant': '沒有應答', en: 'no answer' },
  away: { 'zh-Hans': '离线', 'zh-Hant': '離線', en: 'away' },
  flapping: { 'zh-Hans': '时好时坏', 'zh-Hant': '時好時壞', en: 'comes and goes' },
  'backup-old': { 'zh-Hans': '很久没有做', 'zh-Hant': '很久沒有做', en: 'too old' },
  'disk-low': { 'zh-Hans': '空间不足', 'zh-Hant': '空間不足', en: 'little room left' },
  'disk-full': { 'zh-Hans': '快满了', 'zh-Hant': '快滿了', en: 'nearly full' },
  'tables-away': { 'zh-Hans': '无法写入', 'zh-Hant': '無法寫入', en: 'cannot be written' },
  'log-away': { 'zh-Hans': '没有应答', 'zh-Hant': '沒有應答', en: 'no answer' },
  restored: {
    'zh-Hans': '已从备份恢复，部分记录丢失',
    'zh-Hant': '已從備份恢復，部分紀錄遺失',
    en: 'restored from a backup, some records are lost',
  },
};

/** Where something is of which the hall names no place. */
export const somewhere: Words = { 'zh-Hans': '大厅', 'zh-Hant': '大廳', en: 'the hall' };

export interface AlarmWordingParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look'>;
  readonly alarms: AlarmsRead;
  readonly calendar: Calendar;
}

/** What fills the text; a reason: it is not to go. Fails: `LogFailure`, `HouseFailure`. */
export async function aboutAlarm(
  { keeper, alarms, calendar }: AlarmWordingParts,
  { ticket }: Pick<TextRow, 'ticket'>,
  language: Language,
): Promise<Readonly<Record<string, string>> | string> {
  const id = ticket.slice('alarm:'.length);
  const alarm = (await alarms.open(keeper.hall)).find((one) => one.id === id);
  if (alarm === undefined) return 'no-longer-true';
  if (alarm.acknowledgedAt !== null) return 'alarm-seen';
  const { kiosks = [], counters = [] } = await keeper
    .look(({ configuration }): Partial<Configuration> => (configuration as Configuration) ?? {})
    .catch((error: unknown): Partial<Configuration> => {
      // The log is what the alarm is about: it stands in no place that has a name.
      if (alarm.subject === 'log' && error instanceof LogFailure) return {};
      throw error;
    });
  const say = (texts: Texts | undefined) => texts?.[language] ?? texts?.['zh-Hans'];
  const place = placeOf(alarm);
  const list: readonly { readonly id: string; readonly name: Texts }[] =
    place?.kind === 'counter' ? counters : kiosks;
  return {
    place: say(list.find((one) => one.id === place?.id)?.name) ?? somewhere[language],
    what: whatOf(alarm, language),
    since: timeText(calendar(alarm.raisedAt).minute),
  };
}

/** Of the device, or of the first of those that hang on the same line or PC; null: it has none. */
function placeOf({ subject, devices }: Alarm): DevicePlace | null {
  const [id = ''] = devices.includes(subject) ? [subject] : devices;
  const at = /^[a-z]+@(counter-)?([a-z0-9-]+)$/.exec(id);
  if (!deviceKinds.some((kind) => id.startsWith(`${kind}@`)) || !at?.[2]) return null;
  return { kind: at[1] ? 'counter' : 'kiosk', id: at[2] } as DevicePlace;
}

function whatOf({ subject, fault }: Alarm, language: Language): string {
  const kind = deviceKinds.find((one) => subject.startsWith(`${one}@`));
  const thing = kind ? kindWords[kind] : subjectWords[sortOf(subject)];
  const wrong = faultWords[isOfDeed(subject) ? 'restored' : fault]?.[language] ?? fault;
  return language === 'en' ? `${thing.en}: ${wrong}` : thing[language] + wrong;
}

function sortOf(subject: string): Sort {
  if (subject.startsWith('line:')) return 'line';
  if (subject.startsWith('agent:')) return 'agent';
  const own = sorts.find((one) => one === subject);
  if (own) return own;
  return subject.startsWith('texts@') ? 'texts' : 'other';
}
