#!/usr/bin/env bash
# Runs PROGRAM twice: on a private bus with an unlocked gnome-keyring in a folder of its own,
# and on a bus where nobody keeps secrets. Exit code 77: gnome-keyring is not installed.
set -euo pipefail

program=$1
command -v gnome-keyring-daemon >/dev/null && command -v dbus-run-session >/dev/null || exit 77
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config
unset XDG_CURRENT_DESKTOP DESKTOP_SESSION DISPLAY WAYLAND_DISPLAY

dbus-run-session -- bash -c '
    eval "$(printf "a password" | gnome-keyring-daemon --unlock --components=secrets)"
    exec "$0" "[service]"' "$program"
grep -rqs "offline test" "$home/data" && { echo "the entry is named in clear"; exit 1; }

# A bus that starts nothing by itself: an installed key chain would answer.
cat > "$home/bus.conf" <<'END'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
dbus-run-session --config-file="$home/bus.conf" -- "$program" "[nobody]"
