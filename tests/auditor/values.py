"""Amounts in whole cents and days, as the exchange formats write them."""

import re
from datetime import date

AMOUNT = re.compile(r"^([+-]?)(\d+)(?:[.,](\d+))?$")


class ValueProblem(ValueError):
    """A text that is no amount or no day."""


def cents(text: str) -> int:
    """`-12.5`, `12,50` or `12` in cents; a real third decimal is a problem, an empty text is 0."""
    compact = re.sub(r"[ \u00a0\u202f]", "", text)
    if not compact:
        return 0
    if compact[-1] in "+-":  # some packages write the sign last
        compact = compact[-1] + compact[:-1]
    match = AMOUNT.match(compact)
    if not match:
        raise ValueProblem(f"no amount: {text!r}")
    sign, whole, decimals = match.groups()
    decimals = (decimals or "").rstrip("0")
    if len(decimals) > 2:
        raise ValueProblem(f"more than two decimals: {text!r}")
    value = int(whole) * 100 + int(decimals.ljust(2, "0"))
    return -value if sign == "-" else value


def decimal_text(amount: int) -> str:
    """Cents as a decimal text with a point: -1250 is `-12.50`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def iso_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def compact_day(text: str) -> date | None:
    """A FEC day, AAAAMMJJ; None when blank."""
    text = text.strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{8}", text):
        raise ValueProblem(f"no day: {text!r}")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as problem:
        raise ValueProblem(f"no day: {text!r}") from problem
