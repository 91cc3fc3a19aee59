#!/usr/bin/env python3
"""Writes the workbooks of the open-items tests: workbook.py FOLDER. Tests only, fictitious data."""
import sys
import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
STYLES = (f'{HEAD}<styleSheet {MAIN}><numFmts count="2"><numFmt numFmtId="164" '
          'formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;dinars&quot;'
          '"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
          '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/>'
          '<xf numFmtId="165"/></cellXfs></styleSheet>')


class Date(int):
    """A serial number, shown as a date."""


class Raw(str):
    """A number as it is stored."""


def escape(text):
    return text.replace('&', '&amp;').replace('<', '&lt;')


def column(i):
    return chr(ord('A') + i)


class Book:
    def __init__(self):
        self.strings = []

    def cell(self, value, ref, inline):
        if value is None:
            return ''
        if isinstance(value, bool):
            return f'<c r="{ref}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, Date):
            return f'<c r="{ref}" s="1"><v>{int(value)}</v></c>'
        if isinstance(value, Raw):
            return f'<c r="{ref}" s="3"><v>{value}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{ref}"><v>{value!r}</v></c>'
        if value.startswith('#'):
            return f'<c r="{ref}" t="e"><v>{value}</v></c>'
        if inline:
            return f'<c r="{ref}" t="inlineStr"><is><r><t>{escape(value)}</t></r></is></c>'
        if value not in self.strings:
            self.strings.append(value)
        return f'<c r="{ref}" t="s"><v>{self.strings.index(value)}</v></c>'

    def sheet(self, rows, inline=False, hidden=(), merges=()):
        out = [f'{HEAD}<worksheet {MAIN}><sheetData>']
        for n, row in enumerate(rows, 1):
            mark = ' hidden="1"' if n in hidden else ''
            cells = ''.join(self.cell(v, f'{column(i)}{n}', inline) for i, v in enumerate(row))
            out.append(f'<row r="{n}"{mark}>{cells}</row>')
        out.append('</sheetData>')
        if merges:
            out.append('<mergeCells>' + ''.join(f'<mergeCell ref="{m}"/>' for m in merges) +
                       '</mergeCells>')
        return ''.join(out) + '</worksheet>'


def write(path, sheets, book, from_1904=False, states=(), swollen=0):
    names = ''.join(
        f'<sheet name="S{i}" sheetId="{i}"{states[i - 1] if states else ""} r:id="rId{i}"/>'
        for i in range(1, len(sheets) + 1))
    mode = '<workbookPr date1904="1"/>' if from_1904 else ''
    relations = ''.join(
        f'<Relationship Id="rId{i}" Type="worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1))
    parts = {
        'xl/workbook.xml':
            f'{HEAD}<workbook {MAIN} {RELATIONS}>{mode}<sheets>{names}</sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'{HEAD}<Relationships {PACKAGE}>{relations}</Relationships>',
        'xl/styles.xml': STYLES,
        'xl/sharedStrings.xml': f'{HEAD}<sst {MAIN}>' + ''.join(
            f'<si><t xml:space="preserve">{escape(s)}</t><rPh><t>no</t></rPh></si>'
            for s in book.strings) + '</sst>',
    }
    for i, text in enumerate(sheets, 1):
        parts[f'xl/worksheets/sheet{i}.xml'] = text + ' ' * swollen
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


TITLE = ['Code client', 'Nom', 'N° facture', 'Date facture', 'Échéance', 'Solde']


def main(folder):
    def to(name):
        return f'{folder}/{name}.xlsx'

    b = Book()
    rows = [['Échéancier au 31/10/2026'], [], TITLE,
            ['C1', 'Alpha & Fils', 'F1', Date(46270), Date(46300), 1250.5],
            ['C1', 'Alpha & Fils', 'F2', '05/09/2026', '05/10/2026', '1 000,25'],
            ['C2', 'Bêta', 'F3', Date(46280), None, Raw('-100')],
            ['Total', None, None, None, None, 2150.75]]
    write(to('reference'), [b.sheet(rows)], b)
    b = Book()
    write(to('inline'), [b.sheet(rows, inline=True)], b)
    b = Book()
    write(to('hidden_rows'), [b.sheet(rows, hidden=(4, 5))], b)
    b = Book()
    secret = [TITLE, ['C9', 'Caché', 'F9', Date(46270), Date(46300), 9]]
    write(to('hidden_sheet'), [b.sheet(secret), b.sheet(rows)], b,
          states=(' state="hidden"', ''))
    b = Book()
    write(to('no_sheet'), [b.sheet(rows)], b, states=(' state="veryHidden"',))
    b = Book()
    write(to('binary_fractions'), [b.sheet([
        TITLE, ['C1', 'Alpha', 'F1', None, None, Raw('0.30000000000000004')],
        ['C1', 'Alpha', 'F2', None, None, Raw('0.19999999999998863')],
        ['C1', 'Alpha', 'F3', None, None, Raw('1.2E3')]])], b)
    b = Book()
    write(to('third_decimal'), [b.sheet([
        TITLE, ['C1', 'Alpha', 'F1', None, None, Raw('1.0049999999999999')]])], b)
    b = Book()
    write(to('from_1904'), [b.sheet([
        TITLE, ['C1', 'Alpha', 'F1', Date(44808), Date(44838), 10]])], b, from_1904=True)
    b = Book()
    write(to('merged'), [b.sheet([
        TITLE, ['C1', 'Alpha', 'F1', None, None, 10], [None, None, 'F2', None, None, 5],
        ['C2', 'Bêta', 'F3', None, None, 1]], merges=('A2:A3', 'B2:B3'))], b)
    b = Book()
    write(to('error_cell'), [b.sheet([
        TITLE, ['C1', 'Alpha', 'F1', None, None, '#REF!']])], b)
    b = Book()
    write(to('other_table'), [b.sheet([['Produit', 'Prix'], ['Vis', 2]])], b)
    b = Book()
    write(to('swollen'), [b.sheet(rows)], b, swollen=40_000_000)
    b = Book()
    write(to('doctype'), ['<!DOCTYPE x [<!ENTITY a "aaaa">]>' + b.sheet(rows)[len(HEAD):]], b)
    b = Book()
    write(to('cut'), [b.sheet(rows)[:-40]], b)
    with zipfile.ZipFile(to('not_a_book'), 'w') as z:
        z.writestr(zipfile.ZipInfo('readme.txt'), 'no workbook')


if __name__ == '__main__':
    main(sys.argv[1])
