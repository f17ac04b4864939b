import subprocess
import sys

import pytest

CALLS = 200


class TestPySideKeepsItsReferences:
    """PySide6 6.12.0 on Python 3.11 loses a reference on each call and aborts the process after some thousands."""

    @pytest.mark.parametrize("constant", [None, True, False], ids=str)
    def test_a_signal_keeps_the_constants_alive(self, constant: object) -> None:
        from PySide6.QtCore import QObject, Signal

        class Probe(QObject):
            fired = Signal(object)

            def hear(self, _value: object) -> object:
                return constant

        probe = Probe()
        probe.fired.connect(probe.hear)
        before = sys.getrefcount(constant)
        for _ in range(CALLS):
            probe.fired.emit(constant)
            probe.setProperty("value", constant)
            probe.blockSignals(False)
        assert sys.getrefcount(constant) >= before - CALLS // 10


def test_the_store_brings_the_one_new_sqlite_and_no_other() -> None:
    script = (
        "import sys, refdesk.store.engine; from sqlcipher3 import dbapi2; "
        "print(dbapi2.sqlite_version, '_sqlite3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    version, second = done.stdout.split()
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)
    assert second == "False"
