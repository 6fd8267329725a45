#!/usr/bin/env python3
"""Fails when a file includes a folder that its own folder may not include.

MAY is the architecture (design.md, section 2). A new arrow is a reviewed change here.
"""
import pathlib
import re
import sys

MAY = {
    "core/base": "",
    "core/domain": "core/base",
    "core/crypto": "core/base",
    "core/xmpp": "core/base core/domain",
    "core/policy": "core/base core/domain core/crypto",
    "core/audit": "core/base core/domain core/crypto",
    "core/relay": "core/base core/domain core/crypto core/xmpp",
    "core/syslog": "core/base core/domain core/crypto core/audit core/relay",
    "core/omemo": "core/base core/domain core/crypto core/xmpp",
    "core/store": "core/base core/domain core/crypto core/omemo",
    "core/platform": "core/base core/domain",
    "core/api": "core/base core/domain",
    "core/engine": "core/base core/domain core/crypto core/xmpp core/policy core/audit "
                   "core/relay core/omemo core/store core/platform core/api",
    "ui": "core/base core/domain core/api",
    "app": "core/base core/domain core/crypto core/xmpp core/policy core/audit core/relay "
           "core/syslog core/omemo core/store core/platform core/api core/engine ui",
}
# Which folder alone may include the headers of a library.
HOME = {
    "<sqlcipher/": ["core/store"],
    "<signal/": ["core/omemo"],
    "<openssl/": ["core/crypto", "core/relay"],
    "<sodium": ["core/base", "core/crypto"],
    "<toml++/": ["core/policy"],
    "<qrencode": ["ui"],
    "<ZXing/": ["app"],
    "<X11/": ["core/platform"],
    "<QDBus": ["core/platform"],
    "<qt6keychain/": ["core/platform"],
    "<winscard.h>": ["core/platform"],
    "<seccomp.h>": ["core/platform"],
}
WIDGETS = re.compile(r"#include <(QWidget|QApplication|QMessageBox|QPixmap|QIcon|QtWidgets)")


def folder_of(path):
    parts = pathlib.PurePath(path).parts
    return "/".join(parts[:2]) if parts[0] == "core" else parts[0]


def check(root):
    bad = []
    for top in ("app", "core", "ui"):
        for path in sorted((root / top).rglob("*.[hc]*")):
            name = path.relative_to(root)
            home = folder_of(name)
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                where = f"{name}:{number}"
                match = re.match(r'\s*#\s*include "((?:app|core|ui|tests)/[^"]+)"', line)
                if match:
                    to = folder_of(match[1])
                    if to != home and to not in MAY.get(home, "").split():
                        bad.append(f"{where}: {home} may not include {to}")
                for prefix, owners in HOME.items():
                    if line.startswith("#include " + prefix) and home not in owners:
                        bad.append(f"{where}: only {', '.join(owners)} may include {prefix}…>")
                if home.startswith("core/") and WIDGETS.match(line):
                    bad.append(f"{where}: core/ has no widgets")
    return bad


if __name__ == "__main__":
    found = check(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "include rules: ok")
    sys.exit(bool(found))
