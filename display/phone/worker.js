/*
 * A service worker that does one thing: where a phone's browser shows notices for workers alone
 * (Android), the page shows the notice of a call through it, and a tap on it leads back to the page.
 * It keeps nothing and answers no request. The hub serves it as `/remind.js`.
 */
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const address = event.notification.data;
  const back = async () => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const page = pages.find(({ url }) => url === address);
    return page ? page.focus() : self.clients.openWindow(address);
  };
  event.waitUntil(back());
});
