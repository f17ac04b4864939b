"""A second start raises the first window instead of opening another."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500
TURNS, BETWEEN_TURNS_MS = 50, 100
LONGEST_MESSAGE = 4_096


def become_first(home: Path, file: Path | None) -> QLockFile | None:
    """Return what the first window holds for life; None when another holds it and was raised, with `file` to open.

    Of any number of starts at once, one is the first. One that holds on and never answers is passed by after a
    while: the data file has a lock of its own.
    """
    lock = QLockFile(str(home / "window.lock"))
    lock.setStaleLockTime(0)
    for _turn in range(TURNS):
        if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
            return lock
        if raise_first(home, file):
            return None
        QThread.msleep(BETWEEN_TURNS_MS)
    return lock


class FirstStart(QObject):
    """Listens for later starts; `raised` brings the file they were given ("" for none)."""

    raised = Signal(str)

    def __init__(self, home: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._name = _name(home)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)

    def claim(self) -> bool:
        """Listen from now on; False if that cannot be, which only means that a later start will not find us."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _meet(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.setParent(self)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            self._read_from(socket)

    def _read(self) -> None:
        socket = self.sender()
        assert isinstance(socket, QLocalSocket), "only a later start speaks here"
        self._read_from(socket)

    def _read_from(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        words = bytes(socket.readLine(LONGEST_MESSAGE).data()).decode(errors="surrogateescape")
        socket.disconnectFromServer()
        self.raised.emit(words.strip())


def raise_first(home: Path, file: Path | None) -> bool:
    """Ask a window that already runs to come to the front and open `file`; False if none runs."""
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(f"{file.resolve() if file else ''}\n".encode(errors="surrogateescape"))
    socket.waitForBytesWritten(WAIT_MS)
    # The first window hangs up when it has read: hanging up here could be quicker than that.
    if socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
        socket.waitForDisconnected(WAIT_MS)
    return True


def _name(home: Path) -> str:
    whose = f"{getpass.getuser()} {home}".encode()
    return f"refdesk-{hashlib.sha256(whose).hexdigest()[:16]}"
