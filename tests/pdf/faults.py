#!/usr/bin/env python3
"""faults.py FILE: the reader of archives finds nothing in FILE (plain objects, an attachment)
and finds each fault that is put into it. Prints TAP."""
import sys

import archive

# what is replaced, by as many bytes, and what is said then
FAULTS = [
    ("another part of the norm", b"part>3<", b"part>2<", "PDF/A-3"),
    ("level A without a structure", b"conformance>B", b"conformance>A", "no structure"),
    ("another title in XMP", b"x-default\">M", b"x-default\">N", "title"),
    ("another instant", b"<xmp:ModifyDate>20", b"<xmp:ModifyDate>19", "change"),
    ("no output intent", b"/GTS_PDFA1", b"/GTS_PDFX1", "output intent"),
    ("no profile", b"acsp", b"acsq", "RGB profile"),
    ("no identifier", b"/ID[", b"/Id[", "identifier"),
    ("an action at the opening", b"/ViewerPreferences", b"/OpenAction       ", "OpenAction"),
    ("something seen through", b"/ca 1", b"/ca 0", "seen through"),
    ("a font that is not embedded", b"/FontFile3", b"/FontFile9", "not embedded"),
    ("widths of other characters", b"/FirstChar 32", b"/FirstChar 33", "widths"),
    ("a character without meaning", b"<65> <0065>", b"<01> <0065>", "no meaning"),
    ("a font without its name", b"/FontName/REL", b"/FontName/rel", "name of a subset"),
    ("an image that is smoothed", b"/Interpolate false", b"/Interpolate true ", "interpolated"),
    ("colours without a space", b"/CS /DeviceRGB", b"/CS /DeviceXYZ", "colour space"),
    ("a file that does not say what it is", b"/AFRelationship /Supplement", b"/AFRelationship /Supplemenx", "does not say"),
    ("a file that is not associated", b"/AF[", b"/Af[", "associated"),
    ("a table that points elsewhere", b"startxref\n", b"startxref\n9", "not readable"),
    ("a stream longer than it says", b"endstream", b"ndstream ", "not readable"),
    ("a page too many", b"/Count 3", b"/Count 4", "not readable"),
]


def main():
    assert all(len(before) == len(after) for _, before, after, _ in FAULTS if before != b"startxref\n")
    with open(sys.argv[1], "rb") as f:
        data = f.read()
    rows = [("nothing is found in what the product made", list(archive.faults(data)), "")]
    for name, before, after, wanted in FAULTS:
        broken = data.replace(before, after, 1)
        rows.append((name, list(archive.faults(broken)), wanted))
    for n, (name, faults, wanted) in enumerate(rows, 1):
        good = not faults if wanted == "" else any(wanted in fault for fault in faults)
        print(f"{'ok' if good else 'not ok'} {n} - {name}")
        if not good:
            print(f"# {faults[:5]}")
    print(f"1..{len(rows)}")


if __name__ == "__main__":
    main()
