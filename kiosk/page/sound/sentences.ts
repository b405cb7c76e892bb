/**
 * Words in pieces that are said one after the other: a first one is heard sooner than the whole.
 */

/** Sentences of at most so many characters; none that has nothing to say. */
export function sentencesOf(text: string, most: number): string[] {
  const pieces = text.match(/[^.!?\u3002\uff01\uff1f]+[.!?\u3002\uff01\uff1f]*\s*/g) ?? [];
  return pieces.flatMap((piece) => {
    // A sentence that ended already needs no other end.
    const whole = piece.trim().replace(/([.!?\u3002\uff01\uff1f])\.+$/, '$1');
    if (whole === '' || /^[.!?\s\u3002]+$/.test(whole)) return [];
    return whole.length <= most ? [whole] : (whole.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? []);
  });
}
