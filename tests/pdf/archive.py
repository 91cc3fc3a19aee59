#!/usr/bin/env python3
"""archive.py FILE...: whether PDFs have the shape of an archive (ISO 19005-3, PDF/A-3): what it
must have, what it must not, metadata that agree, fonts that hold what is drawn with them. Prints
one line for each fault. An independent reader: it shares no code with the product, and no library.
It does not check the language, colours beyond their space, or what only a person sees."""
import re
import sys
import xml.etree.ElementTree as ET

from document import Document, Name, Reader, Stream, Word, Wrong, unpacked
from fonts import Font

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
ID = "{http://www.aiim.org/pdfa/ns/id/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

FORBIDDEN_KEYS = {"/JavaScript", "/JS", "/OpenAction", "/AA", "/XFA", "/Launch", "/PresSteps", "/Alternates",
                  "/OPI", "/Requirements", "/Encrypt", "/TR", "/HTP", "/Ref"}
FORBIDDEN_ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState",
                     "/Rendition", "/Trans", "/GoTo3DView", "/JavaScript"}
RELATIONS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
COLOURS = {"rg": "RGB", "RG": "RGB", "g": "grey", "G": "grey"}
OTHER_COLOURS = {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}


def words(text):
    if text is None:
        return None
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be")
    special = {0x80: "•", 0x84: "—", 0x85: "–", 0x8F: "‘", 0x90: "’", 0x96: "Œ", 0x9C: "œ", 0x8D: "“", 0x8E: "”", 0xA0: "€", 0x83: "…"}
    return "".join(special.get(b) or chr(b) for b in text)


def instant(text):
    found = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", text or "")
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else None


def frame(doc):
    data = doc.data
    if not re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4}", data):
        yield "the head of the file is not as it should be"
    ids = doc.trailer.get("/ID")
    if not (isinstance(ids, list) and len(ids) == 2 and all(isinstance(i, bytes) and len(i) == 16 for i in ids)):
        yield "no identifier"
    if "/Encrypt" in doc.trailer:
        yield "encrypted"
    highest = max([*doc.places, *doc.packed])
    if doc.trailer.get("/Size") != highest + 1:
        yield "the number of objects is not what the trailer says"


def xmp(doc):
    stream = doc.entry(doc.trailer, "/Root", "/Metadata")
    if not isinstance(stream, Stream) or stream.about.get("/Type") != "/Metadata" or stream.about.get("/Subtype") != "/XML":
        yield "no metadata"
        return
    data = unpacked(stream).decode("utf-8")
    if re.match(r"<\?xpacket[^>]*(bytes|encoding)=", data) or not data.startswith("<?xpacket begin="):
        yield "the packet of metadata does not begin as it should"
    root = ET.fromstring(re.sub(r"<\?xpacket.*?\?>", "", data))
    about = root.find(f".//{RDF}Description")

    def said(tag):
        return about.findtext(tag)

    if said(f"{ID}part") != "3" or said(f"{ID}conformance") not in ("A", "B", "U"):
        yield "XMP does not say PDF/A-3"
    if said(f"{ID}conformance") == "A":
        if not doc.entry(doc.trailer, "/Root", "/StructTreeRoot") or doc.entry(doc.trailer, "/Root", "/MarkInfo", "/Marked") is not True:
            yield "level A is claimed and there is no structure"
    info = doc.entry(doc.trailer, "/Info") or {}
    title = about.find(f"{DC}title/{RDF}Alt/{RDF}li")
    creators = [li.text for li in about.findall(f"{DC}creator/{RDF}Seq/{RDF}li")]
    pairs = [("title", title is not None and title.get(LANG) == "x-default" and title.text, words(info.get("/Title"))),
             ("author", creators[0] if len(creators) == 1 else creators, words(info.get("/Author"))),
             ("program", said(f"{XMP}CreatorTool"), words(info.get("/Creator"))),
             ("producer", said(f"{PDF}Producer"), words(info.get("/Producer"))),
             ("making", said(f"{XMP}CreateDate"), instant(words(info.get("/CreationDate")))),
             ("change", said(f"{XMP}ModifyDate"), instant(words(info.get("/ModDate"))))]
    for what, left, right in pairs:
        if not left or left != right:
            yield f"{what}: XMP says {left!r}, the document information {right!r}"


def intent(doc):
    intents = doc.entry(doc.trailer, "/Root", "/OutputIntents") or []
    ours = [i for i in map(doc.get, intents) if i.get("/S") == "/GTS_PDFA1"]
    if len(ours) != 1:
        yield "no output intent of an archive"
        return
    profile = doc.entry(ours[0], "/DestOutputProfile")
    if not isinstance(profile, Stream):
        yield "the output intent has no profile"
        return
    data = unpacked(profile)
    if (profile.about.get("/N") != 3 or data[36:40] != b"acsp" or data[16:20] != b"RGB " or data[12:16] not in (b"mntr", b"prtr")
            or int.from_bytes(data[:4], "big") != len(data) or data[8] not in (2, 4)):
        yield "the profile of the output intent is no RGB profile"
    for i in range(int.from_bytes(data[128:132], "big")):
        at, size = (int.from_bytes(data[136 + 12 * i + k : 140 + 12 * i + k], "big") for k in (0, 4))
        if at + size > len(data):
            yield "a tag of the profile lies outside it"


def inside(value):
    if isinstance(value, Stream):
        value = value.about
    if isinstance(value, dict):
        yield value
        for v in value.values():
            yield from inside(v)
    elif isinstance(value, list):
        for v in value:
            yield from inside(v)


def forbidden(doc):
    for number, value in doc.objects():
        if isinstance(value, Stream):
            if {"/F", "/FFilter", "/FDecodeParms"} & value.about.keys():
                yield f"stream {number} lies in another file"
            unpacked(value)
        for d in inside(value):
            for key in FORBIDDEN_KEYS & d.keys():
                yield f"object {number} has {key}"
            if d.get("/S") in FORBIDDEN_ACTIONS:
                yield f"object {number} is an action {d['/S']}"
            if d.get("/SMask") not in (None, "/None"):
                yield f"object {number} has a soft mask"
            if any(d.get(k, 1) != 1 for k in ("/CA", "/ca")) or d.get("/BM") not in (None, "/Normal", "/Compatible"):
                yield f"object {number} is seen through"
            if d.get("/Subtype") == "/Image":
                if d.get("/Interpolate") or not (d.get("/ImageMask") or d.get("/ColorSpace") in ("/DeviceRGB", "/DeviceGray")):
                    yield f"image {number} is interpolated, or its colours have no space"
            if d.get("/Type") == "/Annot":
                yield f"object {number} is an annotation"


def files(doc):
    root = doc.entry(doc.trailer, "/Root")
    associated = [doc.get(f) for f in doc.entry(root, "/AF") or []]
    names = doc.entry(root, "/Names", "/EmbeddedFiles", "/Names") or []
    named = [doc.get(f) for f in names[1::2]]
    for spec in [v for _, v in doc.objects() if isinstance(v, dict) and v.get("/Type") == "/Filespec"]:
        what = words(spec.get("/UF")) or "a file"
        if spec not in associated or spec not in named:
            yield f"{what} is not among the associated files"
        if spec.get("/AFRelationship") not in RELATIONS or not spec.get("/F"):
            yield f"{what} does not say what it is to the document"
        stream = doc.entry(spec, "/EF", "/F")
        if not isinstance(stream, Stream) or "/" not in (stream.about.get("/Subtype") or "")[1:]:
            yield f"{what} has no type"
        elif not doc.entry(stream, "/Params", "/ModDate") or doc.entry(stream, "/Params", "/Size") != len(unpacked(stream)):
            yield f"{what} has no day, or another size"


def drawn(doc, page, fonts):
    """Faults of what a page draws; its fonts by name in `fonts`."""
    contents = doc.get(page["/Contents"])
    streams = contents if isinstance(contents, list) else [page["/Contents"]]
    r = Reader(b"\n".join(unpacked(doc.get(s)) for s in streams))
    values, font, spaces, depth = [], None, set(), 0
    while True:
        r.skip()
        if r.at >= len(r.data):
            break
        value = r.value()
        if not isinstance(value, Word):
            values.append(value)
            continue
        if value == "Tf":
            font = fonts.get(values[0])
            if font is None:
                yield f"font {values[0]} is not there"
        elif value in ("Tj", "TJ", "'", '"'):
            texts = values[-1] if isinstance(values[-1], list) else [values[-1]]
            for text in [t for t in texts if isinstance(t, bytes)]:
                yield from font.check(text)
        elif value in OTHER_COLOURS or value == "BI":
            yield f"operator {value}"
        elif value in ("q", "Q"):
            depth += 1 if value == "q" else -1
            if not 0 <= depth <= 28:
                yield "graphics states are not nested"
        spaces.add(COLOURS.get(value))
        values = []


def pages(doc):
    made = {}
    for page in doc.pages():
        group = doc.get(page.get("/Group"))
        if group and (group.get("/S") != "/Transparency" or group.get("/CS") != "/DeviceRGB"):
            yield "a page's group has no colour space"
        if not isinstance(doc.get(page.get("/MediaBox")), list):
            yield "a page has no size"
        fonts = {}
        for name, ref in (doc.entry(page, "/Resources", "/Font") or {}).items():
            font = doc.get(ref)
            if id(font) not in made:
                made[id(font)] = Font(doc, font)
                for fault in made[id(font)].faults:
                    yield f"font {font.get('/BaseFont')} {fault}"
            fonts[name] = made[id(font)]
        yield from drawn(doc, page, fonts)


def faults(data):
    try:
        doc = Document(data)
        for check in (frame, xmp, intent, forbidden, files, pages):
            yield from check(doc)
        if not isinstance(doc.entry(doc.trailer, "/Root", "/Lang"), bytes):
            yield "no language"
    except (Wrong, ValueError, KeyError, IndexError, ET.ParseError) as e:
        yield f"not readable: {type(e).__name__} {e}"


def main():
    bad = False
    for name in sys.argv[1:]:
        with open(name, "rb") as f:
            for fault in dict.fromkeys(faults(f.read())):
                print(f"{name}: {fault}")
                bad = True
    return bad


if __name__ == "__main__":
    sys.exit(main())
