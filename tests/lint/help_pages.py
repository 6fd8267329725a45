#!/usr/bin/env python3
"""Fails where the built-in help names a key, a button or a command that does not exist.

Also: the two languages have the same pages with the same steps; every page is in help.qrc.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree

HELP = pathlib.Path("resources/help")
KEYS = {"Shift+Enter", "Shift+Tab"}  # of the composer and of Qt; the others stand in the menus
KEY = re.compile(r"\b(?:(?:Ctrl|Alt|Shift)\+)+[A-Za-z0-9]+|\bF\d+\b")


def menu_keys(root):
    sources = "".join(path.read_text(encoding="utf-8") for path in (root / "ui").glob("*.cpp"))
    return KEYS | set(re.findall(r'"((?:(?:Ctrl|Alt|Shift)\+)+\w+|F\d+)"', sources))


def plain(word):
    return word.replace("&", "").rstrip("…")


def screen_words(root, language):
    """Every word on a screen, as the translation file has it."""
    path = root / "resources/translations/sotto_es.ts"
    tag = "source" if language == "en" else "translation"
    return {plain(one.text or "") for one in xml.etree.ElementTree.parse(path).getroot().iter(tag)}


def commands(root):
    """The words that sottoctl and sotto-relay take."""
    sources = "".join(path.read_text(encoding="utf-8")
                      for folder in ("app/ctl", "packaging/relay/prosody/sotto_relay")
                      for path in (root / folder).rglob("*.*") if path.suffix in (".cpp", ".py"))
    return set(re.findall(r'"(-{0,2}[a-z][a-z-]+)"', sources))


def check_page(path, keys, words, known):
    text = path.read_text(encoding="utf-8")
    bad = []
    for key in KEY.findall(text):
        if key not in keys:
            bad.append(f"{path}: no such key: {key}")
    for word in re.findall(r"\*\*(.+?)\*\*", re.sub(r"\s+", " ", text)):
        if plain(word) not in words:
            bad.append(f"{path}: no such word on a screen: {word}")
    for command in re.findall(r"^    (sotto(?:ctl|-relay) .*)$", text, re.M):
        named = re.findall(r"^(?:sottoctl|sotto-relay) ([a-z-]+)(?: ([a-z-]+))?", command)[0]
        for word in [*filter(None, named), *re.findall(r"--[a-z-]+", command)]:
            if word not in known:
                bad.append(f"{path}: no such command: {command}")
    return bad


def shape(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [re.match(r"screens:.*|for: .*|- |\d+\. |    .*|# |$|", line).group().strip()
            for line in lines if re.match(r"screens:|for: |- |\d+\. |    |# ", line)]


def check(root):
    bad = []
    keys, known = menu_keys(root), commands(root)
    names = {language: {path.name for path in (root / HELP / language).glob("*.md")}
             for language in ("en", "es")}
    if names["en"] != names["es"]:
        bad.append(f"{HELP}: only in one language: {sorted(names['en'] ^ names['es'])}")
    listed = (root / HELP / "help.qrc").read_text(encoding="utf-8")
    for language, files in names.items():
        words = screen_words(root, language)
        for name in sorted(files):
            path = root / HELP / language / name
            bad += check_page(path, keys, words, known)
            if f"{language}/{name}" not in listed:
                bad.append(f"{path}: not in help.qrc")
    for name in sorted(names["en"] & names["es"]):
        if shape(root / HELP / "en" / name) != shape(root / HELP / "es" / name):
            bad.append(f"{HELP}/es/{name}: other steps, commands or screens than in English")
    return bad


if __name__ == "__main__":
    found = check(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "help pages: ok")
    sys.exit(bool(found))
