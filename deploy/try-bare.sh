#!/bin/sh
# Tries docs/install.md: types the commands of its steps 1 and 2, as they stand there, into a bare Debian that has only
# just been made, starts with systemd and is thrown away at the end; then takes a number, calls it, and restores a backup.
#
#   apt-get install -y mmdebstrap systemd-container git && sh deploy/try-bare.sh [bookworm|trixie]
#
# As root, on a machine whose ports 80, 443 and 8080 are free (it shares its network). About five minutes; 25 at the most.
set -eu

suite=${1:-bookworm}
program=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" -eq 0 ] || { echo "try-bare: run it as root" >&2; exit 2; }
[ "${TRY_BARE_BOUNDED:-}" ] || TRY_BARE_BOUNDED=1 exec timeout --kill-after=60 1500 sh "$0" "$suite"

work=$(mktemp -d /var/tmp/jinghao-bare.XXXXXX)
bare=$work/bare
machine=
clean() {
  [ -z "$machine" ] || { kill "$machine" 2>/dev/null && wait "$machine"; } || true
  rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 1' INT TERM

echo "try-bare: makes a bare Debian ($suite)"
mmdebstrap --quiet --variant=minbase --include=systemd-sysv,udev,dbus "$suite" "$bare"
cp /etc/resolv.conf "$bare/etc/resolv.conf"
printf '127.0.0.1 localhost bare hall.example\n' >"$bare/etc/hosts"
echo bare >"$bare/etc/hostname"
# It trusts whom this machine trusts.
mkdir -p "$bare/usr/local/share/ca-certificates"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$bare/usr/local/share/ca-certificates/" \;
git clone --quiet --bare "$program" "$bare/srv/jinghao.git"

# The page's blocks, as an administrator would type them one after the other into one shell.
{
  echo 'export DEBIAN_FRONTEND=noninteractive NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt; set -ex'
  sed -n '/^## 1\. /,/^## 3\. /{/^```sh$/,/^```$/p}' "$program/docs/install.md" |
    sed '/^```/d; s#<where you have the program from>#/srv/jinghao.git#'
} >"$bare/root/typed.sh"

cat >"$bare/root/proof.sh" <<'PROOF'
set -ex
hall=https://hall.example/api/halls/dongcheng
ask() {
  curl --silent --show-error --fail --cacert /root/authority.pem -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/json' "$@"
}
[ "$(systemctl show --property=StatusText --value jinghao)" = 'dongcheng at http://127.0.0.1:8080: ready' ]
token=$(jinghao token add trial | tail -n 1)
label=$(ask -d '{"service":"business-permits"}' $hall/tickets | grep -o '"label":"[A-Z0-9]*"')
ask -d '{}' $hall/counters/1/call-next | grep -F "$label"
jinghao device list
systemctl start jinghao-backup
DATA_DIR=/tmp/tried jinghao restore "$(ls -d /var/backups/jinghao/*)" --keys /var/lib/jinghao/data-keys
systemctl --failed --no-legend | (! grep jinghao)
# One that hangs is ended and started again: systemd waits a minute.
kill -STOP "$(systemctl show --property=MainPID --value jinghao)"
sleep 75
systemctl is-active jinghao
[ "$(systemctl show --property=NRestarts --value jinghao)" = 1 ]
PROOF

echo "try-bare: starts it"
systemd-nspawn --quiet --directory="$bare" --boot --keep-unit --register=no --resolv-conf=off --timezone=off \
  >"$work/boot.log" 2>&1 </dev/null &
machine=$!
in_it() {
  nsenter --target "$(pgrep -P "$machine" | head -n 1)" --all \
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@" </dev/null
}
tries=0
until in_it systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { cat "$work/boot.log"; exit 1; }
  sleep 1
done

echo "try-bare: types the page"
for script in typed proof; do
  in_it bash "/root/$script.sh" || {
    in_it journalctl --unit=jinghao --no-pager --lines=30
    exit 1
  }
done
echo "try-bare: all is well: docs/install.md leads from a bare Debian ($suite) to a hall that gives and calls a number"
