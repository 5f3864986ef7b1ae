#!/bin/sh
# Installs this release of the gateway, or puts it in the place of the one that runs. Again and again with the same end.
# The one that runs drains: nobody new comes in, and transfers have AMI_DRAIN_SECONDS to end. Where the new one does not
# stay up, the one before is brought back.
#
#   tar -xzf gateway.tgz -C /some/folder && /some/folder/install.sh [--no-start]
#
# --no-start: everything but starting it (settings or certificates are still to come).
# DESTDIR=/folder: a tree below that folder, without users and rights: for tests and images.
set -eu
umask 022

case "${1:-}" in
  '' | --no-start) no_start=${1:-} ;;
  *) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd -P)
dest=${DESTDIR:-}
home=$dest/opt/ami-gateway
settings=$dest/etc/ami-gateway
units=$dest/etc/systemd/system
as_root() { [ -n "$dest" ] || "$@"; }

# Seconds from the start of a release until it is believed.
SETTLE=${AMI_SETTLE_SECONDS:-5}

if [ -z "$dest" ]; then
  [ "$(id -u)" = 0 ] || { echo 'install.sh: run it as root' >&2; exit 1; }
  id ami-gateway >/dev/null 2>&1 ||
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ami-gateway
fi
"$here/bin/node" --version >/dev/null || { echo 'install.sh: its Node does not run on this machine' >&2; exit 1; }

# A release is what its files are: the same again is the same folder.
release=$(cd "$here" && cat package.json lib/*.js bin/node ami-gateway.service install.sh | sha256sum | cut -c 1-16)
target=$home/releases/$release
before=$(readlink "$home/current" 2>/dev/null || true)
mkdir -p "$home/releases" "$settings" "$units/ami-gateway.service.d"
chmod 755 "$home" "$home/releases"
if [ "$here" != "$target" ] && [ ! -d "$target" ]; then
  rm -rf "$target.part"
  mkdir "$target.part"
  cp -R "$here/." "$target.part"
  chmod -R u=rwX,go=rX "$target.part"
  as_root chown -R root:root "$target.part"
  mv "$target.part" "$target"
fi

# Settings stay as they are; the example is for the first time.
[ -e "$settings/env" ] || { cp "$here/env.example" "$settings/env"; echo "settings to fill in: $settings/env"; }
chmod 750 "$settings"
chmod 640 "$settings/env"
as_root chown root:ami-gateway "$settings" "$settings/env"

# systemd reads no settings here: what a stop may take is written for it. 30 s beyond the drain are the gateway's own.
drain=$(sed -n 's/^AMI_DRAIN_SECONDS=\([0-9][0-9]*\).*/\1/p' "$settings/env" | tail -n 1)
printf '[Service]\nTimeoutStopSec=%s\n' $((${drain:-30} + 45)) >"$units/ami-gateway.service.d/drain.conf"

# The folder in one step: a start in between finds the one or the other.
switch_to() {
  ln -sfn "$1" "$home/current.part"
  mv -T "$home/current.part" "$home/current"
  cp "$home/$1/ami-gateway.service" "$units/ami-gateway.service"
  systemctl daemon-reload
}
switch_to "releases/$release"
systemctl enable ami-gateway.service
if [ -n "$no_start" ]; then
  echo "installed, not started: $release"
  exit 0
fi

restarts() { systemctl show --property=NRestarts --value ami-gateway.service; }
# Gone and come again meanwhile is not up.
stays_up() {
  was=$(restarts)
  sleep "$SETTLE"
  systemctl is-active --quiet ami-gateway.service && [ "$(restarts)" = "$was" ]
}
if ! systemctl restart ami-gateway.service || ! stays_up; then
  echo "install.sh: the gateway does not stay up: journalctl -u ami-gateway" >&2
  if [ -n "$before" ] && [ "$before" != "releases/$release" ]; then
    switch_to "$before"
    systemctl restart ami-gateway.service || true
    echo "install.sh: back to $before" >&2
  fi
  exit 1
fi

# The one before stays, to go back to by its own install.sh.
if [ "$before" != "releases/$release" ]; then
  for old in "$home"/releases/*; do
    case "$old" in "$target" | "$home/${before:-none}") ;; *) rm -rf "$old" ;; esac
  done
fi
echo "installed and running: $release"
