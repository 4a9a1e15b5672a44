# SPDX-License-Identifier: GPL-3.0-or-later
"""People who act on a server over HTTP, many at a time."""

import http.client
import json
import threading

PATIENCE_S = 60


class Refused(AssertionError):
    """An answer that was not the one expected."""


class Server:
    """What threads share: where the server is, who may sign in, who has."""

    def __init__(self, port, passwords):
        self.port = port
        self.passwords = passwords
        self.tokens = {}
        self.lock = threading.Lock()
        self.waits = {}
        self.local = threading.local()
        self.n_requests = 0

    def forget_tokens(self):
        """Sessions end after some hours, and the clock takes whole nights at once."""
        self.tokens.clear()

    def token(self, login):
        with self.lock:
            wait = self.waits.setdefault(login, threading.Lock())
        with wait:
            if login not in self.tokens:
                body = {"login": login, "password": self.passwords[login]}
                answer = self.expect(201, None, "POST", "/api/v1/sessions", body)
                self.tokens[login] = answer["token"]
            return self.tokens[login]

    def call(self, login, method, path, body=None, kind="application/json", language="zh"):
        """Status and parsed body, on a connection that this thread keeps."""
        headers = {"Accept-Language": language}
        if login is not None:
            headers["Authorization"] = "Bearer " + self.token(login)
        if body is not None:
            headers["Content-Type"] = kind
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
        connection = getattr(self.local, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                    timeout=PATIENCE_S)
            self.local.connection = connection
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read()
        self.n_requests += 1
        return response.status, json.loads(text) if text else None

    def expect(self, status, login, method, path, body=None, **more):
        got, answer = self.call(login, method, path, body, **more)
        if got != status:
            raise Refused(f"{method} {path} as {login}, {body}: {got} {answer}")
        return answer

    def get(self, login, path, **more):
        return self.expect(200, login, "GET", path, **more)

    def pages(self, login, path, member):
        """All of a list that comes page by page."""
        while path:
            answer = self.get(login, path)
            yield from answer[member]
            path = answer.get("next")


class Case:
    """One case as the people who act on it know it."""

    def __init__(self, server, case):
        self.server = server
        self.take(case)

    def take(self, case):
        self.case = case
        self.number = case["number"]

    def __getitem__(self, member):
        return self.case[member]

    @property
    def path(self):
        return "/api/v1/cases/" + self.number

    @property
    def department(self):
        return self.case["department"]["code"] if self.case["department"] else None

    @property
    def officer(self):
        return "dept-" + self.department

    @property
    def handler(self):
        return "handler-" + self.department

    def look(self, login, language="zh"):
        self.take(self.server.get(login, self.path, language=language)["case"])
        return self

    def events(self, login="manager"):
        return self.server.get(login, self.path + "/events")["events"]

    def body(self, action, fields):
        return {"action": action, "version": self.case["version"], "opinion": "按规定办理",
                **fields}

    def act(self, login, action, state=None, flags=(), no_flags=(), **fields):
        """Must succeed, and leave the case in that state, with and without these flags."""
        answer = self.server.expect(200, login, "POST", self.path + "/actions",
                                    self.body(action, fields))
        before = self.case["version"]
        self.take(answer["case"])
        if self.case["version"] != before + 1:
            raise Refused(f"{self.number}: {action} made version {self.case['version']}")
        if state is not None and self.case["state"] != state:
            raise Refused(f"{self.number}: {self.case['state']} after {action}")
        missing = set(flags) - set(self.case["flags"])
        wrong = set(no_flags) & set(self.case["flags"])
        if missing or wrong:
            raise Refused(f"{self.number}: {self.case['flags']} after {action}")
        return self

    def refused(self, login, action, code, status=422, **fields):
        """Must fail with that code, and change nothing."""
        got, answer = self.server.call(login, "POST", self.path + "/actions",
                                       self.body(action, fields))
        if got != status or answer["code"] != code:
            raise Refused(f"{self.number}: {action} by {login}: {got} {answer}")
        return answer
