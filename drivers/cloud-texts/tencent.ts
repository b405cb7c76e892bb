/**
 * Tencent's short messages: SendSms of version 2021-01-11, signed with TC3-HMAC-SHA256 (devices.md,
 * D6). A template's variables have no names there, only an order: that of the hall's own template.
 */
import type { Text, TextOutcome, TextReport } from '../texter.ts';
import { type CloudDialect, type CloudRequest, codeOf, listOf, textOf } from './cloud.ts';
import { type TencentKeys, tencentAuthorization } from './signing.ts';

export interface TencentAccount extends TencentKeys {
  /** SmsSdkAppId */
  readonly app: string;
  readonly signName: string;
  readonly region: string;
}

export const tencentHost = 'sms.tencentcloudapi.com';

/** By the beginning of the code: the provider adds further words behind a dot. */
const outcomes: readonly (readonly [string, 'refused' | 'failed', string])[] = [
  ['InvalidParameterValue.IncorrectPhoneNumber', 'refused', 'bad-number'],
  ['FailedOperation.PhoneNumberInBlacklist', 'refused', 'blocked-number'],
  ['FailedOperation.ContainSensitiveWord', 'refused', 'content'],
  ['FailedOperation.Template', 'refused', 'template'],
  ['InvalidParameterValue.Template', 'refused', 'template'],
  ['FailedOperation.Signature', 'refused', 'signature'],
  ['InvalidParameterValue.ContentLengthLimit', 'refused', 'too-long'],
  ['LimitExceeded.PhoneNumber', 'refused', 'number-limit'],
  ['LimitExceeded', 'failed', 'throttled'],
  ['RequestLimitExceeded', 'failed', 'throttled'],
  ['FailedOperation.InsufficientBalance', 'failed', 'credit'],
  ['AuthFailure', 'failed', 'sign-in'],
  ['InternalError', 'failed', 'busy'],
];

/** The provider's clock may go so much behind the hub's. */
const clockApartSeconds = 300;

export class TencentDialect implements CloudDialect {
  readonly #account: TencentAccount;

  constructor(account: TencentAccount) {
    this.#account = account;
  }

  request(to: string, text: Text, at: number): CloudRequest {
    const { app, signName } = this.#account;
    return this.#signed('SendSms', at, {
      PhoneNumberSet: [`+${to}`],
      SmsSdkAppId: app,
      SignName: signName,
      TemplateId: text.template?.id ?? '',
      TemplateParamSet: Object.values(text.template?.variables ?? {}),
      SessionContext: text.id,
    });
  }

  /**
   * PullSmsSendStatusByPhoneNumber: https://tencentcloud.com/zh/document/product/382/40518. The queue of
   * all reports (PullSmsSendStatus) tells each once only, and is lost to whoever dies meanwhile.
   */
  question({ number, sentAt }: Parameters<CloudDialect['question']>[0], at: number): CloudRequest {
    return this.#signed('PullSmsSendStatusByPhoneNumber', at, {
      BeginTime: Math.floor(sentAt / 1_000) - clockApartSeconds,
      Offset: 0,
      Limit: 100,
      PhoneNumber: `+${number}`,
      SmsSdkAppId: this.#account.app,
    });
  }

  report(answer: unknown, ref: string): TextReport | null {
    const all = listOf(answer, 'Response', 'PullSmsSendStatusSet');
    const told = all.find((one) => textOf(one, 'SerialNo') === ref);
    const status = textOf(told, 'ReportStatus');
    if (status !== 'SUCCESS' && status !== 'FAIL') return null;
    const state = status === 'SUCCESS' ? 'delivered' : 'undelivered';
    return { ref, state, detail: codeOf(textOf(told, 'Description')) };
  }

  read(status: number, answer: unknown): TextOutcome {
    const one = ['Response', 'SendStatusSet', 0] as const;
    const code = textOf(answer, ...one, 'Code') || textOf(answer, 'Response', 'Error', 'Code');
    const ref = textOf(answer, ...one, 'SerialNo');
    if (code === 'Ok' && ref !== '') return { outcome: 'accepted', refs: [ref], parts: 1 };
    if (code === '' && status >= 500) return { outcome: 'unknown', detail: `HTTP ${status}` };
    const detail = code === '' ? `HTTP ${status}` : codeOf(code);
    const known = outcomes.find(([begins]) => code.startsWith(begins));
    if (!known) return { outcome: 'failed', reason: 'error', detail };
    const [, outcome, reason] = known;
    return { outcome, reason, detail } as TextOutcome;
  }

  #signed(action: string, at: number, said: object): CloudRequest {
    const body = JSON.stringify(said);
    const seconds = Math.floor(at / 1_000);
    const signed = { service: 'sms', host: tencentHost, action, body, at: seconds };
    return {
      headers: {
        authorization: tencentAuthorization(signed, this.#account),
        'content-type': 'application/json; charset=utf-8',
        'x-tc-action': action,
        'x-tc-timestamp': String(seconds),
        'x-tc-version': '2021-01-11',
        'x-tc-region': this.#account.region,
      },
      body,
    };
  }
}
