"""The guards of every test must bite: each is shown a test that deserves to fail, and says why."""

import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

BAD = """
    import logging, socket, warnings
    import pytest

    def test_logs():
        logging.getLogger("refdesk.x").warning("contact 7")

    @pytest.mark.loud
    def test_promises_to_log():
        pass

    def test_warns():
        warnings.warn("old ways", DeprecationWarning)

    def test_connects():
        with socket.socket() as link:
            link.settimeout(1)
            link.connect(("192.0.2.1", 80))

    def test_asks_for_a_name():
        socket.getaddrinfo("example.com", 80)

    def test_leaves_a_window(qtbot):
        from PySide6.QtWidgets import QDialog
        test_leaves_a_window.kept = QDialog()
        test_leaves_a_window.kept.show()

    def test_waits(qtbot):
        from PySide6.QtWidgets import QMessageBox
        QMessageBox.question(None, "Erase?", "Really?")

    def test_leaves_something(checks_at_end):
        checks_at_end.append(lambda: "1 session")
    """
REASONS = {
    "test_logs": "unexpected log: ['refdesk.x: contact 7']",
    "test_promises_to_log": "marked loud and logs no warning",
    "test_warns": "DeprecationWarning: old ways",
    "test_connects": "reached for the internet: socket.connect",
    "test_asks_for_a_name": "reached for the internet: socket.getaddrinfo",
    "test_leaves_a_window": 'still shown at the end: ["QDialog',
    "test_waits": "QMessageBox.question would wait for a person",
    "test_leaves_something": "left open: ['1 session']",
}
GOOD = """
    import logging, socket
    import pytest

    @pytest.mark.loud
    def test_expected_warning():
        logging.getLogger("refdesk.x").warning("contact 7")

    def test_quiet_log():
        logging.getLogger("refdesk.x").info("opened")

    def test_loopback():
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            socket.create_connection(server.getsockname()).close()

    def test_closed_window(qtbot):
        from PySide6.QtWidgets import QDialog
        dialog = QDialog()
        qtbot.addWidget(dialog)
        dialog.show()

    def test_forgotten_window(qapp):
        from PySide6.QtWidgets import QWidget
        test_forgotten_window.kept = QWidget()

    def test_nothing_of_it_is_left(qapp):
        assert qapp.topLevelWidgets() == []

    def test_screen_is_large_enough(qapp):
        assert qapp.primaryScreen().size().width() >= 1440

    def test_closed_thing(checks_at_end):
        checks_at_end.append(lambda: "")
    """
ALONE = ("-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider")


@pytest.fixture
def guarded(pytester: pytest.Pytester, request: pytest.FixtureRequest) -> pytest.Pytester:
    tests = Path(__file__).resolve().parents[1]
    guards = (tests / "conftest.py").read_text(encoding="utf-8")
    pytester.makeconftest(re.sub(r"^pytest_plugins = .*$", "", guards, flags=re.MULTILINE))
    (pytester.path / "offscreen_screen.json").write_bytes((tests / "offscreen_screen.json").read_bytes())
    (pytester.path / "pyproject.toml").write_bytes((request.config.rootpath / "pyproject.toml").read_bytes())
    return pytester


def test_each_guard_fails_the_test_that_deserves_it_and_says_why(guarded: pytest.Pytester) -> None:
    guarded.makepyfile(BAD)
    text = guarded.runpytest_subprocess(*ALONE, "-rEf", ".").stdout.str()
    summary = [line for line in text.splitlines() if line.startswith(("FAILED", "ERROR "))]
    assert len(summary) == len(REASONS), text
    assert [name for name, reason in REASONS.items() if not _stands(name, reason, text)] == []


def _stands(name: str, reason: str, text: str) -> bool:
    """Tell whether the report of this test, from its heading to the next, gives the reason."""
    report = re.split(r"^_+ .*?(test_\w+) _+$", text, flags=re.MULTILINE)
    return reason in dict(zip(report[1::2], report[2::2], strict=True)).get(name, "")


def test_tests_that_behave_pass(guarded: pytest.Pytester) -> None:
    guarded.makepyfile(GOOD)
    guarded.runpytest_subprocess(*ALONE, ".").assert_outcomes(passed=8)
