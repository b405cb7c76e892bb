/**
 * What other systems call levels and channels. The national data standard counts its levels the other way
 * round than the platforms of 好差评 do, so no number of theirs is ever taken for one of ours: each has a
 * table here, for there and for back. Sources: docs/ratings.md.
 */
import type { Rating } from '../house/ratings.ts';
import type { Level } from './options.ts';

/** `gb-39046`: GB/T 39046-2020 table A.8, 1 is the best; `platform`: stars, 5 is the best. */
export type LevelScheme = 'gb-39046' | 'platform';

const levelCodes: Readonly<Record<LevelScheme, Readonly<Record<Level, string>>>> = {
  'gb-39046': { 5: '1', 4: '2', 3: '3', 2: '4', 1: '5' },
  platform: { 5: '5', 4: '4', 3: '3', 2: '2', 1: '1' },
};

export const levelCode = (scheme: LevelScheme, level: Level): string => levelCodes[scheme][level];

/** Null: no such code. */
export function levelOfCode(scheme: LevelScheme, code: string): Level | null {
  const found = Object.entries(levelCodes[scheme]).find(([, one]) => one === code);
  return found ? (Number(found[0]) as Level) : null;
}

/** By which way somebody rated. */
export type Channel = Rating['source'];

/**
 * `national`: 1 PC端 2 移动端 3 二维码 4 大厅平板电脑 5 大厅其他终端 6 电话 7 短信. `zhejiang`: 6 短信,
 * 7 系统默认评价, which is never sent: nobody here is rated by default.
 */
export type ChannelScheme = 'national' | 'zhejiang';

const channelCodes: Readonly<Record<ChannelScheme, Readonly<Record<Channel, string>>>> = {
  national: { phone: '3', tablet: '4', pad: '5', kiosk: '5', text: '7' },
  zhejiang: { phone: '3', tablet: '4', pad: '5', kiosk: '5', text: '6' },
};

export const channelCode = (scheme: ChannelScheme, channel: Channel): string =>
  channelCodes[scheme][channel];
