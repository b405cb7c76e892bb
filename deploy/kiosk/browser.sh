#!/bin/sh
# The one program on a kiosk's screen: the browser on the one page. It waits for the page, so that nobody ever
# sees a browser's own page of errors, and the service starts it again when it ends.
set -eu

: "${KIOSK_URL:?}" "${KIOSK_ROTATE:=normal}"
profile="$HOME/browser"

until curl --silent --fail --output /dev/null --max-time 5 "$KIOSK_URL"; do
  sleep 2
done

# What Cage has not turned itself (screen.sh says normal where it has). A page on its side is better than none.
if [ "$KIOSK_ROTATE" != normal ]; then
  output=$(wlr-randr | sed -n '1s/ .*//p')
  wlr-randr --output "$output" --transform "$KIOSK_ROTATE" || echo "the screen cannot be turned by $KIOSK_ROTATE" >&2
fi

# What a power cut left of the profile must not bring up a question.
rm -f "$profile/SingletonLock" "$profile/SingletonCookie" "$profile/SingletonSocket"
if [ -f "$profile/Default/Preferences" ]; then
  sed -i 's/"exited_cleanly":false/"exited_cleanly":true/; s/"exit_type":"[^"]*"/"exit_type":"Normal"/' \
    "$profile/Default/Preferences"
fi

exec chromium --kiosk --ozone-platform=wayland --user-data-dir="$profile" \
  --no-first-run --no-default-browser-check --noerrdialogs --disable-session-crashed-bubble \
  --disable-pinch --overscroll-history-navigation=0 --disable-features=Translate \
  --autoplay-policy=no-user-gesture-required --password-store=basic \
  --check-for-update-interval=31536000 "$KIOSK_URL"
