#!/bin/sh
# Makes a bare Debian 12 or 13 a kiosk: one page in one browser, nothing else to be reached, always on. It may be run
# again at any time. What it does, and how to undo it: docs/install.md.
#
#   sh set-up-kiosk.sh [--url http://127.0.0.1:8090/kiosk] [--rotate normal|90|180|270]
set -eu

url=http://127.0.0.1:8090/kiosk
rotate=normal
here=$(dirname "$(readlink -f "$0")")

complain() {
  echo "set-up-kiosk: $1" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || complain "$1: say a value"
  case "$1" in
  --url) url=$2 ;;
  --rotate) rotate=$2 ;;
  *) complain "$1: not known; there are --url and --rotate" ;;
  esac
  shift 2
done

case "$url" in
http://* | https://*) ;;
*) complain "--url: an address, http:// or https://" ;;
esac
case "$url" in
*[\"\'\\\ ]*) complain "--url: no quotes, blanks or backslashes" ;;
esac
case "$rotate" in
normal | 90 | 180 | 270) ;;
*) complain "--rotate: normal, 90, 180 or 270" ;;
esac
[ "$(id -u)" -eq 0 ] || complain "run it as root"
[ -f /etc/debian_version ] || complain "this is not Debian"
origin=$(echo "$url" | sed -E 's#^(https?://[^/]+).*#\1#')

export DEBIAN_FRONTEND=noninteractive
apt-get update
# Cage of Debian 12 ends at once where there is no Xwayland, though nothing here uses it.
apt-get install -y --no-install-recommends \
  cage xwayland chromium curl fonts-wqy-microhei espeak-ng wlr-randr libpam-systemd systemd-timesyncd

id kiosk >/dev/null 2>&1 || useradd --create-home --shell /usr/sbin/nologin kiosk
for group in video render input audio; do
  if getent group "$group" >/dev/null; then usermod --append --groups "$group" kiosk; fi
done

for script in screen browser check; do
  install -D -m 0755 "$here/$script.sh" "/usr/local/lib/jinghao/$script.sh"
done
install -d -m 0755 /etc/jinghao /etc/chromium/policies/managed
printf 'KIOSK_URL=%s\nKIOSK_ROTATE=%s\n' "$url" "$rotate" >/etc/jinghao/kiosk.env
sed "s#@ORIGIN@#$origin#" "$here/policies.json" >/etc/chromium/policies/managed/jinghao.json
chmod 0644 /etc/chromium/policies/managed/jinghao.json

cat >/etc/pam.d/jinghao-kiosk <<'PAM'
auth     required pam_permit.so
account  required pam_permit.so
session  required pam_unix.so
session  required pam_systemd.so
PAM

cat >/etc/systemd/system/jinghao-kiosk.service <<'UNIT'
[Unit]
Description=The kiosk's page on the kiosk's screen
After=systemd-user-sessions.service plymouth-quit-wait.service jinghao-agent.service
Before=graphical.target
ConditionPathExists=/dev/tty1
Conflicts=getty@tty1.service
After=getty@tty1.service
StartLimitIntervalSec=0

[Service]
Type=simple
User=kiosk
WorkingDirectory=/home/kiosk
PAMName=jinghao-kiosk
EnvironmentFile=/etc/jinghao/kiosk.env
ExecStart=/usr/local/lib/jinghao/screen.sh
Restart=always
RestartSec=2
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
StandardError=journal
UtmpIdentifier=tty1
UtmpMode=user

[Install]
WantedBy=graphical.target
UNIT

cat >/etc/systemd/system/jinghao-kiosk-night.service <<'UNIT'
[Unit]
Description=Begin the kiosk's browser anew and look whether all is well
After=jinghao-kiosk.service

[Service]
Type=oneshot
EnvironmentFile=/etc/jinghao/kiosk.env
ExecStartPre=/usr/bin/systemctl restart jinghao-kiosk.service
ExecStartPre=/bin/sleep 60
ExecStart=/usr/local/lib/jinghao/check.sh
UNIT

cat >/etc/systemd/system/jinghao-kiosk-night.timer <<'UNIT'
[Unit]
Description=The kiosk's check of itself, every night

[Timer]
OnCalendar=*-*-* 03:40
RandomizedDelaySec=10min

[Install]
WantedBy=timers.target
UNIT

# Never asleep, nothing on other consoles, no way out by keys, and the board's own watchdog where it has one.
install -d /etc/systemd/logind.conf.d /etc/systemd/system.conf.d
printf '[Login]\nIdleAction=ignore\nHandleLidSwitch=ignore\nNAutoVTs=0\nReserveVT=0\n' \
  >/etc/systemd/logind.conf.d/jinghao-kiosk.conf
printf '[Manager]\nRuntimeWatchdogSec=30s\nRebootWatchdogSec=5min\n' \
  >/etc/systemd/system.conf.d/jinghao-kiosk.conf
printf 'kernel.sysrq = 0\n' >/etc/sysctl.d/60-jinghao-kiosk.conf
systemctl mask sleep.target suspend.target hibernate.target hybrid-sleep.target ctrl-alt-del.target

systemctl daemon-reload
systemctl set-default graphical.target
systemctl enable jinghao-kiosk.service jinghao-kiosk-night.timer
echo "set-up-kiosk: done; restart the machine, and the kiosk shows $url"
