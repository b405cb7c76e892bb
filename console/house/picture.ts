/**
 * Makes a chosen photo small before it is sent: the browser knows how the camera was held, and a hall's
 * network need not carry five megabytes for a picture of a few hundred dots.
 */

/** More than what is kept, so that the hub's own cut stays sharp. */
const sideMax = 800;
const quality = 0.9;

/** The photo as a JPEG in base64; null: the browser cannot read the file as a picture. */
export async function smallPicture(file: File): Promise<string | null> {
  try {
    // Not by an address of its own: the pages' policy lets pictures come from the hub alone.
    const image = await createImageBitmap(file);
    const scale = Math.min(1, sideMax / Math.min(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    return canvas.toDataURL('image/jpeg', quality).split(',')[1] ?? null;
  } catch {
    return null;
  }
}
