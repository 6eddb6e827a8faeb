"""Keeps the parts of a running Hearth alive: what dies is started again, sooner at first and then less often."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SHORTEST_WAIT_SECONDS = 0.2
LONGEST_WAIT_SECONDS = 10.0
# Having lived this long counts as healthy, and the next death is answered at once again.
HEALTHY_SECONDS = 30.0
LOOK_SECONDS = 0.1


@dataclass
class Part:
    """One supervised process. It must lead a process group of its own, so that what it leaves behind can be cleared."""

    name: str
    spawn: Callable[[], "subprocess.Popen[bytes]"]
    stop_signal: signal.Signals
    stop_seconds: float
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    failures: int = 0

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start the process; `started_at` is on the monotonic clock."""
        self.process = self.spawn()
        self.started_at = time.monotonic()

    def tend(self, say: Callable[[str], None]) -> None:
        """Notice a death, and start again when the wait is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self._bury(now, say)
        if self.process is None and now >= self.start_again_at:
            self.start()

    def _bury(self, now: float, say: Callable[[str], None]) -> None:
        self._clear_group()
        self.process = None
        self.failures = 0 if now - self.started_at > HEALTHY_SECONDS else self.failures + 1
        wait = min(SHORTEST_WAIT_SECONDS * 2**self.failures, LONGEST_WAIT_SECONDS)
        self.start_again_at = now + wait
        say(f"The {self.name} stopped unexpectedly. Starting it again.")

    def stop(self) -> None:
        """Ask the process to finish, and end it if it does not within `stop_seconds`."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.send_signal(self.stop_signal)
            self.process.wait(self.stop_seconds)
        self._clear_group()

    def _clear_group(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def tend_until(stopping: threading.Event, parts: list[Part], say: Callable[[str], None]) -> None:
    """Look after the parts until told to stop."""
    while not stopping.wait(LOOK_SECONDS):
        for part in parts:
            part.tend(say)
