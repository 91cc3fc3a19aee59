"""Files that nobody should believe: each with the codes that are right and the line at fault."""

from datetime import date

from figures import TODAY, open_list
from lists_fr import by_customer, total
from people import ENGLISH, FRENCH
from text_file import amount, fr, iso, text_bytes
from workbook import Book, Cell, Money, Sheet

HEAD = ["Compte", "Nom", "N° pièce", "Date", "Échéance", "Reste dû"]


def plain(seed, people=None):
    items = open_list(seed, people or FRENCH[:6])
    rows = [HEAD] + [[f"411{i.who.short}", i.who.name, i.number, fr(i.day), fr(i.due),
                      amount(i.amount)] for i in items]
    return items, rows


def refuse(why: str, codes: list[str], line: int | None = None) -> dict:
    return {"kind": "refused", "imitates": why, "today": TODAY.isoformat(), "codes": codes,
            "line": line}


def ambiguous_dates():
    rows = [["Customer", "Invoice Number", "Invoice Date", "Due Date", "Amount Due"]]
    for n, who in enumerate(ENGLISH[:8]):
        rows.append([who.name, f"INV-{n:04d}", f"{n % 9 + 1:02d}/{n % 7 + 4:02d}/2026",
                     f"{n % 11 + 1:02d}/{n % 5 + 8:02d}/2026", amount(10_050 * (n + 1), mark=".")])
    return text_bytes(rows, sep=","), refuse(
        "English list in which no day is above 12: MM/DD or DD/MM, nobody can tell", ["date_order"])


def false_total():
    items, rows = plain(61)
    rows.append(["Total général", "", "", "", "", amount(total(items) + 100_000)])
    return text_bytes(rows), refuse("the grand total exceeds its lines by 1 000,00: the export was "
                                    "cut or filtered", ["total_differs"], len(rows))


def three_decimals():
    _, rows = plain(62)
    rows[3][5] = "1234,567"
    return text_bytes(rows), refuse("an amount with a true third decimal", ["too_many_decimals"], 4)


def no_amount():
    items = open_list(63, FRENCH[:6])
    rows = [["Compte", "Nom", "N° facture", "Date", "Échéance", "Commentaire"]]
    rows += [[f"411{i.who.short}", i.who.name, i.number, fr(i.day), fr(i.due), "à relancer"]
             for i in items]
    return text_bytes(rows), refuse("a list without any amount", ["column_missing", "file_unknown_format"])


def impossible_date():
    _, rows = plain(64)
    rows[5][4] = "31/02/2026"
    return text_bytes(rows), refuse("the thirty-first of February", ["bad_date"], 6)


def amount_in_letters():
    _, rows = plain(65)
    rows[2][5] = "12O,50"
    return text_bytes(rows), refuse("the letter O for a nought", ["bad_amount"], 3)


def both_sides():
    items, _ = plain(66)
    rows = [["Compte", "Nom", "Date", "Libellé", "Débit", "Crédit"]]
    rows += [[f"411{i.who.short}", i.who.name, fr(i.day), i.label,
              amount(i.debit) if i.debit else "", amount(i.credit) if i.credit else ""]
             for i in items]
    rows[4][4], rows[4][5] = "120,00", "80,00"
    return text_bytes(rows, encoding="cp1252"), refuse("a line with a debit and a credit",
                                                       ["debit_and_credit"], 5)


def strange_side():
    items, _ = plain(67)
    rows = [["Compte", "Nom", "Date", "Pièce", "Montant", "Sens"]]
    rows += [[f"411{i.who.short}", i.who.name, fr(i.day), i.number, amount(abs(i.amount)),
              "D" if i.amount > 0 else "C"] for i in items]
    rows[6][5] = "X"
    return text_bytes(rows), refuse("a side that is neither D nor C", ["bad_sens"], 7)


def false_subtotal():
    items = open_list(68, FRENCH[:5])
    rows = [["Balance détaillée au 30/10/2026"], [],
            ["Compte", "Date", "Pièce", "Échéance", "Reste dû"]]
    wrong = None
    for place, (who, group) in enumerate(by_customer(items)):
        rows.append([f"411{who.short} - {who.name}"])
        rows += [[None, i.day, i.number, i.due, Money(i.amount)] for i in group]
        said = total(group) - (5_000 if place == 2 else 0)
        rows.append([None, None, None, "Total client", Money(said)])
        if place == 2:
            wrong = len(rows)
    rows.append([None, None, None, "Total général", Money(total(items))])
    return Book(Sheet("Etat", rows)).bytes(), refuse(
        "the sub-total of one customer is 50,00 short", ["total_differs"], wrong)


def only_hidden_sheets():
    _, rows = plain(69)
    return Book(Sheet("Données", rows, hidden=True)).bytes(), refuse(
        "a workbook whose only sheet is hidden", ["no_sheet"])


def cut_workbook():
    _, rows = plain(70)
    whole = Book(Sheet("Données", rows)).bytes()
    return whole[:len(whole) * 2 // 3], refuse("a workbook cut short while it was copied",
                                               ["file_damaged", "file_truncated"])


def ambiguous_decimals():
    rows = [["Customer", "Invoice", "Due date", "Amount due"]]
    for n, who in enumerate(ENGLISH[:6]):
        rows.append([who.name, f"I{n}", iso(date(2026, 9, 14 + n)), f"{n + 1},{(n * 37) % 900 + 100}"])
    return text_bytes(rows), refuse(
        "every amount is like 1,234: thousands or three decimals, nobody can tell",
        ["decimal_mark", "too_many_decimals"])


def error_in_amount():
    items, _ = plain(71)
    rows = [HEAD] + [[f"411{i.who.short}", i.who.name, i.number, i.day, i.due, Money(i.amount)]
                     for i in items]
    rows[4][5] = Cell("#N/A", formula="VLOOKUP(A5,Base!A:B,2,FALSE)", error=True)
    return Book(Sheet("Feuil1", rows)).bytes(), refuse("a spreadsheet error where the amount of an "
                                                       "invoice should stand", ["bad_amount"], 5)


def two_rests():
    _, rows = plain(72)
    rows = [[*r, r[5] if n == 0 else amount(1_000 * n)] for n, r in enumerate(rows)]
    return text_bytes(rows), refuse("two columns named Reste dû which do not say the same",
                                    ["column_twice"], 1)


CASES = {
    "dates_ambigues.csv": ambiguous_dates,
    "total_faux.csv": false_total,
    "trois_decimales.csv": three_decimals,
    "sans_montant.csv": no_amount,
    "date_impossible.csv": impossible_date,
    "lettre_dans_montant.csv": amount_in_letters,
    "debit_et_credit.csv": both_sides,
    "sens_inconnu.csv": strange_side,
    "sous_total_faux.xlsx": false_subtotal,
    "feuille_masquee.xlsx": only_hidden_sheets,
    "classeur_coupe.xlsx": cut_workbook,
    "decimales_ambigues.csv": ambiguous_decimals,
    "erreur_dans_montant.xlsx": error_in_amount,
    "deux_restes.csv": two_rests,
}
