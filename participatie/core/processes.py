"""Processes that belong together: a child that stops when the one that started it is gone."""

import os
import signal
import sys
import threading

# Set for a child whose standard input is a pipe that its parent holds open.
STOP_WITH_PARENT = "PARTICIPATIE_STOP_WITH_PARENT"


def stop_with_parent() -> None:
    """Stop this process cleanly as soon as its parent ends, however the parent ends.

    The parent holds the writing end of our standard input. The kernel closes it even when the
    parent is killed with SIGKILL, on Linux and macOS alike, so reading it then ends.
    Does nothing unless the parent asked for it through the environment.
    """
    if not os.environ.pop(STOP_WITH_PARENT, ""):
        return
    parent = os.dup(sys.stdin.fileno())

    def wait() -> None:
        while os.read(parent, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="stop-with-parent", daemon=True).start()
