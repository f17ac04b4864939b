"""Starts a PostgreSQL server for the tests and throws it away: on loopback only, with nothing kept safe on disk."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

OWNER = "refdesk"
# The server refuses to run as root; this account owns nothing else.
PLAIN_ACCOUNT = "nobody"
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest version's, or None when the machine has none."""
    on_path = shutil.which("initdb")
    if on_path and shutil.which("pg_ctl"):
        return Path(on_path).parent
    found = [folder for place in PLACES for folder in Path("/").glob(place[1:]) if (folder / "initdb").exists()]
    return max(found, default=None, key=lambda folder: (len(str(folder)), str(folder)))


@dataclass(slots=True)
class Server:
    """A running server; each database it makes is new and empty."""

    port: int
    _numbers: Iterator[int] = field(default_factory=count)

    def new_database(self, template: str = "template0") -> str:
        """Make a database as a copy of `template` and return its SQLAlchemy URL."""
        name = f"test_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, also when a connection to it was left open."""
        self._run(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def url(self, name: str) -> str:
        """Return the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{name}"

    def _run(self, statement: str) -> None:
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user={OWNER} dbname=postgres", autocommit=True) as link:
            link.execute(statement.encode())


@contextmanager
def running(folder_of_programs: Path) -> Iterator[Server]:
    """Run a server in a folder of its own and stop it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="refdesk-pg-"))
    account = _plain_account()
    if account:
        shutil.chown(folder, account["user"])
    port = _free_port()
    data = str(folder / "data")
    server = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
    quick = "-c synchronous_commit=off -c full_page_writes=off -c max_connections=40 -c shared_buffers=32MB"

    def run(name: str, *words: str) -> None:
        done = subprocess.run(
            [str(folder_of_programs / name), "-D", data, *words],
            cwd=folder,
            env={"PATH": os.defpath, "HOME": str(folder), "LC_ALL": "C"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **account,
        )
        assert done.returncode == 0, f"{name} failed: {done.stderr}"

    try:
        run("initdb", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-w", "-s", "-o", f"{server} {quick}", "-l", str(folder / "log"), "start")
        try:
            yield Server(port)
        finally:
            run("pg_ctl", "-m", "immediate", "-s", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plain_account() -> dict[str, Any]:
    """Return how to run a program as someone who is not root; nothing to change when we are not."""
    if os.geteuid() != 0:
        return {}
    import pwd  # not on Windows

    return {"user": PLAIN_ACCOUNT, "group": pwd.getpwnam(PLAIN_ACCOUNT).pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
