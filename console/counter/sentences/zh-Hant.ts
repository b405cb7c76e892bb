/**
 * 繁體中文：每一種「不能」怎麼說。與簡體逐句對應。
 */
import type { TicketStatus } from '../../../core/hall/state.ts';
import { clockTime, dateText } from '../../../ui/times.ts';
import { type Sentences, secondsOf, typedWrong } from './shape.ts';

const status: Readonly<Record<TicketStatus, string>> = {
  held: '待主管確認',
  waiting: '等候中',
  called: '已呼叫',
  serving: '辦理中',
  parked: '已掛起',
  postponed: '已延後',
  missed: '已過號',
  finished: '已辦結',
  cancelled: '已取消',
};

const typed = {
  document: '證件號碼不對，請核對後再填。',
  code: '預約碼是 8 位字母和數字，請核對後再填。',
};

const emergency = {
  evacuation: '正在疏散，請離開大廳。管理員結束之前，不取號，也不叫號。',
  fault: '管理員已發布系統故障，結束之前不能取號。',
  drill: '正在演練，管理員結束之前，不取號，也不叫號。',
};

export const zhHant: Sentences = {
  emergency: ({ kind }) => emergency[kind],
  'hall-closed': () => '大廳現在沒有開放，不能操作。',
  'other-hall': () => '這個窗口屬於另一個大廳，請重新登入。',
  'would-strand': () => '新設定會讓等候的人無處辦理，沒有生效。',
  'unknown-service': ({ service }, { service: name }) =>
    `大廳沒有「${name(service)}」，請重新整理頁面。`,
  'unknown-counter': () => '大廳沒有這個窗口，請另選一個。',
  'unknown-ticket': () => '今天沒有這個號，列表可能剛剛變過。',
  'unknown-reason': () => '這個原因已經停用，請另選一個。',
  'service-closed': ({ service }, { service: name }) => `「${name(service)}」現在不取號。`,
  'label-not-away': ({ label }) => `${label} 不是這台取號機的號。`,
  'label-taken': ({ label }) => `今天已有號 ${label}。`,
  'not-adopted': ({ label }) => `${label} 不是取號機斷網時發的號。`,
  'labels-exhausted': ({ prefix }) => `${prefix} 字頭的號今天已經用完。`,
  'counter-closed': () => '窗口還沒有登入，請先登入窗口。',
  'counter-paused': () => '窗口暫停中，請先恢復。',
  'counter-not-paused': () => '窗口沒有暫停，可以直接叫號。',
  'counter-not-open': ({ counter }, { counter: name }) =>
    `${name(counter)}沒有人值守，請轉到別的窗口。`,
  'counter-of-another': ({ counter }, { counter: name }) =>
    `${name(counter)}已由另一位同事登入，操作沒有生效。`,
  'counter-taken': ({ counter }, { counter: name }) =>
    `${name(counter)}有同事登入著。確認他已離開，再接替。`,
  'signed-in-elsewhere': ({ counter }, { counter: name }) =>
    `您還登入在${name(counter)}。換到這裡，那邊就關閉。`,
  'only-clerks-sign-in': () => '這個帳號不能登入窗口，請用工作人員帳號。',
  'already-moved': ({ present }) =>
    present
      ? `手上已經是 ${present.label}（${status[present.status]}），沒有重複操作。`
      : '手上已經沒有號，沒有重複操作。',
  'same-press': ({ label }) => `剛剛叫過 ${label}，連按兩次只算一次。`,
  'ticket-in-hand': (said) =>
    said.status === 'called'
      ? `${said.label} 已呼叫，還在手上。請先開始、過號或掛起。`
      : `${said.label} 還在手上。請先辦結、掛起或轉移。`,
  'hand-empty': () => '手上沒有號，請先叫下一位。',
  'nobody-waiting': (_, { inHand }) =>
    inHand === null ? '現在沒有人等候。' : `現在沒有人等候。${inHand} 還在手上，可以辦結。`,
  'wrong-status': (said) => `${said.label} 現在是「${status[said.status]}」，不能這樣操作。`,
  'not-served-here': ({ service }, { service: name }) => `本窗口不辦「${name(service)}」。`,
  'recalled-enough': ({ max }) => `已經重呼 ${max} 次，到上限了。人沒來可以過號。`,
  'too-soon': ({ waitMs }) => `剛呼叫過，還要等 ${secondsOf(waitMs)} 秒。`,
  'rejoined-enough': ({ max }) => `這個號已重新排隊 ${max} 次，不能再排。可以直接呼叫。`,
  'postponed-enough': ({ max }) => `這個號已延後 ${max} 次，不能再延。`,
  'missed-too-long': ({ withinMinutes }) =>
    `過號已超過 ${withinMinutes} 分鐘，不能重新排隊。可以直接呼叫，或請重新取號。`,
  'unknown-class': () => '大廳沒有這一類號，請重新整理頁面。',
  'unknown-need': () => '大廳沒有這項服務需求，請重新整理頁面。',
  'unknown-item': () => '這個號沒有這個事項，請重新整理頁面。',
  'class-by-staff': () => '這一類號只能由工作人員給。',
  'class-by-booking': () => '預約號要憑預約取。',
  'class-exhausted': ({ max }) => `這一類號今天已給滿 ${max} 個。`,
  'reason-needed': () => '請先選一個原因。',
  'outside-hours': ({ service }, { service: name }) =>
    `「${name(service)}」現在不在服務時間，不取號。`,
  'booked-only': ({ service }, { service: name }) => `「${name(service)}」這個時段只辦預約。`,
  'day-exhausted': ({ service, max }, { service: name }) =>
    `「${name(service)}」今天的 ${max} 個號已經取完。`,
  'band-exhausted': ({ service, max }, { service: name }) =>
    `「${name(service)}」這個時段的 ${max} 個號已經取完。`,
  'hall-full': ({ max }) => `大廳限 ${max} 人，現在已滿，請稍後再取號。`,
  'identity-needed': ({ service }, { service: name }) =>
    `「${name(service)}」要實名取號，請出示證件。`,
  'already-waiting': ({ label }) => `這位辦事人已有 ${label} 號，可以補印，不必再取。`,
  'person-exhausted': ({ max }) => `這位辦事人今天已取 ${max} 個號，到上限了。`,
  'too-early': ({ opensAt }) =>
    `還沒到報到時間，${dateText(opensAt, 'zh-Hant')} ${clockTime(opensAt)} 起可以報到。`,
  'already-checked-in': ({ label }) => `這個預約已經報到，號是 ${label}。`,
  'only-managers': () => '只有管理員可以調整窗口業務。',
  'nowhere-to': () => '號已經在這裡，請選別的服務或窗口。',
  'bad-input': ({ field }) => {
    const what = typedWrong(field);
    return what === null
      ? `頁面送出的內容不對（${field || '格式'}），請重新整理頁面再試。`
      : typed[what];
  },
  'not-allowed': () => '這個帳號不能做這項操作。',
  'not-bookable': ({ service }, { service: name }) => `「${name(service)}」不能預約。`,
  'no-such-slot': () => '沒有這個預約時段，請另選一個。',
  'slot-full': () => '這個時段已約滿，請另選一個。',
  'too-near': () => '這個時段太近，約不上了。可以直接取號。',
  'too-far': ({ until }) => `最多約到 ${until} 為止。`,
  'already-booked-that-day': ({ date, max }) =>
    `這位辦事人在 ${date} 已有 ${max} 個預約，到上限了。`,
  barred: () => '這位辦事人多次失約，暫時不能預約。可以直接取號。',
  'too-late-to-cancel': () => '離時段太近，不能取消了。',
  'unknown-booking': () => '沒有找到預約，請核對後再試。',
  'booking-cancelled': () => '這個預約已經取消，可以直接取號。',
  'booking-over': () => '這個預約的日子已過，可以直接取號。',
  'booking-closed': () => '這個時間後來改為不辦公，預約不能用了。可以直接取號，或另約時間。',
  'too-many-tries': () => '試錯的次數太多，請過幾分鐘再試。',
  'help-taken': () => '已有同事去幫忙了。',
  'unknown-call': () => '這次求助已經辦好，或已不在。',
  'card-unknown': () => '讀卡已過時，請重新放卡。',
  'no-printer': () => '這台取號機沒有印表機。',
  'reprinted-enough': () => '這張號條補印次數已到上限。',
  'bad-hello': () => '頁面與主機對不上，請重新整理頁面。',
  reload: () => '系統已更新，正在重新整理頁面。',
  'not-enrolled': () => '這台裝置沒有登記，請聯絡管理員。',
  'not-signed-in': () => '登入已失效，請重新登入。',
  'unknown-kiosk': () => '大廳沒有這台取號機，請聯絡管理員。',
  'unknown-link': () => '這個連結已失效。',
  busy: () => '主機正忙，正在自動重試。',
  unavailable: () => '主機暫時不能記錄，正在自動重試，請稍等。',
  'no-answer': () => '主機沒有確認這次操作。請看手上的號，再決定是否重按。',
  bug: () => '主機處理這次操作時出錯，沒有辦成。請告訴管理員。',
};
