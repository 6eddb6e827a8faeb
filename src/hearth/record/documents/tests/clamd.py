"""A scanner of our own that speaks as ClamAV does on its Unix socket. Source: clamd(8), INSTREAM."""

import socketserver
import struct
import threading
from contextlib import contextmanager

# What every scanner calls harmful, so that it can be tried. In two parts, so that this file is not.
HARMFUL = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Answer(socketserver.StreamRequestHandler):
    def handle(self):
        scanner = self.server
        scanner.asked += 1
        command = self.rfile.readline().strip()
        assert command == b"nINSTREAM"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.wfile.write(scanner.says(content))


class Scanner(socketserver.ThreadingUnixStreamServer):
    """Counts how often it was asked; `answer` overrides what it says, b"" is silence."""

    answer = None
    asked = 0

    def says(self, content):
        if self.answer is not None:
            return self.answer
        return b"stream: Eicar-Test-Signature FOUND\n" if HARMFUL in content else b"stream: OK\n"


@contextmanager
def scanner(path):
    """One that answers at this path until the block ends."""
    with Scanner(str(path), _Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
