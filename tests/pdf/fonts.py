"""Fonts inside a PDF: which codes they have, how wide the font file and the PDF say they are, what
they mean. CFF only (Type 1C, CID Type 0C)."""
import re

from document import Wrong, unpacked

STANDARD = 391


def index(data, at):
    count = int.from_bytes(data[at : at + 2], "big")
    if not count:
        return [], at + 2
    size = data[at + 2]
    ends = [int.from_bytes(data[at + 3 + i * size : at + 3 + (i + 1) * size], "big") for i in range(count + 1)]
    base = at + 2 + (count + 1) * size
    if ends[0] != 1 or sorted(ends) != ends or base + ends[-1] > len(data):
        raise Wrong("index of a font")
    return [data[base + a : base + b] for a, b in zip(ends, ends[1:])], base + ends[-1]


def numbers(data):
    """Numbers of a dictionary or of the beginning of a charstring, until an operator: [...], op."""
    out, at = [], 0
    while at < len(data):
        b = data[at]
        at += 1
        if b == 28:
            out.append(int.from_bytes(data[at : at + 2], "big", signed=True))
            at += 2
        elif b == 29:
            out.append(int.from_bytes(data[at : at + 4], "big", signed=True))
            at += 4
        elif b == 30:
            while data[at] & 15 != 15:
                at += 1
            at += 1
            out.append(None)
        elif b < 28:
            op = (12, data[at]) if b == 12 else b
            yield out, op
            at += b == 12
            out = []
        elif b <= 246:
            out.append(b - 139)
        elif b <= 250:
            out.append((b - 247) * 256 + data[at] + 108)
            at += 1
        elif b <= 254:
            out.append(-(b - 251) * 256 - data[at] - 108)
            at += 1
        else:
            raise Wrong("number of a font")


def charstring_width(code):
    """Width above the nominal one; None: the usual width."""
    values, op = next(numbers(code))
    needed = {21: 2, 22: 1, 4: 1, 14: 0}
    if op not in needed:
        raise Wrong(f"a glyph begins with operator {op}")
    return values[0] if len(values) > needed[op] else None


def cff(data):
    """{code or CID: width} as the font file says."""
    names, at = index(data, data[2])
    tops, at = index(data, at)
    strings, at = index(data, at)
    subrs, at = index(data, at)
    if len(names) != 1 or len(tops) != 1 or subrs:
        raise Wrong("not one font")
    top = {op: values for values, op in numbers(tops[0])}
    glyphs, _ = index(data, top[17][0])
    cid = (12, 30) in top
    holder = top
    if cid:
        fonts, _ = index(data, top[(12, 36)][0])
        holder = {op: values for values, op in numbers(fonts[0])}
    size, at = holder[18]
    private = {op: values for values, op in numbers(data[at : at + size])}
    usual, nominal = private.get(20, [0])[0], private.get(21, [0])[0]
    widths = []
    for glyph in glyphs:
        own = charstring_width(glyph)
        widths.append(usual if own is None else nominal + own)
    at = top[15][0]
    if cid:
        kind, first, more = data[at], int.from_bytes(data[at + 1 : at + 3], "big"), int.from_bytes(data[at + 3 : at + 5], "big")
        if (kind, first, more) != (2, 1, len(glyphs) - 2) or top[(12, 34)][0] != len(glyphs):
            raise Wrong("CIDs of a font")
        return dict(enumerate(widths))
    sids = [int.from_bytes(data[at + 1 + 2 * i : at + 3 + 2 * i], "big") for i in range(len(glyphs) - 1)]
    at = top[16][0]
    if data[at] != 0 or data[at + 1] != len(glyphs) - 1 or max(sids) >= STANDARD + len(strings):
        raise Wrong("codes of a font")
    codes = data[at + 2 : at + 1 + len(glyphs)]
    if len(set(codes)) != len(codes) or len(set(sids)) != len(sids):
        raise Wrong("a glyph stands twice in a font")
    return dict(zip(codes, widths[1:]))


def meanings(data):
    out = {}
    for count, block in re.findall(rb"(\d+) beginbfchar\n(.*?)endbfchar", data, re.S):
        rows = re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block)
        if len(rows) != int(count) or len(rows) > 100:
            raise Wrong("the rows of a ToUnicode map are not counted right")
        out.update({int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in rows})
    return out


class Font:
    def __init__(self, doc, font):
        self.faults = []
        self.two = doc.entry(font, "/Subtype") == "/Type0"
        holder = doc.get(doc.entry(font, "/DescendantFonts")[0]) if self.two else font
        about = doc.entry(holder, "/FontDescriptor") or {}
        file = next((doc.get(v) for k, v in about.items() if k in ("/FontFile", "/FontFile2", "/FontFile3")), None)
        name = doc.entry(font, "/BaseFont")
        if file is None:
            self.faults.append("is not embedded")
            self.inside, self.widths, self.meaning = {}, {}, {}
            return
        if not re.fullmatch(r"/[A-Z]{6}\+.+", name) or about.get("/FontName") != doc.entry(holder, "/BaseFont"):
            self.faults.append("has no name of a subset, or two")
        self.inside = cff(unpacked(file))
        self.widths = self.said_widths(doc, font, holder)
        self.meaning = meanings(unpacked(doc.entry(font, "/ToUnicode"))) if doc.entry(font, "/ToUnicode") else {}
        for code, width in self.inside.items():
            if code in self.widths and abs(self.widths[code] - width) > 1:
                self.faults.append(f"code {code} is {self.widths[code]} wide, {width} in its file")

    def said_widths(self, doc, font, holder):
        if not self.two:
            first = doc.entry(font, "/FirstChar")
            widths = doc.entry(font, "/Widths")
            if len(widths) != doc.entry(font, "/LastChar") - first + 1:
                self.faults.append("has not as many widths as characters")
            return {first + i: w for i, w in enumerate(widths)}
        first, widths = doc.entry(holder, "/W")
        return {first + i: w for i, w in enumerate(doc.get(widths))}

    def codes(self, text):
        return [int.from_bytes(text[i : i + 2], "big") for i in range(0, len(text), 2)] if self.two else list(text)

    def check(self, text):
        """Everything that is drawn is in the file, has a width and a meaning."""
        for code in self.codes(text):
            lacks = [w for w, of in (("glyph", self.inside), ("width", self.widths), ("meaning", self.meaning)) if code not in of]
            if lacks or (self.two and code == 0):
                yield f"code {code} has no {' and no '.join(lacks) or 'glyph but .notdef'}"
