# SPDX-License-Identifier: GPL-3.0-or-later
"""A display without a monitor, and what a person does at it: look, click, type, scan a code."""
import csv
import difflib
import io
import os
import shlex
import signal
import subprocess
import time

_WIDTH, _HEIGHT = 1280, 860
_SCALE = 2  # how much a picture is enlarged before its words are read
_COMMAND_S = 20


class NotSeen(Exception):
    """What should have appeared on the screen did not."""


def end_process(process, patience=5):
    """Ends a process that we started, by force if it does not go."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Word:
    """A word read from the screen, and where its middle is."""

    def __init__(self, row):
        self.text = row["text"].strip(".,:;|()[]{}\"'")
        self.line = (row["block_num"], row["par_num"], row["line_num"])
        self.left, self.top, self.width, self.height = (
            int(row[key]) // _SCALE for key in ("left", "top", "width", "height"))
        self.middle = self.left + self.width // 2, self.top + self.height // 2

    def is_like(self, wanted):
        """Equal, or for long words nearly so: reading from pictures mistakes a letter at times."""
        if len(wanted) < 8:
            return self.text == wanted
        return difflib.SequenceMatcher(None, self.text.lower(), wanted.lower()).ratio() >= 0.8


def find_all(words, wanted):
    """All places where the wanted words ("Desk A") follow each other: lists of words."""
    parts = wanted.split()
    runs = (words[start:start + len(parts)] for start in range(len(words) - len(parts) + 1))
    return [run for run in runs if all(word.is_like(part) for word, part in zip(run, parts))]


class Album:
    """The numbered screenshots of a shift, in one folder."""

    def __init__(self, folder):
        self._folder, self._number = folder, 0
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(folder):
            if name.endswith(".png"):
                os.remove(os.path.join(folder, name))

    def add(self, title, picture):
        """Keeps a picture under the next number."""
        self._number += 1
        path = os.path.join(self._folder, f"{self._number:02}-{title}.png")
        with open(path, "wb") as file:
            file.write(picture)


class Screen:
    """Xvfb with a window manager, whose home is `home`. `on_wait` is called while waiting."""

    def __init__(self, album, title, home, log):
        self._album, self._title = album, title
        self.on_wait = lambda: None
        self.keep_awake = False
        self.last_input = 0.0  # time.monotonic() of the last key or button
        self._last_picture, self._last_words = b"", []
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{_WIDTH}x{_HEIGHT}x24",
             "-nolisten", "tcp"],
            pass_fds=(writing,), stdout=log, stderr=log, start_new_session=True)
        self._manager = None
        os.close(writing)
        try:
            with os.fdopen(reading) as pipe:
                number = pipe.readline().strip()
            if not number:
                raise NotSeen("Xvfb did not start")
        except BaseException:  # also an interrupt must not leave it behind
            self.close()
            raise
        self.name = f":{number}"
        self._environment = {**os.environ, "DISPLAY": self.name, "HOME": home,
                             "OMP_THREAD_LIMIT": "1"}
        ready = os.path.join(home, "window-manager-ready")
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--startup", "touch " + shlex.quote(ready)],
            env=self._environment, stdout=log, stderr=log, start_new_session=True)
        # A window that asks to be shown while openbox starts is never shown.
        self._wait_file(ready)

    def _wait_file(self, path, within=20):
        end = time.monotonic() + within
        while not os.path.exists(path):
            if time.monotonic() > end:
                self.close()
                raise NotSeen("the window manager did not start")
            time.sleep(0.02)
        os.remove(path)

    def close(self):
        """Ends the window manager and the display."""
        for process in (self._manager, self._server):
            if process:
                end_process(process)

    def _run(self, *words, stdin=b""):
        done = subprocess.run(words, input=stdin, capture_output=True, timeout=_COMMAND_S,
                              check=False, env=self._environment)
        if done.returncode != 0:
            raise NotSeen(f"{words[0]}: {done.stderr.decode(errors='replace').strip()[:200]}")
        return done.stdout

    # What a person sees ------------------------------------------------------------------

    def picture(self):
        """The whole screen as PNG."""
        return self._run("import", "-silent", "-window", "root", "png:-")

    def save(self, title):
        """Keeps a screenshot for whoever reads the table."""
        self._album.add(f"{self._title}-{title}", self.picture())

    def words(self):
        """All words on the screen, in reading order."""
        picture = self.picture_for_reading()
        if picture != self._last_picture:
            self._last_picture, self._last_words = picture, self.words_of(picture)
        return self._last_words

    def picture_for_reading(self):
        """The whole screen, quickly made, for words_of()."""
        return self._run("import", "-silent", "-window", "root", "-depth", "8", "ppm:-")

    def words_of(self, picture):
        """All words of a picture, in reading order."""
        large = self._run("convert", "ppm:-", "-colorspace", "gray", "-resize",
                          f"{100 * _SCALE}%", "pgm:-",
                          stdin=picture)
        # Sparse text, with a threshold for each region: white on green and grey on white alike.
        table = self._run("tesseract", "stdin", "stdout", "--dpi", "200", "--psm", "11",
                          "-c", "thresholding_method=2", "tsv", stdin=large).decode()
        rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        words = [Word(row) for row in rows if float(row["conf"]) > 20 and row["text"].strip()]
        return [word for word in words if word.text]

    def line_at(self, left, top, width, height):
        """One line of small letters on a coloured ground, read with a larger glass."""
        line = self._run("convert", "ppm:-", "-crop", f"{width}x{height}+{left}+{top}", "+repage",
                         "-colorspace", "gray", "-normalize", "-resize", "400%", "-bordercolor",
                         "white", "-border", "20", "pgm:-", stdin=self.picture_for_reading())
        return self._run("tesseract", "stdin", "stdout", "--dpi", "200", "--psm", "7",
                         stdin=line).decode().strip()

    def text(self):
        """All that is written on the screen, as one line."""
        return " ".join(word.text for word in self.words())

    def sees(self, wanted):
        """Whether these words are on the screen now."""
        return bool(find_all(self.words(), wanted))

    def sees_below(self, wanted, part):
        """Whether they are now in the lower part of the screen, which begins at 0…1 of it."""
        return any(run[0].middle[1] > part * _HEIGHT for run in find_all(self.words(), wanted))

    def wait(self, *wanted, within=25):
        """Waits for any of the wanted words; returns those that were seen."""
        end = time.monotonic() + within
        while True:
            self.on_wait()
            words = self.words()
            for one in wanted:
                if find_all(words, one):
                    return one
            if time.monotonic() > end:
                raise NotSeen(f"not on the screen: {' / '.join(wanted)}")
            time.sleep(0.2)

    def first_with(self, *wanted, within=6):
        """When all of them were first on the screen together. Pictures are taken now and read
        later: reading takes longer than what is to be measured."""
        pictures, end = [], time.monotonic() + within
        while time.monotonic() < end:
            pictures.append((time.monotonic(), self.picture_for_reading()))
        for (at, picture), (_, before) in zip(pictures, [(0, b""), *pictures]):
            if picture != before:
                words = self.words_of(picture)
                if all(find_all(words, one) for one in wanted):
                    return at
        raise NotSeen(f"not together on the screen: {', '.join(wanted)}")

    def wait_gone(self, wanted, within=10):
        """Waits until these words are no longer there."""
        end = time.monotonic() + within
        while self.sees(wanted):
            self.on_wait()
            if time.monotonic() > end:
                raise NotSeen(f"still on the screen: {wanted}")

    def wait_code(self, within=20):
        """Scans the QR code on the screen, as a phone does; returns its text."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            try:
                return self._run("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable",
                                 "png:-", stdin=self.picture()).decode().strip()
            except NotSeen:
                time.sleep(0.3)
        raise NotSeen("no QR code on the screen")

    # What a person does ------------------------------------------------------------------

    def key(self, *names):
        """Presses keys: "Return", "ctrl+l"."""
        self._run("xdotool", "key", "--delay", "30", *names)
        self.last_input = time.monotonic()

    def type(self, text):
        """Types text, which does not appear in any process's command line."""
        self._run("xdotool", "type", "--delay", "12", "--file", "-", stdin=text.encode())
        self.last_input = time.monotonic()

    def enter(self, text):
        """Types text and presses Enter."""
        self.type(text)
        self.key("Return")

    def click(self, wanted, within=25):
        """Clicks on the middle of the wanted words as soon as they are there."""
        self.wait(wanted, within=within)
        self._click(find_all(self._last_words, wanted)[0])  # as wait() saw it: a later look may not

    def click_lowest(self, wanted, right, within=25):
        """The same with the lowest of several that begin left of `right` (px)."""
        end = time.monotonic() + within
        found = []
        while not found:
            self.wait(wanted, within=max(0, end - time.monotonic()))
            found = [run for run in find_all(self._last_words, wanted) if run[0].left < right]
        self._click(max(found, key=lambda run: run[0].middle[1]))

    def menu_at(self, x, y):
        """Opens the menu of what is at that place."""
        self._run("xdotool", "mousemove", str(x), str(y), "click", "3")
        self.last_input = time.monotonic()

    def _click(self, found):
        x = (found[0].middle[0] + found[-1].middle[0]) // 2
        self._run("xdotool", "mousemove", str(x), str(found[0].middle[1]), "click", "1")
        self.last_input = time.monotonic()

    def stay_awake(self):
        """Where wanted, presses Shift every few seconds, so that the session does not lock."""
        if self.keep_awake and time.monotonic() - self.last_input > 4:
            self.key("Shift_L")
