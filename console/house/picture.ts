/**
 * Makes a chosen photo small before it is sent: the browser knows how the camera was held, and a hall's
 * network need not carry five megabytes for a picture of a few hundred dots.
 */

/** More than what is kept, so that the hub's own cut stays sharp. */
const sideMax = 800;
const quality = 0.9;

/** The photo as a JPEG in base64; null: the browser cannot read the file as a picture. */
export async function smallPicture(file: File): Promise<string | null> {
  const url = URL.createObjectURL(file);
  try {
    const image = await loaded(url);
    const scale = Math.min(1, sideMax / Math.min(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', quality).split(',')[1] ?? null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function loaded(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = url;
  });
}
