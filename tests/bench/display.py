# SPDX-License-Identifier: GPL-3.0-or-later
"""A display without a monitor, in a home folder of its own, and hands at its keyboard."""
import os
import signal
import subprocess
import tempfile
import time

_SIZE = "1280x860x24"


def end(process):
    """Ends a process that we started."""
    if process and process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Display:
    """with Display() as display: .environment for the programs on it, .home is removed after."""

    def __init__(self, with_manager=False):
        self._with_manager = with_manager
        self._server = self._manager = None

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="sotto-bench-")
        self.home = self._folder.name
        run = os.path.join(self.home, "run")
        os.mkdir(run, 0o700)
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            # -noreset: else it starts anew, and refuses for a moment, when the last client goes
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp",
             "-noreset"],
            pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            name = ":" + pipe.readline().strip()
        self.environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "DISPLAY": name,
                            "HOME": self.home, "XDG_RUNTIME_DIR": run,
                            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
        if self._with_manager:
            self._manager = subprocess.Popen(["openbox"], env=self.environment,
                                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1)
        return self

    def __exit__(self, *_):
        end(self._manager)
        end(self._server)
        self._folder.cleanup()

    def xdotool(self, *words):
        """Runs xdotool, for at most a minute."""
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=60,
                       stdout=subprocess.DEVNULL)

    def has_window(self, pid):
        """Whether a process shows a window. A search fails, too, when any window goes meanwhile."""
        done = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
                              env=self.environment, check=False, timeout=60,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return done.returncode == 0

    def type(self, text):
        """Types on the window in front."""
        self.xdotool("type", "--delay", "15", text)

    def picture(self, path=None):
        """The screen as bytes, or as a file of any format that ImageMagick knows."""
        done = subprocess.run(["import", "-window", "root", path or "rgb:-"], check=True,
                              env=self.environment, stdout=subprocess.PIPE, timeout=60)
        return done.stdout
