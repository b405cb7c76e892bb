#!/bin/sh
# The kiosk's check of itself, every night: is all there that the morning needs? Each line says one thing; the
# service has failed when one is wrong, and stands so until it was right again (systemctl --failed).
set -u

: "${KIOSK_URL:?}"
wrong=0
say() {
  if [ "$1" -eq 0 ]; then
    echo "well: $2"
  else
    echo "WRONG: $2"
    wrong=1
  fi
}

curl --silent --fail --output /dev/null --max-time 10 "$KIOSK_URL"
say $? "the page answers at $KIOSK_URL"

case "$KIOSK_URL" in
http://127.0.0.1:8090/*)
  curl --silent --max-time 10 http://127.0.0.1:8090/healthz | grep -q '"hub":"up"'
  say $? "the agent speaks to the hub"
  ;;
esac

free=$(df --output=avail -BM / | tail -n 1 | tr -dc 0-9)
[ "${free:-0}" -ge 1024 ]
say $? "the disk has 1 GiB free (${free:-0} MiB)"

[ "$(timedatectl show --property=NTPSynchronized --value)" = yes ]
say $? "the clock is set by a time server"

find /sys/class/drm -name status -exec grep -qx connected {} + 2>/dev/null
say $? "a screen is connected"

systemctl --quiet is-active jinghao-kiosk.service
say $? "the browser runs"

exit "$wrong"
