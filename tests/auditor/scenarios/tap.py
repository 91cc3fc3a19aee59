"""TAP output: one point a line, details as comments."""

import sys

MOST_DETAILS = 8


class Tap:
    def __init__(self) -> None:
        self.points = 0
        self.failed = 0

    def point(self, name: str, good: bool, details: list[str]) -> None:
        self.points += 1
        plain = name.replace("#", "no. ")  # `#` begins a directive
        print(f"{'ok' if good else 'not ok'} {self.points} - {plain}", flush=True)
        if not good:
            self.failed += 1
            for text in details[:MOST_DETAILS]:
                self.comment(text)
            if len(details) > MOST_DETAILS:
                self.comment(f"and {len(details) - MOST_DETAILS} more")

    def comment(self, text: str) -> None:
        for row in text.splitlines():
            print(f"# {row}", flush=True)

    def skip(self, name: str, reason: str) -> None:
        self.points += 1
        print(f"ok {self.points} - {name} # SKIP {reason}", flush=True)

    def end(self) -> int:
        print(f"1..{self.points}", flush=True)
        sys.stdout.flush()
        return 1 if self.failed else 0
