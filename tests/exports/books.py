"""Exports as XLSX workbooks, French and English."""

from datetime import date, timedelta

from figures import (TODAY, BUCKETS, banded, bucket, expect_bands, expect_items, ledger, open_list)
from lists_fr import by_customer, total
from people import ENGLISH, FRENCH
from text_file import NBSP, amount, fr
from workbook import (BOLD, DAY_EN, DAY_FR, DAY_LONG, EURO, NUMBER, PERCENT, TEXT, Book, Cell, Money,
                      Sheet, column_name)


def bold(*texts):
    return [Cell(t, BOLD) if t is not None else None for t in texts]


def band_cells(item, style=NUMBER):
    place = BUCKETS.index(bucket(item.due, TODAY))
    return [Cell(Money(item.amount), style) if n == place else None for n in range(5)]


def sums(group):
    return [sum(i.amount for i in group if bucket(i.due, TODAY) == b) for b in BUCKETS]


def ebp_factures():
    items = open_list(41, FRENCH[:14])
    rows = [bold("Numéro du document", "Date", "Code client", "Nom du client", "Date d'échéance",
                 "Code interne", "Total TTC", "Montant réglé", "Reste dû TTC")]
    for place, i in enumerate(items):
        rows.append([i.number, Cell(i.day, DAY_FR), f"CL{i.who.rank:05d}", i.who.name,
                     Cell(i.due, DAY_FR), float(7000 + place), Cell(Money(i.amount + i.paid), EURO),
                     Cell(Money(i.paid), EURO), Cell(Money(i.amount, noise=True), EURO)])
    sheet = Sheet("Factures", rows, hidden_columns=(6,), filtered=f"A1:I{len(rows)}")
    return Book(sheet).bytes(), expect_items(
        items, "EBP Gestion Commerciale, list of invoices sent to Excel: dates and amounts by number "
        "format, a hidden column, amounts stored as long binary fractions")


def pennylane_grand_livre():
    items = ledger(42, FRENCH[:12], term="30")
    rows = [bold("Compte", "Libellé du compte", "Date", "Journal", "Libellé", "N° de pièce",
                 "Échéance", "Lettrage", "Débit", "Crédit", "Solde cumulé")]
    for who, group in by_customer(items):
        running = 0
        for i in group:
            running += i.amount
            rows.append([f"411{who.short}", who.name, i.day, "VT" if i.debit else "BQ", i.label,
                         i.number, i.due, i.letter or None, Money(i.debit), Money(i.credit),
                         Money(running)])
    return Book(Sheet("Grand livre auxiliaire", rows), inline=True).bytes(), expect_items(
        items, "Pennylane, grand livre auxiliaire: inline strings, running balance « Solde cumulé »")


def sap_fbl5n():
    items = open_list(43, FRENCH[4:14], numbers="18{:08d}")
    rows = [bold("Customer", "Name 1", "Company Code", "Document Number", "Document Type",
                 "Document Date", "Net due date", "Arrears after net due date", "Assignment",
                 "Amount in local currency", "Local Currency", "Clearing Document", "Text")]
    for i in items:
        kind = {"invoice": "RV", "credit_note": "RG"}.get(i.kind, "DZ")
        rows.append([Cell(f"{100200 + i.who.rank:010d}", TEXT), i.who.name, "1000", i.number[-10:],
                     kind, i.day, i.due, float((TODAY - i.due).days), i.day.strftime("%Y%m%d"),
                     Money(i.amount), "EUR", None, i.label])
    for _ in range(2):  # SAP leaves its own sums at the foot, without a word
        rows.append([None] * 9 + [Cell(Money(total(items)), NUMBER), "EUR"])
    return Book(Sheet("Sheet1", rows)).bytes(), expect_items(
        items, "SAP FBL5N, spreadsheet export in English: customer numbers as text with leading "
        "zeros, days in arrears as a number, the sum twice at the foot without a label")


def dynamics_open_transactions():
    items = open_list(44, ENGLISH[:9], numbers="CIV-{:06d}")
    items[1].currency = items[4].currency = "USD"
    rows = [bold("Customer account", "Customer name", "Voucher", "Transaction type", "Invoice",
                 "Date", "Due date", "Currency", "Amount in transaction currency",
                 "Balance in transaction currency")]
    for place, i in enumerate(items):
        rows.append([f"US-{i.who.rank:03d}", i.who.name, f"CIV{place:06d}",
                     "Sales order" if i.amount > 0 else "Payment", i.number, i.day, i.due,
                     i.currency, Money(i.amount + i.paid), Money(i.amount)])
    hidden = Sheet("HiddenMetadata", [["EntityName", "CustTransOpenEntity"],
                                      ["Amount", Money(99_999_999)]], hidden=True)
    return Book(Sheet("Open transactions", rows), hidden).bytes(), expect_items(
        items, "Dynamics 365 Finance, open customer transactions opened in Excel: EUR and USD, a "
        "hidden sheet of metadata")


def xero_aged_receivables():
    items = open_list(45, ENGLISH[:8], numbers="INV-{:04d}")
    rows = [bold("Aged Receivables Detail"), bold("Fictitious Looms Ltd"),
            bold("As at 30 October 2026"), bold("Ageing by due date"), [],
            bold("Invoice Date", "Due Date", "Invoice Number", "Invoice Reference", "Current",
                 "1 - 30 Days", "31 - 60 Days", "61 - 90 Days", "Older", "Total"), []]

    def summed(word, first, group):
        line = [Cell(word, BOLD), None, None, None]
        here = len(rows)
        for place, value in enumerate([*sums(group), total(group)]):
            name = column_name(5 + place)
            line.append(Cell(Money(value), NUMBER, formula=f"SUM({name}{first}:{name}{here})"))
        return line

    for who, group in by_customer(items):
        rows.append(bold(who.name))
        first = len(rows) + 1
        for i in group:
            rows.append([Cell(i.day, DAY_EN), Cell(i.due, DAY_EN), i.number, None, *band_cells(i),
                         Cell(Money(i.amount), NUMBER)])
        rows.append(summed(f"Total {who.name}", first, group))
        rows.append([])
    rows.append(summed("Total", 8, items))
    whole = total(items)
    rows.append([Cell("Percentage of total", BOLD), None, None, None]
                + [Cell(v / whole, PERCENT) for v in [*sums(items), whole]])
    return Book(Sheet("Aged Receivables Detail", rows, merged=("A1:J1", "A2:J2", "A3:J3", "A4:J4"))
                ).bytes(), expect_items(
        items, "Xero, Aged Receivables Detail: titles merged, a heading and a total by customer, "
        "bands and Total in each line, formulas, a line of percentages")


def odoo_aged_receivable():
    items = open_list(46, FRENCH[:9], numbers="INV/2026/{:05d}")
    rows = [bold("", "Date d'échéance", "Journal", "Compte", "Non échu au 30/10/2026", "1 - 30",
                 "31 - 60", "61 - 90", "Plus ancien", "Total")]
    for who, group in by_customer(items):  # the sum of a customer stands above its lines
        rows.append([Cell(who.name, BOLD), None, None, None]
                    + [Cell(Money(v), NUMBER) for v in [*sums(group), total(group)]])
        for i in group:
            rows.append(["    " + i.number, Cell(i.due, DAY_FR), "FAC", "411100",
                         *[c or Cell(Money(0), NUMBER) for c in band_cells(i)], None])
    rows.append([Cell("Total", BOLD), None, None, None]
                + [Cell(Money(v), NUMBER) for v in [*sums(items), total(items)]])
    for i in items:
        i.day = None
    return Book(Sheet("Balance âgée client", rows)).bytes(), expect_items(
        items, "Odoo, balance âgée client unfolded: the line of a customer carries his sums above "
        "his invoices, which are indented and leave Total empty")


def odoo_partner_ledger():
    items = ledger(47, FRENCH[:8], term="30", opening=False)
    rows = [bold("", "Journal", "Compte", "Réf.", "Date d'échéance", "Lettrage", "Débit", "Crédit",
                 "Solde")]
    for who, group in by_customer(items):
        debit, credit = sum(i.debit for i in group), sum(i.credit for i in group)
        rows.append([Cell(who.name, BOLD), None, None, None, None, None, Money(debit),
                     Money(credit), Money(debit - credit)])
        running = 0
        for i in group:
            running += i.amount
            rows.append([Cell(i.day, DAY_FR), "FAC" if i.debit else "BNK1", "411100", i.number,
                         Cell(i.due, DAY_FR) if i.due else None, i.letter or None,
                         Money(i.debit) if i.debit else None,
                         Money(i.credit) if i.credit else None, Money(running)])
    debit, credit = sum(i.debit for i in items), sum(i.credit for i in items)
    rows.append([Cell("Total", BOLD), None, None, None, None, None, Money(debit), Money(credit),
                 Money(debit - credit)])
    return Book(Sheet("Grand livre partenaires", rows)).bytes(), expect_items(
        items, "Odoo, grand livre des partenaires: sums of a customer above his lines, dates in the "
        "column without header, running balance named Solde")


def tiime_factures():
    items = open_list(48, FRENCH[6:16], numbers="{:d}")
    for i in items:
        i.day, i.due = i.day, i.due
    rows = [bold("N°", "Client", "Date d’émission", "Date d’échéance", "Montant HT", "TVA",
                 "Montant TTC", "Reste à encaisser", "Statut")]
    for i in items:
        full = i.amount + i.paid
        rows.append([i.number, i.who.name, fr(i.day), fr(i.due), Money(full * 5 // 6),
                     Money(full - full * 5 // 6), Money(full), Money(i.amount), "Envoyée"])
    return Book(Sheet("Factures", rows)).bytes(), expect_items(
        items, "Tiime, list of invoices: dates as text DD/MM/YYYY, typographic apostrophes in the "
        "headers")


def cegid_y2_echeancier():
    items = open_list(49, FRENCH[:13])
    rows = [bold("Auxiliaire", "Raison sociale", "Général", "Date comptable", "Nature", "Référence",
                 "Libellé", "Échéance", "Mode de paiement", "Débit", "Crédit")]
    for i in items:
        kind = {"invoice": "FC", "credit_note": "AC"}.get(i.kind, "RC")
        rows.append([f"C{i.who.rank:05d}", i.who.name, "41100000", i.day, kind, i.number, i.label,
                     i.due, "VIR", Money(i.debit) if i.debit else None,
                     Money(i.credit) if i.credit else None])
    decoy = Sheet("Paramètres", [["Auxiliaire", "Débit"], ["C99999", Money(1_000_000)]], hidden=True)
    sheet = Sheet("Échéances", rows, hidden_rows=(4, 5, 9, 12), filtered=f"A1:K{len(rows)}")
    return Book(decoy, sheet).bytes(), expect_items(
        items, "Cegid XRP (Y2), échéances opened in Excel: rows hidden by a filter are data, the "
        "first sheet is hidden and is not")


def sage100_1904():
    items = open_list(50, FRENCH[2:12])
    rows = [bold("FONDERIE IMAGINAIRE SA"), bold("Échéancier clients au 30/10/2026"), [],
            bold("Compte\ntiers", "Intitulé", "N° pièce", "Date\npièce", "Date\nd'échéance",
                 "Mode de\nrèglement", "Montant\nTTC", "Solde\ndû")]
    for i in items:
        rows.append([f"411{i.who.short}", i.who.name, i.number, Cell(i.day, DAY_LONG),
                     Cell(i.due, DAY_LONG), i.means, Money(i.amount + i.paid), Money(i.amount)])
    first, last = 5, 4 + len(items)
    rows.append([Cell("Total", BOLD), None, None, None, None, None,
                 Cell(Money(sum(i.amount + i.paid for i in items)), NUMBER,
                      formula=f"SUM(G{first}:G{last})"),
                 Cell(Money(total(items)), NUMBER, formula=f"SUM(H{first}:H{last})")])
    return Book(Sheet("Feuil1", rows, merged=("A1:H1", "A2:H2")), epoch_1904=True).bytes(), expect_items(
        items, "Sage 100 for Mac sent to Excel: dates counted from 1904, headers on two lines in one "
        "cell")


def balance_agee_cabinet():
    lines = banded(51, FRENCH)
    rows = [[None], [None, Cell("Balance âgée clients", BOLD)],
            [None, "Arrêtée au", Cell(TODAY, DAY_FR)], [],
            [None, *bold("Client", "Code", "Non\néchu", "Échu\n1 à 30 jours", "Échu\n31 à 60 jours",
                         "Échu\n61 à 90 jours", "Échu\nplus de 90 jours", "Total\ndû")]]
    for b in lines:
        here = len(rows) + 1
        rows.append([None, b.who.name, f"411{b.who.rank:03d}"]
                    + [Cell(Money(v), NUMBER) if v else None for v in (b.not_due, *b.late)]
                    + [Cell(Money(b.total), NUMBER, formula=f"SUM(D{here}:H{here})")])
    first, last = 6, 5 + len(lines)
    columns = [sum(b.not_due for b in lines)] + [sum(b.late[n] for b in lines) for n in range(4)]
    rows.append([None, Cell("Total général", BOLD), None]
                + [Cell(Money(v), NUMBER, formula=f"SUM({column_name(4 + n)}{first}:"
                        f"{column_name(4 + n)}{last})") for n, v in enumerate([*columns, sum(columns)])])
    rows += [[], [None, None, None, None, None, None, None, None, None, None,
                  Cell("#REF!", formula="Ancien!B2", error=True)]]
    return Book(Sheet("Balance", rows, merged=("B2:I2",))).bytes(), expect_bands(
        lines, "A balance âgée reworked by an accountant in Excel: an empty first column, headers on "
        "two lines, formulas with their kept values, a broken formula beside the data")


def cegid_quadra_excel():
    """Grouped, with text amounts, as a report converted to Excel leaves them."""
    items = open_list(52, FRENCH[5:14])
    rows = [["BALANCE AGEE DETAILLEE AU 30/10/2026"], [],
            ["Compte", "Date", "Pièce", "Échéance", "Montant", "Reste dû"]]
    for who, group in by_customer(items):
        rows.append([f"411{who.short} - {who.name}"])
        for i in group:
            rows.append([None, Cell(fr(i.day), TEXT), i.number, Cell(fr(i.due), TEXT),
                         amount(i.amount + i.paid, NBSP), amount(i.amount, NBSP)])
        rows.append([None, None, None, "Total client", amount(sum(i.amount + i.paid for i in group),
                                                              NBSP), amount(total(group), NBSP)])
    rows.append([None, None, None, "Total général", amount(sum(i.amount + i.paid for i in items),
                                                           NBSP), amount(total(items), NBSP)])
    return Book(Sheet("Etat", rows, merged=("A1:F1",))).bytes(), expect_items(
        items, "A Quadra report converted to Excel: dates and amounts as text, heading and « Total "
        "client » around the lines of a customer")


CASES = {
    "ebp_factures.xlsx": ebp_factures,
    "pennylane_grand_livre.xlsx": pennylane_grand_livre,
    "sap_fbl5n.xlsx": sap_fbl5n,
    "dynamics365_open_transactions.xlsx": dynamics_open_transactions,
    "xero_aged_receivables.xlsx": xero_aged_receivables,
    "odoo_balance_agee.xlsx": odoo_aged_receivable,
    "odoo_grand_livre_partenaires.xlsx": odoo_partner_ledger,
    "tiime_factures.xlsx": tiime_factures,
    "cegid_y2_echeances.xlsx": cegid_y2_echeancier,
    "sage100_mac_echeancier.xlsx": sage100_1904,
    "balance_agee_cabinet.xlsx": balance_agee_cabinet,
    "quadra_balance_detaillee.xlsx": cegid_quadra_excel,
}
