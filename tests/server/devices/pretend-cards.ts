/** A card reader without a wire: a test lays the cards on, and says how the reader is. */
import type { CardRead, DeviceState, IdReader } from '../../../drivers/driver.ts';

export class PretendCards implements IdReader {
  state: DeviceState = 'ready';
  readonly waits = new Set<(card: CardRead) => void>();

  health = () => ({ state: this.state, heardAt: null, detail: '' });
  onHealth = () => () => {};
  close = async () => {};
  onCard = (tell: (card: CardRead) => void) => {
    this.waits.add(tell);
    return () => this.waits.delete(tell);
  };

  lay(card: CardRead): void {
    for (const tell of [...this.waits]) tell(card);
  }
}
