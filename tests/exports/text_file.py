"""Amounts, dates and lines as the packages write them, and the bytes of a text file."""

from datetime import date

NBSP = "\u00a0"
THIN = "\u202f"


def amount(minor: int, group: str = "", mark: str = ",", minus: str = "lead", unit: str = "") -> str:
    whole, cents = divmod(abs(minor), 100)
    digits = f"{whole:,}".replace(",", group)
    text = f"{digits}{mark}{cents:02d}"
    if minor < 0:
        text = {"lead": f"-{text}", "trail": f"{text}-", "paren": f"({text})"}[minus]
    return text + unit


def or_blank(minor: int, *args, **kwargs) -> str:
    return amount(minor, *args, **kwargs) if minor else ""


def fr(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def fr_short(day: date | None) -> str:
    return day.strftime("%d/%m/%y") if day else ""


def dotted(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


def us(day: date | None) -> str:
    return day.strftime("%m/%d/%Y") if day else ""


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def line(cells, sep: str, quote: str) -> str:
    done = []
    for cell in cells:
        needs = any(mark in cell for mark in (sep, '"', "\n", "\r"))
        if quote == "all" or (quote == "min" and needs):
            cell = '"' + cell.replace('"', '""') + '"'
        done.append(cell)
    return sep.join(done)


def text_bytes(rows, sep: str = ";", quote: str = "min", eol: str = "\r\n",
               encoding: str = "utf-8", bom: bool = False) -> bytes:
    """rows: lists of cells; a plain string is a line written as it stands."""
    lines = [row if isinstance(row, str) else line(row, sep, quote) for row in rows]
    text = eol.join(lines) + eol
    if encoding in ("iso8859-15", "cp850"):  # what these sets lack is typed otherwise
        text = text.replace("’", "'")
    if encoding == "cp850":
        text = text.replace("œ", "oe").replace("Œ", "OE")
    mark = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe"}[encoding] if bom else b""
    return mark + text.encode(encoding)
