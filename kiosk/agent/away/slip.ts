/**
 * The slip of a number that was given while the hub was away. It promises nothing and says nothing of
 * who is ahead: nobody here knows. The QR code leads nowhere until the hub is back, and says so.
 */
import type { Configuration, Language, Texts } from '../../../core/hall/configuration.ts';
import type { JournalTicket } from '../../../core/wire/adopting.ts';
import type { Block, Paper } from '../../../drivers/paper.ts';

interface AwayTexts {
  readonly title: string;
  readonly reprint: string;
  readonly windows: (signs: string) => string;
  readonly between: string;
  readonly why: string;
  readonly advice: string;
  readonly scan: string;
  readonly hotline: string;
}

const texts: Readonly<Record<Language, AwayTexts>> = {
  'zh-Hans': {
    title: '您的号码',
    reprint: '补打',
    windows: (signs) => `办理窗口：${signs}`,
    between: '、',
    why: '网络暂时中断，此号已记下，恢复后按取号时间排队。',
    advice: '请在休息区等候，留意屏幕和工作人员的通知。',
    scan: '网络恢复后可扫码查看排队进度',
    hotline: '咨询投诉 12345',
  },
  'zh-Hant': {
    title: '您的號碼',
    reprint: '補打',
    windows: (signs) => `辦理窗口：${signs}`,
    between: '、',
    why: '網路暫時中斷，此號已記下，恢復後按取號時間排隊。',
    advice: '請在休息區等候，留意屏幕和工作人員的通知。',
    scan: '網路恢復後可掃碼查看排隊進度',
    hotline: '諮詢投訴 12345',
  },
  en: {
    title: 'Your number',
    reprint: 'Reprint',
    windows: (signs) => `Window ${signs}`,
    between: ', ',
    why: 'The network is down for now. Your number is noted and will queue by the time you took it.',
    advice: 'Please wait in the seating area, watch the screens and listen to our staff.',
    scan: 'Scan to follow your place once the network is back',
    hotline: 'Advice and complaints: 12345',
  },
};

/** Signs named one by one, at most. */
const signsNamed = 6;

export interface AwaySlip {
  readonly ticket: JournalTicket;
  readonly configuration: Configuration;
  /** Of the QR code; null when it is no longer known, or phones cannot reach the hub. */
  readonly secret: string | null;
  readonly reprint: boolean;
}

export function awayPaper({ ticket, configuration, secret, reprint }: AwaySlip): Paper {
  const { language, service: id } = ticket;
  const words = texts[language];
  const service = configuration.services.find((one) => one.id === id);
  const signs = configuration.counters
    .filter(({ services }) => services.includes(id))
    .map(({ sign }) => sign);
  const { publicUrl } = configuration;
  const link = publicUrl && secret ? `${publicUrl}/t/${secret}` : null;
  const centred = (text: string, more: object = {}): Block => ({
    ...{ kind: 'text', text, align: 'center' },
    ...more,
  });
  return [
    centred(inLanguage(configuration.name, language), { bold: true }),
    ...(reprint ? [centred(words.reprint, { size: 2 })] : []),
    { kind: 'rule' },
    centred(words.title),
    { kind: 'label', text: ticket.label },
    ...(service ? [centred(inLanguage(service.name, language), { size: 2, bold: true })] : []),
    ...(service && language === 'en' ? [centred(service.name['zh-Hans'])] : []),
    { kind: 'space', lines: 1 },
    ...(signs.length > 0 && signs.length <= signsNamed
      ? [centred(words.windows(signs.join(words.between)))]
      : []),
    { kind: 'rule' },
    { kind: 'text', text: words.why },
    { kind: 'text', text: words.advice },
    ...(link
      ? ([{ kind: 'space', lines: 1 }, { kind: 'qr', text: link }, centred(words.scan)] as const)
      : []),
    { kind: 'rule' },
    { kind: 'pair', left: dateTime(ticket.takenAt, configuration.timeZone), right: words.hotline },
  ];
}

const inLanguage = (named: Texts, language: Language): string =>
  named[language] ?? named['zh-Hans'];

const dateTime = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
