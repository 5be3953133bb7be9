"""One Drafter for one user: a second start hands its file to the running one and ends."""

from __future__ import annotations

import getpass
import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from drafter.store.state import state_folder

_PATIENCE = 1500
"""Milliseconds that a second start waits for the running one to answer."""
_MOST = 64_000


def server_name() -> str:
    """The name under which this user's running Drafter can be reached; another for another state folder."""
    told = f"{getpass.getuser()}\0{state_folder()}"
    return f"drafter-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def hand_over(file: Path | None) -> bool:
    """Have the running Drafter open a file (or come to the front); false where none is running."""
    socket = QLocalSocket()
    socket.connectToServer(server_name())
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(json.dumps({"open": str(file.absolute()) if file else None}).encode() + b"\n")
    socket.waitForBytesWritten(_PATIENCE)
    answered = socket.waitForReadyRead(_PATIENCE)
    socket.disconnectFromServer()
    return bool(answered)


class Doorkeeper(QObject):
    """Listens for later starts. `asked` brings the file that one was given, or None."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._visitors: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self) -> bool:
        """Begin to listen; false where that cannot be done, and every start is then one of its own."""
        if self._server.listen(server_name()):
            return True
        QLocalServer.removeServer(server_name())  # what a killed one left behind
        return self._server.listen(server_name())

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
        for socket in self._visitors:
            socket.abort()
        self._sweep()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._visitors.append(socket)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._sweep)

    def _sweep(self) -> None:
        """Let those go that have gone."""
        for socket in list(self._visitors):
            if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._visitors.remove(socket)
                socket.deleteLater()

    def _read(self) -> None:
        for socket in list(self._visitors):
            if socket.canReadLine():
                self._hear(socket, bytes(socket.readLine(_MOST).data()))
            elif socket.bytesAvailable() > _MOST:
                socket.abort()

    def _hear(self, socket: QLocalSocket, line: bytes) -> None:
        try:
            file = json.loads(line)["open"]
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.asked.emit(Path(file) if isinstance(file, str) else None)
