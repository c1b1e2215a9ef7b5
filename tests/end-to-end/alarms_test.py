"""Staff are told: a kiosk whose printer is out of paper is an alarm on the manager's board, with what to do, until there is
paper again; also after the server was killed, and the kiosk tells it of its own accord. Real programs and a printer on
a socket. Run by CTest:
  alarms_test.py PROGRAMS_FOLDER SITE_FOLDER
Exit code 77: something is not installed, said in words (CTest shows it as skipped).
"""

import contextlib
import os
import pathlib
import shutil
import socket
import sys
import threading

import lobby
import touch_screen

WELL, STOPPED_BY_PAPER, PAPER_SENSOR_EMPTY = 0x12, 0x32, 0x72
DLE, EOT = 0x10, 0x04


class Printer:
    """A receipt printer that says how it is (DLE EOT 1 to 4), on loopback. Nothing is printed here."""

    def __init__(self):
        self.status = {1: WELL, 2: WELL, 3: WELL, 4: WELL}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = "tcp:127.0.0.1:%d" % self._listener.getsockname()[1]
        self._connection = socket.socket()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def paper(self, there):
        self.status[2] = WELL if there else STOPPED_BY_PAPER
        self.status[4] = WELL if there else PAPER_SENSOR_EMPTY

    def _serve(self):
        while True:
            try:
                self._connection, _ = self._listener.accept()
            except OSError:  # switched off
                return
            with self._connection, contextlib.suppress(OSError):
                self._talk(self._connection)

    def _talk(self, connection):
        heard = b""
        while more := connection.recv(4096):
            heard += more
            while len(heard) >= 3:
                if heard[0] == DLE and heard[1] == EOT:
                    connection.sendall(bytes([self.status[heard[2]]]))
                    heard = heard[3:]
                else:
                    heard = heard[1:]

    def switch_off(self):
        """What is connected is cut, and nothing can connect any more. A second time does nothing."""
        for end in (self._listener, self._connection):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()


def gone(board, text):
    lobby.wait_for(f"{text!r} to go", lambda: board.items() and not board.shows(text))


def run(programs, site):
    printer = Printer()
    printer.paper(there=False)
    try:
        with lobby.Lobby(programs, site) as here, touch_screen.TouchScreen(2520, 1920) as screen:
            here.enroll("kiosk-1", "kiosk")
            here.enroll("board-1", "display")
            here.start_server()
            here.window("foyer-kiosk", "kiosk-1", screen.display, (1080, 1920), (0, 0),
                        "--printer", printer.address, "--state", here.folder / "kiosk-1")
            board = here.window("foyer-display", "board-1", screen.display, (1280, 720), (1080, 0),
                                "--view", "manager")
            board.wait_shows("Kiosk, Main entrance: no paper")
            board.wait_shows("Put in a new roll of paper.")
            board.wait_shows("1 alarm")
            if pictures := os.environ.get("FOYER_PICTURES"):
                shutil.copy(board.take_picture(), pathlib.Path(pictures) / "board-no-paper.png")
            print("no paper, and the board says so")

            here.kill_server()
            board.wait_shows("The link to the queue server is lost.")
            here.start_server()
            gone(board, "The link to the queue server is lost.")
            board.wait_shows("Kiosk, Main entrance: no paper")
            print("a server that knew nothing was told again")

            printer.paper(there=True)
            gone(board, "no paper")
            gone(board, "1 alarm")
            print("paper is in, the alarm is gone")

            printer.switch_off()
            board.wait_shows("Kiosk, Main entrance: the printer does not answer")
            print("the printer is off, and the board says so")
    finally:
        printer.switch_off()


def main():
    missing = touch_screen.missing()
    if missing:
        print("SKIPPED: no screen can be made without the Debian packages:", missing)
        return 77
    run(pathlib.Path(sys.argv[1]), sys.argv[2])
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
