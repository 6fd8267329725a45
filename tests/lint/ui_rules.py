#!/usr/bin/env python3
"""Fails where ui/ does what a screen of foreign text must not do (hostile.md, G).

Each rule: what is refused, the files that may do it, why.
"""
import pathlib
import re
import sys

RULES = [
    (r"new QLabel\b|QLabel\s+\w+[({;]", ["ui/label.h", "ui/label.cpp"],
     "a bare QLabel guesses HTML (G1): use Label"),
    (r"\bsetToolTip\(", ["ui/label.cpp"], "tool tips guess HTML (G1): use setPlainToolTip"),
    (r"\bsetHtml\(|\bappendHtml\(|\binsertHtml\(|Qt::RichText|Qt::AutoText|Qt::MarkdownText",
     [], "no rich text (G1, G2)"),
    (r"\bQMessageBox\b|\bQErrorMessage\b|\bQTextBrowser\b|\bQTextEdit\b|\bQInputDialog\b", [],
     "these open nested loops or guess HTML"),
    (r"\bopenUrl\(|setOpenExternalLinks", [], "links are never opened from here yet (G10)"),
    (r"\bQImageReader\b|\bloadFromData\(|::fromData\(|\bQMovie\b|\bQPicture\b",
     [], "foreign images are decoded by PictureDecoder only (E13)"),
    (r"\bqDebug\b|\bqWarning\b|\bqCritical\b|\bqInfo\b|\bprintf\(|std::c(out|err)", [],
     "the only log is core/base/log.h"),
    (r"\bQTimer\b|\bstartTimer\(|\bcurrentDateTime|\bcurrentMSecs|steady_clock|system_clock::now",
     [], "time is injected: Time of core/base/clock.h"),
    (r"\bprocessEvents\(|\bQEventLoop\b|(?<!std::)\bexec\(\)", ["ui/start_problem.cpp"],
     "no nested event loops"),
    (r"""(?x) (?:QStringLiteral|QLatin1String|fromUtf8|fromLatin1)\("(?:[^"\\]|\\.)*
             [A-Za-z]{2,}[,.:]?\ [a-z]{2,}
         | (?:set(?:Text|WindowTitle|PlaceholderText|AccessibleName|AccessibleDescription|Title)
             |setPlainToolTip|addAction|addMenu|new\ (?:Label|QAction|QPushButton|QCheckBox))
             \((?:\*?\w+,\ )?(?:QStringLiteral\(|QLatin1String\()?"(?!Sotto")[^"]*[A-Za-z]{2}""",
     ["ui/style_sheet.cpp", "ui/identifiers.cpp"], "words on a screen go through tr()"),
]
PLACES = ("ui", "app/session", "app/station")


def check(root):
    bad = []
    files = [path for place in PLACES for path in (root / place).rglob("*.[hc]*")]
    for path in sorted(files):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("//")[0]
            for pattern, allowed, why in RULES:
                if name not in allowed and re.search(pattern, code):
                    bad.append(f"{name}:{number}: {why}")
    return bad


if __name__ == "__main__":
    found = check(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "ui rules: ok")
    sys.exit(bool(found))
