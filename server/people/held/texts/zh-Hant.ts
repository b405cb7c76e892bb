/**
 * 個人信息清單的文字，繁體中文。
 */
import type { HeldWords } from './index.ts';

export const zhHant: HeldWords = {
  tickets: {
    what: '號票：號碼、事項、時間、窗口、由哪台取號機或哪個程式取得；二維碼連結的哈希',
    why: '按順序辦理，並能證明',
    howLong: '與日誌同期；連結在 5 個工作日內可以打開',
  },
  'visitor-of-day': {
    what: '當日來辦事的人：證件號碼在當日金鑰下的 HMAC-SHA256',
    why: '一人一項只等一個號（FAIR）',
    howLong: '與日誌同期；當日結束、金鑰銷燬以後不再有意義',
  },
  'day-salt': {
    what: '當日的鹽，即當日金鑰的一半',
    why: '幾台主機認出同一個人',
    howLong: '當日結束時刪除',
  },
  'slip-secret': {
    what: '號票二維碼裏的秘密，由大廳金鑰和號票編號推出',
    why: '用手機查看、處理號票和評價',
    howLong: '哪裏都不存，只有它的哈希與號票在一起',
  },
  'relayed-views': {
    what: '手機正在查看的號票畫面，按連結的哈希存放',
    why: '外面進不來的大廳也能用手機查看',
    howLong: '手機離開兩分鐘以後清除，最遲到當日結束',
  },
  card: {
    what: '讀到的身份證：號碼、隱去的姓名',
    why: '不用輸入就能取號、預約、簽到',
    howLong: '2 分鐘；照片不讀取，隨即覆蓋',
  },
  'text-phones': {
    what: '要短訊提醒的人的手機號，按號票存放；頁面上隱去中間幾位',
    why: '用短訊告知叫號情況',
    howLong: '當日服務結束',
  },
  bookings: {
    what: '預約：號碼（證件或電話）在大廳金鑰下的 HMAC-SHA256、末兩位、預約碼、事項、時段、號票',
    why: '保留位置，並認出預約的人',
    howLong: '時段的次日刪除',
  },
  'missed-bookings': {
    what: '爽約：同樣的哈希、時間',
    why: '多次爽約的人一段時間不能預約（BOOK-6）',
    howLong: '在計數和限制期內，按大廳設置；遲到的人到場後立即刪除',
  },
  'watch-list': {
    what: '關注名單：證件號碼在大廳金鑰下的 HMAC-SHA256、原因、説明、由誰加入',
    why: '主管看到誰在囤號；不妨礙任何人',
    howLong: '加入時選定的日期，最長 180 天',
  },
  'watch-sightings': {
    what: '關注名單上的人取了哪些號',
    why: '同上',
    howLong: '2 天，或隨名單條目一起',
  },
  approvals: {
    what: '等第二個人同意的事：加入或移出關注名單、刪除個人信息，人只以大廳金鑰下的哈希表示',
    why: '這些事不由一個人決定',
    howLong: '決定以後刪除，最長 7 天',
  },
  ratings: {
    what: '評價：號票、環節、等級、標籤',
    why: '辦事體驗；自願，從不默認',
    howLong: '與統計同期；從中找不到任何人',
  },
  'rating-words': {
    what: '評價裏寫的話',
    why: '瞭解辦事經過；只有主管能看',
    howLong: '當月底；差評的在工單辦結 30 天以後',
  },
  'case-words': {
    what: '工單裏寫的話',
    why: '把沒辦好的事辦好，並上報當月台賬',
    howLong: '工單辦結 30 天以後，且不早於次月 10 日結束；無人辦結的兩年',
  },
  'case-contacts': {
    what: '工單裏的姓名和電話',
    why: '回訪',
    howLong: '工單辦結 30 天以後；無人辦結的兩年',
  },
  'one-time-notices': {
    what: '一次性告知單：缺什麼、錯在哪裏，也有窗口人員寫的話',
    why: '打印',
    howLong: '最後一份打印完成或失敗為止，最長一小時',
  },
  'print-journals': {
    what: '打印任務的編號和結果（沒有紙上的內容）',
    why: '同一張票不打兩次',
    howLong: '最近 5,000 個任務',
  },
  accounts: {
    what: '工作人員：帳號、姓名、角色、密碼（scrypt 哈希）',
    why: '登入，並對自己的操作負責',
    howLong: '刪除帳號為止',
  },
  identities: {
    what: '統一身份認證（OpenID Connect）中哪個身份是誰的：簽發者、主體標識',
    why: '用它登入',
    howLong: '隨帳號',
  },
  'second-factors': {
    what: '動態碼：用的是第幾個金鑰、最近用過的一個；金鑰本身不在任何表裏',
    why: '管理員要出示兩種證明',
    howLong: '隨帳號',
  },
  'sign-ins': {
    what: '登入：會話秘密的 SHA-256、網絡地址、最近使用時間',
    why: '保持登入，並看到自己在哪裏登入',
    howLong: '12 小時不用即結束，最長 24 小時',
  },
  'staff-cards': {
    what: '崗位牌：照片（重新繪製的小圖）、崗位、職責、承諾；在窗口、窗口屏和 /posted/photos/… 公示',
    why: '公示誰在辦理（辦法第二十二條）',
    howLong: '隨帳號，撤下時，或最後一次保存滿一年',
  },
  'duty-roster': {
    what: '值班領導：姓名、職務、電話，當日在大屏和取號機上公示',
    why: '公示誰帶班',
    howLong: '次日',
  },
  'case-looks': {
    what: '誰看過工單的完整電話',
    why: '對此負責（個人信息保護法第五十六條）',
    howLong: '三年',
  },
  audit: {
    what: '審計記錄：哪個帳號、何時、從哪個地址做了什麼',
    why: '對工作人員的操作負責（網絡安全法第二十一條）',
    howLong: '一年，至少六個月',
  },
  'help-calls': {
    what: '求助：取號機、時間、去的工作人員',
    why: '保證有人去，並知道多快',
    howLong: '30 天',
  },
  repairs: {
    what: '設備維修：寫下的情況、由誰記錄',
    why: '讓設備保持正常',
    howLong: '五年',
  },
  'staff-ids': {
    what: '事件、公告、指南、工單和統計中工作人員的編號（clerk:…，從不寫姓名）',
    why: '説明是誰做的',
    howLong: '與日誌和統計同期；帳號刪除以後，編號不再指向任何人',
  },
};
