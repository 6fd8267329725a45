#!/usr/bin/env bash
# Installs what Sotto needs to be built, tested and tried, from Debian packages only.
#
#   bash packaging/install-deps.sh          all: build, relay and test packages
#
# Runs as root or through sudo; safe to run again. On Debian 12 it adds the suite
# bookworm-backports, because SQLCipher 4.6, Catch2 3 and Prosody 13 are only there;
# the mirror's address is the one that this machine already uses.
set -euo pipefail

say() { printf 'install-deps: %s\n' "$*"; }
die() { printf 'install-deps: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

[ -r /etc/os-release ] || die "this is not a Debian system (no /etc/os-release)."
. /etc/os-release
[ "${ID:-}" = debian ] || die "this script knows Debian 12 and 13 only; here is ${PRETTY_NAME:-unknown}."
[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || die "needs root or sudo."

BUILD_PACKAGES=(
    g++ cmake ninja-build pkg-config ccache git clang-format clang-tidy
    qt6-base-dev qt6-base-dev-tools qt6-svg-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libssl-dev zlib1g-dev libsignal-protocol-c-dev libsodium-dev libtomlplusplus-dev libcli11-dev
    libqrencode-dev libzxing-dev qtkeychain-qt6-dev libx11-dev libxext-dev libxss-dev libpcsclite-dev
    libwayland-dev libwayland-bin wayland-protocols libseccomp-dev
)
RUN_PACKAGES=(qt6-qpa-plugins qt6-translations-l10n libqt6svg6 libqt6keychain1 libsecret-1-0 fonts-dejavu-core)
RELAY_PACKAGES=(lua-dbi-sqlite3 lua-sec lua-expat openssl sqlite3)
TEST_PACKAGES=(
    python3 python3-openssl python3-jsonschema iproute2 procps oathtool xvfb xdotool xprintidle x11-utils x11-xserver-utils
    imagemagick dbus xclip gnome-keyring faketime gdb strace xauth openbox zbar-tools
    g++-mingw-w64-x86-64-posix pcscd vsmartcard-vpcd
    tesseract-ocr tesseract-ocr-eng
    dunst profanity tmux python3-slixmpp libxml2-utils rsyslog rsyslog-gnutls rsyslog-openssl
)
# On Debian 12 these come from backports; on Debian 13 from the release itself.
NEWER_PACKAGES=(libsqlcipher-dev catch2 prosody prosody-modules python3-omemo-dr)

# Keeps package scripts from starting services: our relay is started by its own tool.
# A file that an administrator put there stays.
with_services_held() {
    local guard=/usr/sbin/policy-rc.d made=no status=0
    if [ ! -e "$guard" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$guard" >/dev/null
        as_root chmod 755 "$guard"
        made=yes
    fi
    "$@" || status=$?
    [ "$made" = no ] || as_root rm -f "$guard"
    return "$status"
}

# Debian's own way to name a suite: the same URIs and signing key as the release's source.
add_backports() {
    local list=/etc/apt/sources.list.d/sotto-backports.sources
    if apt-cache policy 2>/dev/null | grep -q 'n=bookworm-backports\|a=bookworm-backports\|bookworm-backports/main'; then
        say "bookworm-backports is already among the package sources"
        return
    fi
    local mirror
    mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE) $(CREATED_BY)' 2>/dev/null \
        | awk '$2 == "bookworm" && $3 == "Packages" { print $1; exit }')
    [ -n "$mirror" ] || die "cannot find this machine's mirror for bookworm in its package sources."
    say "adding bookworm-backports from this machine's mirror"
    as_root tee "$list" >/dev/null <<SOURCES
Types: deb
URIs: $mirror
Suites: bookworm-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES
}

missing() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' \
            || printf '%s\n' "$package"
    done
}

is_from_release() { # the version of Catch2 tells whether the newer suite was used
    local version
    version=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null) || return 1
    dpkg --compare-versions "$version" ge "$2"
}

newer_missing() {
    is_from_release libsqlcipher-dev 4.6 && is_from_release catch2 3 \
        && is_from_release prosody 13 && is_from_release prosody-modules 0.0~hg20250 \
        && is_from_release python3-omemo-dr 1 && return 1
    return 0
}

export DEBIAN_FRONTEND=noninteractive
APT=(apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300)

mapfile -t wanted < <(missing "${BUILD_PACKAGES[@]}" "${RUN_PACKAGES[@]}" "${RELAY_PACKAGES[@]}" "${TEST_PACKAGES[@]}")
newer=no
newer_missing && newer=yes
if [ "${#wanted[@]}" -eq 0 ] && [ "$newer" = no ]; then
    say "everything is already installed"
    exit 0
fi

say "refreshing the package lists"
as_root apt-get update -qq
target=()
if [ "${VERSION_ID:-}" = 12 ]; then
    add_backports
    as_root apt-get update -qq
    target=(-t bookworm-backports)
fi
if [ "${#wanted[@]}" -gt 0 ]; then
    say "installing: ${wanted[*]}"
    with_services_held as_root env DEBIAN_FRONTEND=noninteractive "${APT[@]}" "${wanted[@]}"
fi
if [ "$newer" = yes ]; then
    say "installing from the newer suite: ${NEWER_PACKAGES[*]}"
    with_services_held as_root env DEBIAN_FRONTEND=noninteractive "${APT[@]}" "${target[@]}" "${NEWER_PACKAGES[@]}"
fi
say "done"
