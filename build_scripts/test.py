"""Runs every check, one line a step, and stops at the first that fails.

python3 build_scripts/test.py [what pytest takes]
"""

from __future__ import annotations  # an older Python must come as far as being told that it is too old

import os
import subprocess
import sys
import tempfile
import time

import environment

WORKERS = ("-n", "2", "--dist", "worksteal")
TYPE_WORKERS = ("-n", "2")


def main(pytest_arguments: list[str]) -> int:
    """Make the environment with the test tools, then take the steps."""
    try:
        environment.ready("test")
    except environment.CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 1
    closing = ""
    with tempfile.TemporaryDirectory(prefix="refdesk-test-", ignore_cleanup_errors=True) as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "REFDESK_HOME": home, "PYTHONUTF8": "1"}
        # Some tests start the program anew: without what Python keeps compiled, each of them compiles it all.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        for name, command in steps(pytest_arguments):
            output = take(name, command, surroundings)
            if output is None:
                return 1
            if name == "tests":
                closing = tell_what_was_skipped(output)
    print(closing)
    return 0


def steps(pytest_arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Return every step with its command, the quick ones first."""
    python = str(environment.python())
    ruff = str(environment.program("ruff"))
    return [
        ("format check", [ruff, "format", "--check", "."]),
        ("lint", [ruff, "check", "."]),
        ("types", [python, "-m", "mypy", *TYPE_WORKERS, "refdesk", "build_scripts"]),
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


def take(name: str, command: list[str], surroundings: dict[str, str]) -> str | None:
    """Run one step and return what it printed, or None when it failed (its output is then shown)."""
    print(f"{name} ... ", end="", flush=True)
    begun = time.monotonic()
    done = subprocess.run(
        command,
        cwd=environment.ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    passed = done.returncode == 0
    print(f"{'ok' if passed else 'FAILED'} {time.monotonic() - begun:.1f} s", flush=True)
    if not passed:
        print(f"\n{done.stdout.strip()}", flush=True)
        return None
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
