/**
 * What LED strips say and how bright they are, as the hall's file has it; what goes without saying
 * suits a hall in mainland China. Strips know the characters of GB 2312 and no others.
 */
import iconv from 'iconv-lite';
import { z } from 'zod';
import { columnsOf, type StripTexts } from '../../core/views/strip.ts';

/** Holds a text to the characters that a strip can show. */
export const gb2312 = <S extends z.ZodType<string>>(text: S) =>
  text.superRefine((said, context) => {
    const strange = [...said].filter((one) => !isGb2312(one));
    if (strange.length === 0) return;
    const message = `strips know the characters of GB 2312 only, not ${strange.join('')}`;
    context.addIssue({ code: 'custom', message });
  });

const asciiLast = 0x7e;

function isGb2312(one: string): boolean {
  if ((one.codePointAt(0) ?? 0) <= asciiLast) return true;
  // EUC-CN: both bytes from A1 on, the first up to F7 (GB 2312-80 ends at row 87).
  const [first = 0, second = 0, ...more] = iconv.encode(one, 'gbk');
  return more.length === 0 && first >= 0xa1 && first <= 0xf7 && second >= 0xa1;
}

const blanks = ['label', 'sign', 'name', 'line', 'reason'];
/** Longer ones nobody reads in passing. */
const columnsMax = 200;

const text = gb2312(
  z
    .string()
    .min(1)
    .refine((said) => columnsOf(said) <= columnsMax, `at most ${columnsMax} narrow characters`)
    .refine(
      (said) => [...said.matchAll(/\{(\w*)\}/g)].every(([, name = '']) => blanks.includes(name)),
      `its blanks are ${blanks.map((name) => `{${name}}`).join(' ')}`,
    ),
);

const usual: StripTexts = {
  called: ['请{label}号到{sign}号窗口', '请{label}到{sign}窗', '{label}'],
  serving: ['正在办理 {label}', '{label}'],
  idle: ['{name}  {line}', '{name}', '{sign}号窗口'],
  paused: ['{name} 暂停服务：{reason}', '暂停服务：{reason}', '暂停服务'],
  closed: ['{name} 暂未开放', '暂未开放'],
};

const list = (kind: keyof StripTexts) =>
  z
    .array(text)
    .max(10)
    .default([...usual[kind]]);

export const stripTextsShape = z
  .strictObject({
    called: list('called'),
    serving: list('serving'),
    idle: list('idle'),
    paused: list('paused'),
    closed: list('closed'),
  })
  .prefault({});

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is HH:MM')
  .transform((said) => Number(said.slice(0, 2)) * 60 + Number(said.slice(3)));

export const stripLightShape = z
  .array(z.strictObject({ from: clock, brightness: z.int().min(1).max(16) }))
  .max(24)
  .refine(
    (lights) => lights.every((one, at) => at === 0 || (lights[at - 1]?.from ?? 0) < one.from),
    'lights stand in the order of the day',
  )
  .prefault([
    { from: '07:00', brightness: 16 },
    { from: '18:00', brightness: 8 },
  ]);
