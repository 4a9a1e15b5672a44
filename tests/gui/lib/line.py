# SPDX-License-Identifier: GPL-3.0-or-later
"""A network between the desk and a server that may be cut, or go dead without a word."""

import socket
import threading


class Line:
    """Listens on one port for good and passes bytes on to the server, wherever it is now."""

    def __init__(self, base):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.base = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.sockets = set()
        self.is_cut = False
        self.lead_to(base)
        threading.Thread(target=self.accept, daemon=True).start()

    def lead_to(self, base):
        self.port = int(base.rsplit(":", 1)[1])

    def accept(self):
        while True:
            desk, _ = self.listener.accept()
            threading.Thread(target=self.connect, args=(desk,), daemon=True).start()

    def connect(self, desk):
        try:
            with self.lock:
                if self.is_cut:
                    raise OSError("the line is cut")
                server = socket.create_connection(("127.0.0.1", self.port), 10)
                server.settimeout(None)
                self.sockets |= {desk, server}
        except OSError:
            desk.close()
            return
        threading.Thread(target=self.pump, args=(desk, server), daemon=True).start()
        self.pump(server, desk)

    def pump(self, source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        """Every connection breaks, and no other comes about."""
        with self.lock:
            self.is_cut = True
            for end in self.sockets:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
            self.sockets.clear()

    def mend(self, base=None):
        if base is not None:
            self.lead_to(base)
        with self.lock:
            self.is_cut = False
