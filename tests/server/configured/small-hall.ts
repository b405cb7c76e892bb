/**
 * A hall's file of a screenful, with comments, and with a page's change of it.
 */
import { type DeskParts, SettingsDesk } from '../../../server/configured/desk.ts';
import { SettingsVersions } from '../../../server/house/settings-versions.ts';
import { type HallFile, parseHall } from '../../../server/settings.ts';

export const smallText = `# The hall of the tests.
hall: small
name: { zh-Hans: 东城区政务服务中心, en: Dongcheng Government Service Centre }
hours: { zh-Hans: 周一至周五, en: Monday to Friday } # as on the door
groups:
  - id: all
    name: { zh-Hans: 全部, en: All }
    services: [tax, housing]
services:
  # Whatever has to do with tax.
  - id: tax
    prefix: A
    name: { zh-Hans: 税务, en: Tax }
    promiseMinutes: 30 # as the centre has promised
  - id: housing
    prefix: B
    name: { zh-Hans: 住房, en: Housing }
counters:
  - { id: "1", sign: "1", name: { zh-Hans: 1号窗口, en: Window 1 }, services: [tax, housing] }
kiosks:
  - { id: entrance, letter: A, name: { zh-Hans: 入口, en: Entrance } }
reasons:
  pause: [{ id: break, name: { zh-Hans: 暂离, en: Break } }]
  callTicket: [{ id: came-back, name: { zh-Hans: 返回, en: Came back } }]
  park: [{ id: form, name: { zh-Hans: 填表, en: Form } }]
  cancel: [{ id: left, name: { zh-Hans: 离开, en: Left } }]
`;

export const smallFile = (text = smallText): HallFile => parseHall(text, '/etc/jinghao/hall.yaml');

/** The promise for tax is another. */
export const promising = (minutes: number, text = smallText): string =>
  text.replace('promiseMinutes: 30', `promiseMinutes: ${minutes}`);

/** The desk of a hub that was started by this file, on its tables. */
export const smallDesk = (
  parts: ConstructorParameters<typeof SettingsVersions>[0] & Required<Pick<DeskParts, 'keeper'>>,
): SettingsDesk =>
  new SettingsDesk({
    ...{ hall: 'small', running: smallFile(), keeper: parts.keeper },
    versions: new SettingsVersions(parts),
  });
