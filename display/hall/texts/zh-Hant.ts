/** Words of the hall screen in traditional characters. */
import type { HallWords } from './zh-Hans.ts';

export const zhHant: HallWords = {
  title: '叫號大屏',
  calling: '正在叫號',
  waiting: '正在等候',
  beforeSign: '',
  afterSign: '號窗口',
  people: '人數',
  minutes: '預計等候分鐘',
  rest: (services, people) => `其餘 ${services} 項 ${people} 人`,
  nobodyCalled: '尚未叫號',
  nobodyCalledHint: '請在取號機取號，叫到時號碼會顯示在這裡',
  next: '請準備',
  missed: '過號，可重新排隊',
  notice: '公告',
  turned: (sign, services) => `${sign}號窗口現在辦理：${services}`,
  more: '等',
  separator: '、',
  paused: (sign, reason) =>
    reason === '' ? `${sign}號窗口暫停服務` : `${sign}號窗口暫停服務：${reason}`,
  instead: (signs) => `，請到${signs}號窗口`,
  onDuty: '值班領導',
  hotline: '服務熱線',
  consultation: '諮詢',
  complaints: '投訴',
  duties: { noon: '午間值班', extended: '延時服務' },
  nobodyWaits: '目前無人等候',
  closed: '現在不在服務時間',
  hours: '服務時間',
  silent: '本廳靜音叫號，請留意螢幕',
  connecting: '正在連線',
};
