#!/usr/bin/env python3
"""Fails where a word on the screen is missing in English (plurals) or in Spanish.

    translations.py ROOT            checks resources/translations/sotto_*.ts against the sources
    translations.py ROOT --update   takes new words into them and drops those no longer used

What is looked for: a source text that a file lacks, one that no source has any more, one that is
not translated or not finished, and places (%1, %n) or edges that differ from the source's.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

FILES = {"sotto_en.ts": ["-pluralonly"], "sotto_es.ts": []}
FOLDER = pathlib.Path("resources/translations")
UPDATE = "python3 tests/lint/translations.py . --update"
OTHER_CONTEXTS = {"Policy", "QObject"}
STRING = r'"((?:[^"\\]|\\.)*)"'


def find_lupdate():
    places = ["/usr/lib/qt6/bin/lupdate", shutil.which("lupdate6"), shutil.which("lupdate")]
    return next((place for place in places if place and pathlib.Path(place).exists()), None)


def setting_words(root):
    """The sentences of the settings stand in core, which knows no tr()."""
    table = (root / "core/domain/settings_table.h").read_text(encoding="utf-8")
    rows = re.findall(rf"\.why\(\s*{STRING},\s*((?:{STRING}\s*)+)\)", table)
    sentences = ["".join(re.findall(STRING, row[1])) for row in rows]
    return "".join(f'QT_TRANSLATE_NOOP("sotto::Setting", "{one}")\n' for one in sentences)


def update(root, folder):
    """Runs lupdate on the files in `folder`. `-I .`: else the contexts are wrong."""
    with tempfile.TemporaryDirectory() as made:
        words = pathlib.Path(made) / "settings.cpp"
        words.write_text(setting_words(root), encoding="utf-8")
        for name, options in FILES.items():
            subprocess.run([find_lupdate(), "-silent", "-I", ".", "-no-obsolete", "-locations", "none",
                            *options, "ui", "app", str(words), "-ts", str(folder / name)],
                           cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read(path):
    """(context, source, comment) -> message"""
    found = {}
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"),
                   message.findtext("comment") or "")
            found[key] = message
    return found


def forms(message):
    translation = message.find("translation")
    plural = [one.text or "" for one in translation.iter("numerusform")]
    return plural or [translation.text or ""]


def places(text):
    return sorted(set(re.findall(r"%L?(?:\d+|n)", text)))


def edges(text):
    end = re.search(r"(…|:|\?|\.)?\s*$", text).group()
    return (text[:1].isspace(), end, text.count("\n"))


def faults(message, source):
    if message.find("translation").get("type") or not all(forms(message)):
        return ["not translated"]
    bad = []
    for form in forms(message):
        if places(form) != places(source):
            bad.append(f"has other places (%1, %n): {form!r}")
        if edges(form) != edges(source):
            bad.append(f"begins or ends otherwise: {form!r}")
    return bad


def mnemonic(text):
    found = re.search(r"&(\w)", text.replace("&&", ""))
    return found.group(1).lower() if found else None


def collisions(messages):
    """Buttons of one class that share a key here, and not in English. (Menus have a test.)"""
    keyed = {}
    for (context, source, _), message in messages.items():
        key = mnemonic(forms(message)[0])
        if key and context != "sotto::ui::MainMenu":
            keyed.setdefault((context, key), []).append(source)
    return [(context, sources) for (context, _), sources in sorted(keyed.items())
            if len({mnemonic(source) for source in sources}) > 1]


def check(root):
    bad = []
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        for name in FILES:
            shutil.copy(root / FOLDER / name, folder)
        update(root, folder)
        for name in FILES:
            kept, wanted = read(root / FOLDER / name), read(folder / name)
            say = lambda key, what: bad.append(f"{name}: {key[0]}: {key[1]!r}: {what}")
            for key in wanted.keys() - kept.keys():
                say(key, "not in the file")
            for key in wanted:
                if not key[0].startswith("sotto::") and key[0] not in OTHER_CONTEXTS:
                    say(key, "lupdate takes it for another class than the program does: write "
                             "QCoreApplication::translate(\"context\", …)")
            for key in kept.keys() - wanted.keys():
                say(key, "no source has it")
            for key in kept.keys() & wanted.keys():
                for fault in faults(kept[key], key[1]):
                    say(key, fault)
            bad += [f"{name}: {context}: the same key for {sources}"
                    for context, sources in collisions(kept)]
    return sorted(bad)


if __name__ == "__main__":
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    if not find_lupdate():
        print("translations: no lupdate here (qt6-l10n-tools)")
        sys.exit(77)
    if "--update" in sys.argv:
        update(top, top / FOLDER)
        sys.exit(0)
    found = check(top)
    print("\n".join(found) or "translations: ok")
    if found:
        print(f"\n{len(found)} faults. New words: {UPDATE}\nthen translate what is unfinished in "
              f"{FOLDER}/sotto_es.ts (words to use: {FOLDER}/README.md).")
    sys.exit(bool(found))
