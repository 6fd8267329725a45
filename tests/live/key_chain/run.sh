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
dbus-run-session -- "$program" "[nobody]"
