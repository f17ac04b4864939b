"""Runs every check, one line a step, and stops at the first that fails.

python3 build_scripts/test.py [what pytest takes]
"""

from __future__ import annotations  # an older Python must come as far as being told that it is too old

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

import environment

WORKERS = ("-n", "2", "--dist", "worksteal")
BESIDE = ("types", "import contracts")
"""The steps that need one processor: the next ones begin beside them, and are stopped if one of these fails."""
GIVEN_UP_S = 30


def main(pytest_arguments: list[str]) -> int:
    """Make the environment with the test tools, then take the steps."""
    try:
        environment.ready("test")
    except environment.CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="refdesk-test-", ignore_cleanup_errors=True) as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "REFDESK_HOME": home, "PYTHONUTF8": "1"}
        # Some tests start the program anew: without what Python keeps compiled, each of them compiles it all.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        closing = take(steps(pytest_arguments), surroundings)
    if closing is None:
        return 1
    print(closing)
    return 0


def take(every: list[tuple[str, list[str]]], surroundings: dict[str, str]) -> str | None:
    """Take the steps and return the closing line of the tests, or None at the first that fails."""
    begun: list[Step] = []
    closing = ""
    for name, command in every:
        begun.append(Step(name, command, surroundings))
        while begun and name not in BESIDE:
            first = begun.pop(0)
            output = first.ends()
            if output is None:
                for other in begun:
                    other.stop()
                return None
            if first.name == "tests":
                closing = tell_what_was_skipped(output)
    return closing


def steps(pytest_arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Return every step with its command, the quick ones first."""
    python = str(environment.python())
    ruff = str(environment.program("ruff"))
    return [
        ("format check", [ruff, "format", "--check", "."]),
        ("lint", [ruff, "check", "."]),
        ("types", [python, "-m", "mypy", "refdesk", "build_scripts"]),
        ("import contracts", [str(environment.program("lint-imports"))]),
        # Each worker begins with a half of its own: what the tests of a file share is then made once, not twice.
        ("tests", [python, "-m", "pytest", "-q", "-rs", *WORKERS, "--no-header", *pytest_arguments]),
        ("self-check", [str(environment.program("refdesk")), "--self-check"]),
    ]


def tell_what_was_skipped(output: str) -> str:
    """Print one line for each reason why tests were skipped, and return pytest's closing line."""
    lines = output.strip().splitlines()
    for line in lines:
        if line.startswith("SKIPPED "):
            print(f"  {line}")
    return lines[-1].strip("= ")


class Step:
    """A check that runs; `ends` waits for it and prints its line."""

    def __init__(self, name: str, command: list[str], surroundings: dict[str, str]) -> None:
        self.name = name
        self._begun = time.monotonic()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the step ends
        self._running = subprocess.Popen(
            command, cwd=environment.ROOT, env=surroundings, stdout=self._said, stderr=subprocess.STDOUT
        )
        self._took = 0.0
        self._watch = threading.Thread(target=self._wait, daemon=True)
        self._watch.start()

    def _wait(self) -> None:
        self._running.wait()
        self._took = time.monotonic() - self._begun

    def ends(self) -> str | None:
        """Return what it printed, or None when it failed (its output is then shown)."""
        print(f"{self.name} ... ", end="", flush=True)
        self._watch.join()
        passed = self._running.returncode == 0
        print(f"{'ok' if passed else 'FAILED'} {self._took:.1f} s", flush=True)
        with self._said:
            self._said.seek(0)
            output = self._said.read().decode("utf-8", errors="replace").replace("\r\n", "\n")
        if not passed:
            print(f"\n{output.strip()}", flush=True)
            return None
        return output

    def stop(self) -> None:
        """End it before its time, as Ctrl+C does: what it started is put away."""
        self._running.send_signal(signal.SIGTERM if environment.ON_WINDOWS else signal.SIGINT)
        self._watch.join(GIVEN_UP_S)
        if self._watch.is_alive():
            self._running.kill()
        self._said.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
