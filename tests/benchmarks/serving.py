"""One server process, as in production, for as long as something is measured."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.benchmarks import apart
from tests.fixtures.services import free_port


@contextlib.contextmanager
def server(application: str) -> Iterator[str]:
    """Where it listens, such as 127.0.0.1:8000."""
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", application),
            *("--port", str(port), "--lifespan", "off", "--log-level", "error"),
            "--no-access-log",
        ],
        cwd=apart.ROOT,
    )
    host = f"127.0.0.1:{port}"
    try:
        for _ in range(600):
            with (
                contextlib.suppress(OSError),
                contextlib.closing(socket.create_connection(("127.0.0.1", port), 1)),
            ):
                break
            time.sleep(0.05)
        yield host
    finally:
        process.terminate()
        process.wait(30)
