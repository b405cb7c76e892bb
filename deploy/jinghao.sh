#!/bin/sh
# The `jinghao` command on the hub's machine, with the settings of its service (docs/install.md): it is installed as
# /usr/local/bin/jinghao. Settings that whoever calls it brings along come first: DATA_DIR=/tmp/try, say.
set -eu

[ "$(id -u)" -ne 0 ] || exec sudo -u jinghao --preserve-env=DATA_DIR "$0" "$@"
# It asks the hub by https where JINGHAO_URL says so, and believes whom the system believes.
exec env NODE_USE_SYSTEM_CA=1 DATA_DIR="${DATA_DIR:-/var/lib/jinghao/data}" \
  /opt/jinghao/node_modules/.bin/node --env-file=/etc/jinghao/hub.env /opt/jinghao/server/main.ts "$@"
