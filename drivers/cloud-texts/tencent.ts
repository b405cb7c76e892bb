/**
 * Tencent's short messages: SendSms of version 2021-01-11, signed with TC3-HMAC-SHA256 (devices.md,
 * D6). A template's variables have no names there, only an order: that of the hall's own template.
 */
import type { Text, TextOutcome } from '../texter.ts';
import { type CloudDialect, type CloudRequest, textOf } from './cloud.ts';
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

export class TencentDialect implements CloudDialect {
  readonly #account: TencentAccount;

  constructor(account: TencentAccount) {
    this.#account = account;
  }

  request(to: string, text: Text, at: number): CloudRequest {
    const { app, signName, region } = this.#account;
    const body = JSON.stringify({
      PhoneNumberSet: [`+${to}`],
      SmsSdkAppId: app,
      SignName: signName,
      TemplateId: text.template?.id ?? '',
      TemplateParamSet: Object.values(text.template?.variables ?? {}),
      SessionContext: text.id,
    });
    const seconds = Math.floor(at / 1_000);
    const action = 'SendSms';
    const signed = { service: 'sms', host: tencentHost, action, body, at: seconds };
    return {
      headers: {
        authorization: tencentAuthorization(signed, this.#account),
        'content-type': 'application/json; charset=utf-8',
        'x-tc-action': action,
        'x-tc-timestamp': String(seconds),
        'x-tc-version': '2021-01-11',
        'x-tc-region': region,
      },
      body,
    };
  }

  read(status: number, answer: unknown): TextOutcome {
    const one = ['Response', 'SendStatusSet', 0] as const;
    const code = textOf(answer, ...one, 'Code') || textOf(answer, 'Response', 'Error', 'Code');
    const ref = textOf(answer, ...one, 'SerialNo');
    if (code === 'Ok' && ref !== '') return { outcome: 'accepted', refs: [ref], parts: 1 };
    if (code === '' && status >= 500) return { outcome: 'unknown', detail: `HTTP ${status}` };
    const detail = code === '' ? `HTTP ${status}` : code.replace(/[^\w.:-]/g, '').slice(0, 60);
    const known = outcomes.find(([begins]) => code.startsWith(begins));
    if (!known) return { outcome: 'failed', reason: 'error', detail };
    const [, outcome, reason] = known;
    return { outcome, reason, detail } as TextOutcome;
  }
}
