#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for planted words in files and in the memory of processes.

As a program, for the part that needs the rights to read another process's memory:
    search.py PID…      the words on standard input, so that they are in no command line
Prints for each process "PID bytes hits…", with a number of hits for each word.
"""
import base64
import mmap
import os
import sys

_PIECE = 8 << 20


class Unreadable(Exception):
    """A place that was to be searched could not be read: that is no "nothing found"."""


def _forms(word):
    """A word as it could lie there: UTF-8, UTF-16 little and big endian, base64. A key is
    given as "hex:…": its bytes, and its hexadecimal digits."""
    if word.startswith("hex:"):
        key = bytes.fromhex(word[4:])
        return {key, key.hex().encode(), key.hex().upper().encode()}
    plain = word.encode()
    found = {plain, word.encode("utf-16-le"), word.encode("utf-16-be")}
    for shift in range(3):  # base64 looks different at each of three places
        coded = base64.b64encode(b"\0" * shift + plain)
        # Only the characters whose six bits are all the word's own.
        found.add(coded[shift and shift + 1:8 * (shift + len(plain)) // 6])
    return found


class Words:
    """The words to look for."""

    def __init__(self, words):
        self._forms = [_forms(word) for word in words]
        self._overlap = max((len(form) for forms in self._forms for form in forms), default=1) - 1

    def count(self, read, size):
        """Hits of each word in `size` bytes that read(offset, length) gives."""
        hits = [0] * len(self._forms)
        for at in range(0, size, _PIECE):
            piece = read(at, _PIECE + self._overlap)  # so that no hit is cut in two
            for number, forms in enumerate(self._forms):
                hits[number] += sum(piece.count(form) for form in forms)
        return hits

    def are_in(self, data):
        """Whether any of them is in a short piece of data."""
        return any(self.count(lambda at, length: data[at:at + length], len(data)))


class Found:
    """What a search met: how much was read, and where the words were."""

    def __init__(self):
        self.files, self.bytes, self.places = 0, 0, []

    def __iadd__(self, other):
        self.files += other.files
        self.bytes += other.bytes
        self.places += other.places
        return self

    def amount(self):
        """For people: "31 files, 2.1 MB"."""
        return f"{self.files} files, {self.bytes / 1e6:.1f} MB"


def in_file(path, wanted):
    """Searches one regular file. A file that has gone meanwhile is no file."""
    found = Found()
    try:
        with open(path, "rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            hits = wanted.count(lambda at, length: os.pread(file.fileno(), length, at), size)
    except FileNotFoundError:
        return found
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from None
    found.files, found.bytes = 1, size
    if any(hits):
        found.places.append(path)
    return found


def in_tree(top, wanted):
    """Searches all regular files below a folder, and their names."""
    def refuse(error):
        if not isinstance(error, FileNotFoundError):
            raise Unreadable(f"{error.filename}: {error.strerror}")

    found = Found()
    for folder, _, names in os.walk(top, onerror=refuse):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path):
                found += in_file(path, wanted)
            if wanted.are_in(name.encode(errors="surrogateescape")):
                found.places.append(path)
    return found


def _is_program_text(area):
    """Read-only pages of the system's libraries, fonts, …: the files themselves, no data."""
    return "w" not in area[1] and len(area) > 5 and area[5].startswith(("/usr/", "/lib"))


def in_memory(pid, wanted):
    """(bytes, hits of each word) in the memory of a process, or raises Unreadable."""
    size, hits = 0, []
    try:
        with open(f"/proc/{pid}/maps", encoding="utf-8", errors="replace") as file:
            areas = [line.split() for line in file]
        with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
            for area in areas:
                start, end = (int(part, 16) for part in area[0].split("-"))
                if "r" in area[1] and not _is_program_text(area):
                    hits.append(_count_area(memory.fileno(), start, end, wanted))
                    size += end - start
    except OSError as error:
        raise Unreadable(f"process {pid}: {error.strerror}") from None
    if size == 0:
        raise Unreadable(f"process {pid}: no memory to read")
    return size, [sum(counts) for counts in zip(*hits)]


def _count_area(descriptor, start, end, wanted):
    def read(at, length):
        piece, length = b"", min(length, end - start - at)
        while len(piece) < length:
            try:
                got = os.pread(descriptor, length - len(piece), start + at + len(piece))
            except OSError:
                got = b""
            # A page that is not there, such as one behind a mapped file's end, holds nothing.
            piece += got or bytes(min(mmap.PAGESIZE, length - len(piece)))
        return piece

    return wanted.count(read, end - start)


def main(pids):
    """Reads words from standard input, prints one line for each process."""
    wanted = Words(sys.stdin.read().split())
    for pid in pids:
        try:
            size, hits = in_memory(int(pid), wanted)
            print(pid, size, *hits)
        except Unreadable as trouble:
            print(trouble)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
