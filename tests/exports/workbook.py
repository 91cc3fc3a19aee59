"""A writer of XLSX workbooks with nothing but zipfile: shared and inline strings, dates by number
format, formulas with the value a spreadsheet kept, merged cells, hidden rows, columns, sheets."""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

# The style of a cell is its place in this list: (number format id, bold).
PLAIN, BOLD, DAY, DAY_FR, DAY_EN, EURO, NUMBER, DAY_LONG, PERCENT, TEXT = range(10)
FORMATS = {164: "dd/mm/yyyy", 165: "d mmm yyyy", 166: '#,##0.00\\ "€"', 167: "[$-40C]d\\-mmm\\-yy;@"}
STYLES = [(0, 0), (0, 1), (14, 0), (164, 0), (165, 0), (166, 0), (4, 0), (167, 0), (10, 0), (49, 0)]


@dataclass
class Cell:
    value: object = None  # text, minor units as Money, date, float, None
    style: int = PLAIN
    formula: str = ""
    inline: bool = False
    error: bool = False


@dataclass(frozen=True)
class Money:
    minor: int
    noise: bool = False  # as a sum of binary fractions leaves it

    def text(self) -> str:
        value = self.minor / 100
        if self.noise:
            value = (value / 3 + value / 3) + value / 3
            return format(value, ".17g")
        return repr(value) if value % 1 else str(int(value))


@dataclass
class Sheet:
    name: str
    rows: list = field(default_factory=list)  # lists of Cell, plain values or None
    merged: tuple = ()
    hidden: bool = False
    hidden_rows: tuple = ()  # numbered from 1
    hidden_columns: tuple = ()  # numbered from 1
    filtered: str = ""  # range of an automatic filter
    first_row: int = 1


def column_name(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


class Book:
    def __init__(self, *sheets: Sheet, epoch_1904: bool = False, inline: bool = False):
        self.sheets = sheets
        self.epoch = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
        self.epoch_1904 = epoch_1904
        self.inline = inline
        self.strings: dict[str, int] = {}
        self.uses = 0

    def cell(self, ref: str, cell: Cell) -> str:
        style = f' s="{cell.style}"' if cell.style else ""
        formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
        value = cell.value
        if value is None and not formula:
            return f'<c r="{ref}"{style}/>' if cell.style else ""
        if cell.error:
            return f'<c r="{ref}"{style} t="e">{formula}<v>{value}</v></c>'
        if isinstance(value, str) and formula:
            return f'<c r="{ref}"{style} t="str">{formula}<v>{escape(value)}</v></c>'
        if isinstance(value, str) and (self.inline or cell.inline):
            return (f'<c r="{ref}"{style} t="inlineStr"><is><t xml:space="preserve">'
                    f"{escape(value)}</t></is></c>")
        if isinstance(value, str):
            self.uses += 1
            place = self.strings.setdefault(value, len(self.strings))
            return f'<c r="{ref}"{style} t="s"><v>{place}</v></c>'
        if isinstance(value, date):
            return f'<c r="{ref}"{style}><v>{(value - self.epoch).days}</v></c>'
        if isinstance(value, Money):
            return f'<c r="{ref}"{style}>{formula}<v>{value.text()}</v></c>'
        return f'<c r="{ref}"{style}>{formula}<v>{value}</v></c>'

    def sheet(self, sheet: Sheet) -> str:
        rows = []
        width = 1
        for number, row in enumerate(sheet.rows, sheet.first_row):
            cells = []
            for place, value in enumerate(row, 1):
                cell = value if isinstance(value, Cell) else Cell(value)
                if isinstance(value, date):
                    cell = Cell(value, DAY)
                elif isinstance(value, Money):
                    cell = Cell(value, NUMBER)
                cells.append(self.cell(f"{column_name(place)}{number}", cell))
            width = max(width, len(row))
            hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
            if cells:
                rows.append(f'<row r="{number}" spans="1:{len(row)}"{hidden}>{"".join(cells)}</row>')
        columns = "".join(f'<col min="{n}" max="{n}" width="9" hidden="1" customWidth="1"/>'
                          for n in sheet.hidden_columns)
        last = sheet.first_row + len(sheet.rows) - 1
        merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merged)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<dimension ref="A1:{column_name(width)}{last}"/>'
            '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
            '<sheetFormatPr defaultRowHeight="15"/>'
            + (f"<cols>{columns}</cols>" if columns else "")
            + f'<sheetData>{"".join(rows)}</sheetData>'
            + (f'<autoFilter ref="{sheet.filtered}"/>' if sheet.filtered else "")
            + (f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else "")
            + '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" '
            'footer="0.3"/></worksheet>')

    def styles(self) -> str:
        formats = "".join(f'<numFmt numFmtId="{i}" formatCode="{escape(c, {chr(34): "&quot;"})}"/>'
                          for i, c in FORMATS.items())
        cells = "".join(f'<xf numFmtId="{n}" fontId="{bold}" fillId="0" borderId="0" xfId="0" '
                        f'applyNumberFormat="1"/>' for n, bold in STYLES)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<numFmts count="{len(FORMATS)}">{formats}</numFmts>'
            '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
            '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
            f'</cellStyleXfs><cellXfs count="{len(STYLES)}">{cells}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            "</styleSheet>")

    def parts(self) -> dict[str, str]:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        sheets = {f"xl/worksheets/sheet{n}.xml": self.sheet(s) for n, s in enumerate(self.sheets, 1)}
        listed = "".join(
            f'<sheet name="{escape(s.name)}" sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if s.hidden else ""} '
            f'r:id="rId{n}"/>' for n, s in enumerate(self.sheets, 1))
        count = len(self.sheets)
        links = "".join(f'<Relationship Id="rId{n}" Type="{office}/worksheet" '
                        f'Target="worksheets/sheet{n}.xml"/>' for n in range(1, count + 1))
        links += (f'<Relationship Id="rId{count + 1}" Type="{office}/styles" Target="styles.xml"/>')
        types = "".join(f'<Override PartName="/{name}" ContentType="{kind}.worksheet+xml"/>'
                        for name in sheets)
        parts = {}
        if self.strings:
            links += (f'<Relationship Id="rId{count + 2}" Type="{office}/sharedStrings" '
                      'Target="sharedStrings.xml"/>')
            types += (f'<Override PartName="/xl/sharedStrings.xml" '
                      f'ContentType="{kind}.sharedStrings+xml"/>')
            texts = "".join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in self.strings)
            parts["xl/sharedStrings.xml"] = (f'{head}<sst xmlns="{main}" count="{self.uses}" '
                                             f'uniqueCount="{len(self.strings)}">{texts}</sst>')
        epoch = '<workbookPr date1904="1"/>' if self.epoch_1904 else "<workbookPr/>"
        return {
            "[Content_Types].xml": (
                f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{types}</Types>'),
            "_rels/.rels": (
                f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
            "xl/workbook.xml": (f'{head}<workbook xmlns="{main}" xmlns:r="{office}">{epoch}'
                                f"<sheets>{listed}</sheets></workbook>"),
            "xl/_rels/workbook.xml.rels": (f'{head}<Relationships xmlns="{package}/relationships">'
                                           f"{links}</Relationships>"),
            "xl/styles.xml": self.styles(),
            **parts,
            **sheets,
        }

    def bytes(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, text in self.parts().items():
                info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, text.encode())
        return out.getvalue()
