#!/bin/sh
# The kiosk's screen: Cage with the browser in it (browser.sh). Cage of Debian 12 turns the screen itself, once for each
# -r; newer ones have no -r, and browser.sh turns it in them. Cage hands its environment on to browser.sh.
set -eu

turn=
if cage -h 2>&1 | grep -q '^ -r'; then
  case "${KIOSK_ROTATE:=normal}" in
  90) turn=-r ;;
  180) turn='-r -r' ;;
  270) turn='-r -r -r' ;;
  esac
  # Turned here: nothing is left for browser.sh to turn.
  export KIOSK_ROTATE=normal
fi

# shellcheck disable=SC2086 # words, or none
exec cage -d $turn -- /usr/local/lib/jinghao/browser.sh
