/**
 * From an address, as an administrator writes it, to whatever sends texts. The one place that knows
 * which address means which driver. A secret never stands in an address, only the file that holds it.
 */
import type { Clock } from './clock.ts';
import { AliyunDialect } from './cloud-texts/aliyun.ts';
import { openCloudTexts } from './cloud-texts/cloud.ts';
import { TencentDialect, tencentHost } from './cloud-texts/tencent.ts';
import { CmppCodec, cmppHeadBytes } from './cmpp/codec.ts';
import { openGateway } from './gateway/gateway.ts';
import { openGsmModem } from './gsm/modem.ts';
import { type AddressProblem, openPort, type PortAddress, readAddress } from './ports/open.ts';
import { SmppCodec, smppHeadBytes } from './smpp/codec.ts';
import type { Texter } from './texter.ts';

export type TexterKind = 'gsm' | 'cmpp' | 'smpp' | 'aliyun' | 'tencent';

export interface TexterAddress {
  readonly kind: TexterKind;
  /** Null for those behind an HTTP interface. */
  readonly port: PortAddress | null;
  /** All settings of its kind, those left out with what goes without saying. */
  readonly settings: Readonly<Record<string, string>>;
}

export type ReadTexter =
  | ({ readonly ok: true } & TexterAddress)
  | { readonly ok: false; readonly problem: AddressProblem };

export interface OpeningTexter {
  readonly clock: Clock;
  /** What the file of a secret holds, or `env:NAME`. Throws what an administrator is to be told. */
  readonly secretIn: (named: string) => string;
  /** A fresh id. */
  readonly newId: () => string;
}

interface Field {
  readonly rule: string;
  readonly form: RegExp;
  /** What goes without saying; left out: it has to be said. */
  readonly usual?: string;
}

const secret: Field = {
  rule: 'the path of a file that holds the secret, or env:NAME',
  form: /^\S.{0,398}$/,
};
const number: Field = { rule: 'the number that visitors see, 3-21 digits', form: /^\d{3,21}$/ };
const window: Field = { rule: '1 to 64', form: /^([1-9]|[1-5]\d|6[0-4])$/, usual: '16' };
const signature: Field = {
  rule: 'the approved signature, without brackets',
  form: /^[^【】]{2,20}$/,
};
const key: Field = { rule: 'the id of an access key', form: /^[A-Za-z0-9]{10,64}$/ };
const url = (usual: string): Field => ({
  ...{ rule: 'an address beginning with https:// (on this machine also http://)', usual },
  form: /^(https:\/\/[^\s/]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)(\/\S*)?$/,
});

const fields: Readonly<Record<TexterKind, Readonly<Record<string, Field>>>> = {
  gsm: { valid: { rule: '5 to 720 minutes', form: /^\d{1,3}$/, usual: '60' } },
  cmpp: {
    version: { rule: '2.0 or 3.0', form: /^[23]\.0$/ },
    account: { rule: 'the six signs of the SP', form: /^[A-Za-z0-9]{1,6}$/ },
    from: number,
    service: { rule: 'at most 10 letters and digits', form: /^[A-Za-z0-9-]{0,10}$/, usual: '' },
    secret,
    proof: {
      rule: 'yes or no: whether the gateway is to prove itself',
      form: /^(yes|no)$/,
      usual: 'yes',
    },
    window,
  },
  smpp: {
    account: { rule: 'a system id of 1-15 signs', form: /^[!-~]{1,15}$/ },
    from: { rule: 'the number or name that visitors see', form: /^[A-Za-z0-9]{3,20}$/ },
    secret,
    window,
  },
  aliyun: { key, sign: signature, secret, url: url('https://dysmsapi.aliyuncs.com/') },
  tencent: {
    key,
    app: { rule: 'the id of the application (SmsSdkAppId)', form: /^\d{6,20}$/ },
    sign: signature,
    region: { rule: 'a region', form: /^[a-z-]{5,30}$/, usual: 'ap-beijing' },
    secret,
    url: url(`https://${tencentHost}/`),
  },
};

const usualPorts = { cmpp: 7890, smpp: 2775 } as const;
const modemBaud = 115_200;
const validMinutes = { min: 5, max: 720 };

/**
 * Reads `gsm:serial:/dev/ttyUSB2?valid=60`, `cmpp://host:7890?version=2.0&account=…&from=…&secret=FILE`,
 * `smpp://host:2775?account=…&from=…&secret=FILE`, `aliyun:?key=…&sign=…&secret=FILE` or
 * `tencent:?key=…&app=…&sign=…&secret=FILE` (docs/texts.md has all settings). Never throws; the
 * first broken rule is returned.
 */
export function readTexterAddress(text: string): ReadTexter {
  const scheme = text.slice(0, Math.max(text.indexOf(':'), 0));
  const kind = (Object.keys(fields) as TexterKind[]).find((one) => one === scheme);
  if (!kind) return problem('address', 'gsm:…, cmpp://…, smpp://…, aliyun:?… or tencent:?…');
  const rest = text.slice(scheme.length + 1);
  if (kind === 'aliyun' || kind === 'tencent') {
    if (!rest.startsWith('?')) return problem('address', `${kind}:? and its settings`);
    return settingsOf(kind, null, new URLSearchParams(rest));
  }
  const usual =
    kind === 'gsm'
      ? { baud: modemBaud, tcpPort: 4_001 }
      : { baud: 9_600, tcpPort: usualPorts[kind] };
  const line = readAddress(kind === 'gsm' ? rest : `tcp:${rest}`, usual);
  if (!line.ok) return line;
  return settingsOf(kind, line.address, line.settings);
}

function settingsOf(
  kind: TexterKind,
  port: PortAddress | null,
  said: Iterable<[string, string]>,
): ReadTexter {
  const known = fields[kind];
  const settings: Record<string, string> = {};
  for (const [name, value] of said) {
    const field = known[name];
    const names = Object.keys(known).join(', ');
    if (!field) return problem(name, `one of the settings ${names}`);
    if (!field.form.test(value)) return problem(name, field.rule);
    settings[name] = value;
  }
  for (const [name, { usual, rule }] of Object.entries(known)) {
    settings[name] ??= usual ?? '';
    if (usual === undefined && settings[name] === '') return problem(name, rule);
  }
  const valid = Number(settings.valid ?? validMinutes.min);
  if (valid < validMinutes.min || valid > validMinutes.max)
    return problem('valid', '5 to 720 minutes');
  return { ok: true, kind, port, settings };
}

/**
 * Opens it; it connects in the background. Throws a RangeError that names field and rule, and what
 * `secretIn` throws.
 */
export function openTexter(address: string, { clock, secretIn, newId }: OpeningTexter): Texter {
  const read = readTexterAddress(address);
  if (!read.ok) throw new RangeError(`${read.problem.field} must be ${read.problem.rule}`);
  const { kind, port } = read;
  const { account = '', from = '', service = '', sign = '', url: at = '' } = read.settings;
  const said = (name: string): string => read.settings[name] ?? '';
  const open = () => {
    if (port === null) throw new RangeError('address must be one with a line');
    return openPort(port, clock);
  };
  const gateway = { clock, window: Number(said('window')) };
  switch (kind) {
    case 'gsm':
      return openGsmModem({ port: open(), clock, validMinutes: Number(said('valid')) });
    case 'cmpp': {
      const version = said('version') === '3.0' ? '3.0' : '2.0';
      const codec = new CmppCodec({
        version,
        account,
        from,
        service,
        secret: secretIn(said('secret')),
        proof: said('proof') !== 'no',
      });
      return openGateway({ ...gateway, port: open(), codec, headBytes: cmppHeadBytes });
    }
    case 'smpp': {
      const codec = new SmppCodec({ account, from, secret: secretIn(said('secret')) });
      return openGateway({ ...gateway, port: open(), codec, headBytes: smppHeadBytes });
    }
    case 'aliyun': {
      const keys = { keyId: said('key'), keySecret: secretIn(said('secret')), signName: sign };
      return openCloudTexts({ url: at, dialect: new AliyunDialect(keys), clock, newId });
    }
    case 'tencent': {
      const keys = { secretId: said('key'), secretKey: secretIn(said('secret')) };
      const dialect = new TencentDialect({
        ...keys,
        app: said('app'),
        signName: sign,
        region: said('region'),
      });
      return openCloudTexts({ url: at, dialect, clock, newId });
    }
  }
}

function problem(field: string, rule: string): ReadTexter {
  return { ok: false, problem: { field, rule } };
}
