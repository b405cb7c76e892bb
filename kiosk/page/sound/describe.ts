/**
 * A page in words, for who hears it: what stands on it in the order in which it is read, without its
 * buttons, which are heard one by one. What is typed of a document is never said as a whole.
 */

/** Words that are drawn and not said, or said by themselves. */
const unsaid = 'button, .foot, .leaving, [aria-hidden="true"], svg, .typed, .number-leaves';
const ends = /[.!?\u3002\uff01\uff1f\uff0c,:\uff1a;\uff1b]$/;

/** The words of an element and what is in it, as sentences. */
export function wordsOf(element: Element): string {
  const parts: string[] = [];
  const read = (node: Node) => {
    if (node instanceof Element) {
      if (node.matches(unsaid)) return;
      if (node instanceof HTMLImageElement) parts.push(node.alt);
      for (const child of node.childNodes) read(child);
      if (/^(P|LI|H1|H2|H3|DT|DD|TH|TD|TR|DIV)$/.test(node.tagName)) end(parts);
      else parts.push(' ');
    } else if (node.nodeType === Node.TEXT_NODE) {
      const text = (node.textContent ?? '').replace(/\s+/g, ' ');
      if (text !== '') parts.push(text);
    }
  };
  read(element);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** What stood on lines of their own are sentences of their own. */
function end(parts: string[]): void {
  const last = parts.at(-1)?.trim();
  if (last && !ends.test(last)) parts.push('. ');
}

interface StateWords {
  readonly chosen: string;
  readonly notChosen: string;
  readonly button: string;
}

/** A control by its name, and how it stands. */
export const controlWords = (control: Element, words: StateWords): string =>
  `${nameOf(control)}. ${stateWords(control, words)}`;

/** Whether a control that can be chosen is. */
export function stateWords(control: Element, words: StateWords): string {
  const pressed = control.getAttribute('aria-pressed');
  return pressed === null ? words.button : pressed === 'true' ? words.chosen : words.notChosen;
}

/** From 9 to 14: a voice passes over the dash, and nine fourteen is something else. */
export const spokenRanges = (text: string, to: string): string =>
  text.replace(/(\d)\s*\u2013\s*(?=\d)/g, `$1${to}`);

const nameOf = (control: Element): string => {
  const label = control.getAttribute('aria-label');
  if (label) return label;
  const parts = [
    ...control.querySelectorAll('[class*=-name], [class*=-about], .tile-state, .beside-chosen'),
  ];
  const lines = parts.length > 0 ? parts : [control];
  return lines
    .map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join('. ');
};
