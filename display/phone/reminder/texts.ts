/** The words of the phone's reminder by language; loaded with it, apart from the page's. */
import type { Language, Words } from '../../../ui/texts.ts';

const zhHans = {
  remind: '叫到时提醒我',
  sample: '叫到您时，会这样提醒',
  can: '还没有开启提醒。点一下，本机会当场试一次，再告诉您能怎样提醒',
  notice:
    '叫到您时，本机会弹出通知，请不要关闭本页；手机长时间锁屏时网页会休眠，可能收不到，请不时看一眼',
  shake:
    '刚才若感到手机振了一下，叫到您时也会这样振动；锁屏或切到别的应用时不会振动，请保持本页打开',
  no: '这个浏览器不能提醒，锁屏后看不到叫号，请保持本页打开，并留意大厅屏幕',
};

export type ReminderWords = Words<typeof zhHans>;

const zhHant: ReminderWords = {
  remind: '叫到時提醒我',
  sample: '叫到您時，會這樣提醒',
  can: '還沒有開啟提醒。點一下，本機會當場試一次，再告訴您能怎樣提醒',
  notice:
    '叫到您時，本機會彈出通知，請不要關閉本頁；手機長時間鎖屏時網頁會休眠，可能收不到，請不時看一眼',
  shake:
    '剛才若感到手機振了一下，叫到您時也會這樣振動；鎖屏或切到別的應用時不會振動，請保持本頁打開',
  no: '這個瀏覽器不能提醒，鎖屏後看不到叫號，請保持本頁打開，並留意大廳螢幕',
};

const en: ReminderWords = {
  remind: 'Remind me when I am called',
  sample: 'This is how you will be reminded',
  can: 'No reminder is set yet. Tap once: the phone tries it and then says how it can remind you',
  notice:
    'Your phone shows a notification when you are called: please do not close this page. A phone that has been locked for long may show none, so please look at it from time to time',
  shake:
    'If you felt your phone vibrate just now, it does so when you are called. It cannot while it is locked or shows another app: please keep this page open',
  no: 'This browser cannot remind you, and shows no call while the phone is locked: please keep this page open and watch the screen in the hall',
};

export const reminderTexts: Readonly<Record<Language, ReminderWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
