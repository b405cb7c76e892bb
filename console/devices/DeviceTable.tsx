/**
 * Every place of the hall in a row, every kind of device in a column: what is well stands back, what
 * is not stands out in words.
 */
import { language } from '../language.ts';
import type { PageParts } from './Devices.tsx';
import { concern, placeText, stateText } from './said.ts';
import type { DeviceTold, Told } from './told.ts';

const kinds = ['printer', 'strip', 'keypad', 'pad', 'reader', 'scanner'] as const;

export interface DeviceTableProps extends PageParts {
  readonly told: Told;
  readonly chosen: string | null;
  readonly onChoose: (device: string) => void;
}

/** The places in the order in which the hub names them, kiosks and counters apart. */
function rowsOf(devices: readonly DeviceTold[]): DeviceTold[][] {
  const rows = new Map<string, DeviceTold[]>();
  for (const device of devices) {
    const key = `${device.place.kind}:${device.place.id}`;
    rows.set(key, [...(rows.get(key) ?? []), device]);
  }
  const all = [...rows.values()];
  const ofKiosks = all.filter(([first]) => first?.place.kind === 'kiosk');
  return [...ofKiosks, ...all.filter((row) => !ofKiosks.includes(row))];
}

export function DeviceTable({ told, names, texts, chosen, onChoose }: DeviceTableProps) {
  if (told.devices.length === 0) return <p class="manager-quiet">{texts.none}</p>;
  const columns = kinds.filter((kind) => told.devices.some((device) => device.kind === kind));
  return (
    <div class="manager-room">
      <table class="manager-table">
        <thead>
          <tr>
            <th scope="col">{texts.place}</th>
            {columns.map((kind) => (
              <th key={kind} scope="col">
                {texts.kinds[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(told.devices).map((row) => {
            const place = row[0]?.place;
            if (!place) return null;
            return (
              <tr key={`${place.kind}:${place.id}`}>
                <th scope="row">{placeText(place, names, language.value)}</th>
                {columns.map((kind) => {
                  const device = row.find((one) => one.kind === kind);
                  return (
                    <td key={kind}>
                      {device && (
                        <button
                          type="button"
                          class={`manager-open device device-${concern(device.state)}`}
                          aria-pressed={chosen === device.id}
                          onClick={() => onChoose(device.id)}
                        >
                          {stateText(device.state, texts)}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
