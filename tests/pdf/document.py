"""A PDF as its bytes say: objects, streams, pages. Reads tables and streams of references, object
streams and Flate, nothing else: what an archive must not have need not be understood. Shares no
code with the product."""
import re
import zlib

BLANK = b"\x00\t\n\x0c\r "
ENDS = BLANK + b"()<>[]{}/%"


class Wrong(Exception):
    """The bytes are no PDF, or one this reader need not know."""


class Name(str):
    pass


class Ref(tuple):
    pass


class Word(str):
    """An operator."""


class Stream:
    def __init__(self, about, raw):
        self.about, self.raw = about, raw


class Reader:
    """Tokens and values, from a place on."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def skip(self):
        while self.at < len(self.data):
            if self.data[self.at] in BLANK:
                self.at += 1
            elif self.data[self.at] == 0x25:
                while self.at < len(self.data) and self.data[self.at] not in b"\r\n":
                    self.at += 1
            else:
                return

    def text(self):
        out, depth = bytearray(), 1
        self.at += 1
        escapes = {0x6E: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12}
        while depth:
            c = self.data[self.at]
            self.at += 1
            if c == 0x5C:
                octal = re.compile(rb"[0-7]{1,3}").match(self.data, self.at)
                if octal:
                    out.append(int(octal[0], 8) & 255)
                    self.at = octal.end()
                    continue
                c = self.data[self.at]
                self.at += 1
                if c in b"\r\n":
                    if c == 13 and self.data[self.at : self.at + 1] == b"\n":
                        self.at += 1
                    continue
                out.append(escapes.get(c, c))
                continue
            depth += (c == 0x28) - (c == 0x29)
            if depth:
                out.append(c)
        return bytes(out)

    def value(self):
        self.skip()
        d, at = self.data, self.at
        if at >= len(d):
            raise Wrong("ends in the middle")
        if d[at : at + 2] == b"<<":
            self.at += 2
            out = {}
            while True:
                self.skip()
                if d[self.at : self.at + 2] == b">>":
                    self.at += 2
                    return out
                key = self.value()
                if not isinstance(key, Name) or key in out:
                    raise Wrong(f"key {key!r}")
                out[key] = self.value()
        if d[at] == 0x3C:
            end = d.index(b">", at)
            self.at = end + 1
            digits = re.sub(rb"\s", b"", d[at + 1 : end])
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        if d[at] == 0x28:
            return self.text()
        if d[at] == 0x5B:
            self.at += 1
            out = []
            while True:
                self.skip()
                if d[self.at] == 0x5D:
                    self.at += 1
                    return out
                out.append(self.value())
        end = at + 1
        while end < len(d) and d[end] not in ENDS:
            end += 1
        word = d[at:end]
        self.at = end
        if word[:1] == b"/":
            return Name(re.sub(rb"#(..)", lambda m: bytes.fromhex(m[1].decode()), word).decode("latin-1"))
        reference = re.compile(rb"(\d+)\s+(\d+)\s+R(?![A-Za-z])").match(d, at)
        if reference:
            self.at = reference.end()
            return Ref((int(reference[1]), int(reference[2])))
        if re.fullmatch(rb"[+-]?\d+", word):
            return int(word)
        if re.fullmatch(rb"[+-]?(\d+\.\d*|\.\d+)", word):
            return float(word)
        return {b"true": True, b"false": False, b"null": None}.get(word, Word(word.decode("latin-1")))


class Document:
    def __init__(self, data):
        self.data = data
        self.places, self.packed, self.known = {}, {}, {}
        found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s{0,2}$", data)
        if not found:
            raise Wrong("no startxref at the end")
        self.trailer = self.table(int(found[1]))

    def table(self, at):
        if self.data[at : at + 4] != b"xref":
            return self.table_stream(at)
        r = Reader(self.data, at + 4)
        while True:
            r.skip()
            if self.data.startswith(b"trailer", r.at):
                r.at += 7
                trailer = r.value()
                if "/Prev" in trailer or "/XRefStm" in trailer:
                    raise Wrong("more than one table")
                return trailer
            first, count = r.value(), r.value()
            r.skip()
            for i in range(count):
                row = self.data[r.at + 20 * i : r.at + 20 * i + 20]
                if not re.fullmatch(rb"\d{10} \d{5} [nf](\r\n| \n| \r)", row):
                    raise Wrong(f"row of the table: {row!r}")
                if row[17:18] == b"n":
                    self.places[first + i] = int(row[:10])
            r.at += 20 * count

    def table_stream(self, at):
        about, raw = self.object_at(at, None)
        if about.get("/Type") != "/XRef" or "/Prev" in about:
            raise Wrong("no table")
        rows, widths = unpacked(Stream(about, raw)), about["/W"]
        index = about.get("/Index", [0, about["/Size"]])
        at = 0
        for first, count in zip(index[::2], index[1::2]):
            for number in range(first, first + count):
                row = []
                for width in widths:
                    row.append(int.from_bytes(rows[at : at + width], "big"))
                    at += width
                kind = row[0] if widths[0] else 1
                if kind == 1:
                    self.places[number] = row[1]
                elif kind == 2:
                    self.packed[number] = (row[1], row[2])
        return about

    def object_at(self, at, number):
        found = re.compile(rb"\s*(\d+)\s+0\s+obj\b").match(self.data, at)
        if not found or number not in (None, int(found[1])):
            raise Wrong(f"object {number} is not at {at}")
        r = Reader(self.data, found.end())
        value = r.value()
        r.skip()
        if not self.data.startswith(b"stream", r.at):
            if not self.data.startswith(b"endobj", r.at):
                raise Wrong(f"object {number} has no end")
            return value, None
        start = r.at + 6
        if self.data[start : start + 2] == b"\r\n":
            start += 2
        elif self.data[start : start + 1] == b"\n":
            start += 1
        else:
            raise Wrong("a stream begins with an end of line")
        length = value["/Length"]
        length = self.get(length) if isinstance(length, Ref) else length
        if not re.compile(rb"[\r\n]{0,2}endstream\s+endobj").match(self.data, start + length):
            raise Wrong(f"the length of stream {number} is not its length")
        return value, self.data[start : start + length]

    def get(self, value):
        if not isinstance(value, Ref):
            return value
        number = value[0]
        if number not in self.known:
            if number in self.packed:
                self.known[number] = self.from_pack(*self.packed[number])
            elif number in self.places:
                about, raw = self.object_at(self.places[number], number)
                self.known[number] = about if raw is None else Stream(about, raw)
            else:
                raise Wrong(f"object {number} is not there")
        return self.known[number]

    def from_pack(self, pack, index):
        stream = self.get(Ref((pack, 0)))
        data = unpacked(stream)
        head = Reader(data)
        pairs = [(head.value(), head.value()) for _ in range(stream.about["/N"])]
        return Reader(data, stream.about["/First"] + pairs[index][1]).value()

    def entry(self, holder, *keys):
        """What lies behind keys, each looked up in the one before; None: it is not there."""
        value = self.get(holder)
        for key in keys:
            about = value.about if isinstance(value, Stream) else value
            value = self.get(about.get(key)) if isinstance(about, dict) else None
        return value

    def objects(self):
        for number in sorted({*self.places, *self.packed}):
            yield number, self.get(Ref((number, 0)))

    def pages(self):
        def walk(node, seen):
            node = self.get(node)
            if id(node) in seen:
                raise Wrong("pages in a circle")
            if node["/Type"] == "/Page":
                return [node]
            kids = [page for kid in node["/Kids"] for page in walk(kid, seen | {id(node)})]
            if len(kids) != node["/Count"]:
                raise Wrong("the count of pages is not their number")
            return kids

        return walk(self.entry(self.trailer, "/Root")["/Pages"], frozenset())


def unpacked(stream):
    """The bytes of a stream; its filter is Flate or none."""
    kind = stream.about.get("/Filter")
    kind = kind[0] if isinstance(kind, list) and len(kind) == 1 else kind
    if kind in (None, []):
        return stream.raw
    if kind != "/FlateDecode":
        raise Wrong(f"filter {kind}")
    data = zlib.decompress(stream.raw)
    how = stream.about.get("/DecodeParms") or {}
    how = how[0] if isinstance(how, list) else how
    if how.get("/Predictor", 1) < 10:
        return data
    width, out, above = how.get("/Columns", 1), bytearray(), None
    for at in range(0, len(data), width + 1):
        row = bytearray(data[at + 1 : at + 1 + width])
        if data[at] != 2 and data[at] != 0:
            raise Wrong(f"predictor {data[at]}")
        if data[at] == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, above or bytes(width)))
        out += row
        above = row
    return bytes(out)
