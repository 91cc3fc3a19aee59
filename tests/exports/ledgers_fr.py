"""French customer ledgers (grands livres auxiliaires), as text files: lettered lines, running
balances, pages."""

from datetime import date, timedelta

from figures import Item, expect_items, ledger
from lists_fr import by_customer
from people import FRENCH
from text_file import NBSP, amount, fr, fr_short, or_blank, text_bytes


def sides(items):
    return sum(i.debit for i in items), sum(i.credit for i in items)


def sage100_grand_livre():
    items = ledger(21, FRENCH[:10])
    head = [
        ["MENUISERIE DU VAL FICTIF"],
        ["Grand-livre des tiers"],
        ["Complet", "", "", "Période du 01/01/26 au 30/10/26"],
        ["Imprimé le 30/10/26 à 07:58:10", "", "", "", "", "", "", "Page 1"],
        [""],
        ["Date", "C.j", "N° pièce", "Libellé écriture", "Let", "Débit", "Crédit",
         "Solde progressif"],
    ]
    rows = list(head)
    seen: list[Item] = []
    printed = 0
    for who, group in by_customer(items):
        rows.append([f"411{who.short}", who.name, "", "", "", "", "", ""])
        running = 0
        for i in group:
            if printed == 17:
                debit, credit = (amount(v, " ") for v in sides(seen))
                rows.append(["", "", "", "A reporter", "", debit, credit, ""])
                rows += [[""]] + head[:3] + [head[3][:-1] + ["Page 2"]] + head[4:]
                rows.append(["", "", "", "Report", "", debit, credit, ""])
                printed = 0
            seen.append(i)
            printed += 1
            running += i.amount
            journal = {"opening": "AN", "invoice": "VE", "credit_note": "VE"}.get(i.kind, "BQ")
            rows.append([fr_short(i.day), journal, i.number, i.label, i.letter,
                         or_blank(i.debit, " "), or_blank(i.credit, " "), amount(running, " ")])
        debit, credit = sides(group)
        rows.append(["", "", "", f"Total du tiers 411{who.short}", "", amount(debit, " "),
                     amount(credit, " "), amount(debit - credit, " ")])
    debit, credit = sides(items)
    rows.append(["", "", "", "Total général", "", amount(debit, " "), amount(credit, " "),
                 amount(debit - credit, " ")])
    return text_bytes(rows, sep="\t", encoding="cp1252"), expect_items(
        items, "Sage 100 Comptabilité, grand-livre des tiers as a tabbed text file: lettered lines, "
        "running balance, « A reporter » and « Report » at a page break")


def quadra_grand_livre():
    items = ledger(22, FRENCH[3:12], term="30")
    rows = [["Compte", "Libellé compte", "Date", "Journal", "Pièce", "Libellé écriture", "Échéance",
             "Lettrage", "Débit", "Crédit", "Solde", "D/C"]]
    for who, group in by_customer(items):
        running = 0
        for i in group:
            running += i.amount
            rows.append([f"01{who.short}", who.name, fr(i.day), "VT" if i.debit else "BQ", i.number,
                         i.label, fr(i.due), i.letter, or_blank(i.debit), or_blank(i.credit),
                         amount(abs(running)), "D" if running >= 0 else "C"])
    return text_bytes(rows, encoding="iso8859-15"), expect_items(
        items, "Cegid Quadra, grand livre auxiliaire exported flat: a column named Solde that is the "
        "running balance with its side, never an open amount; ISO 8859-15")


def isacompta_grand_livre():
    items = ledger(23, FRENCH[8:18])
    rows = [["GRAND LIVRE AUXILIAIRE CLIENTS"], ["EARL DES FABLES", "", "Exercice 2026"], [""],
            ["Compte", "Intitulé", "Date", "Jnl", "N° pièce", "Libellé", "Montant", "Sens",
             "Lettre"]]
    for i in items:
        rows.append([f"411{i.who.rank:04d}", i.who.name, fr(i.day), "VTE", i.number, i.label,
                     amount(abs(i.amount)), "D" if i.amount >= 0 else "C", i.letter])
    return text_bytes(rows, encoding="cp850"), expect_items(
        items, "Isacompta, grand livre auxiliaire: code page 850, one amount and its side")


def ebp_grand_livre():
    items = ledger(24, FRENCH[:9], term="45fm")
    rows = [["Date", "Journal", "N° de compte", "Libellé du compte", "N° de pièce", "Libellé",
             "Date d'échéance", "Lettrage", "Débit", "Crédit", "Solde débiteur", "Solde créditeur"]]
    for who, group in by_customer(items):
        running = 0
        for i in group:
            running += i.amount
            rows.append([fr(i.day), "Ventes" if i.debit else "Banque", f"411{who.short}", who.name,
                         i.number, i.label, fr(i.due), i.letter, amount(i.debit, NBSP),
                         amount(i.credit, NBSP), amount(max(running, 0), NBSP),
                         amount(max(-running, 0), NBSP)])
    return text_bytes(rows, quote="all", bom=True), expect_items(
        items, "EBP Comptabilité, grand livre of the customers: running balance in two columns, "
        "0,00 in the empty side")


def acd_grand_livre_partiel():
    """Letters whose group does not balance: the rest stays open."""
    who = FRENCH
    day = date
    raw = [
        (who[0], "F101", day(2026, 3, 2), 500_000, "a", "Facture F101"),
        (who[0], "R101", day(2026, 4, 10), -320_000, "a", "Règlement partiel"),
        (who[0], "F102", day(2026, 6, 15), 120_050, "", "Facture F102"),
        (who[1], "F103", day(2026, 2, 20), 80_000, "A", "Facture F103"),
        (who[1], "F104", day(2026, 3, 20), 90_000, "A", "Facture F104"),
        (who[1], "R102", day(2026, 5, 28), -170_000, "A", "Virement F103 F104"),
        (who[1], "F105", day(2026, 9, 25), 64_420, "b", "Facture F105"),
        (who[1], "F106", day(2026, 9, 28), 30_000, "b", "Facture F106"),
        (who[1], "R103", day(2026, 10, 15), -70_000, "b", "Acompte sur factures"),
        (who[2], "F107", day(2026, 7, 1), 45_000, "A", "Facture F107"),
        (who[2], "R104", day(2026, 7, 20), -50_000, "A", "Chèque trop versé"),
        (who[3], "AN", day(2026, 1, 1), 233_100, "", "A nouveau"),
    ]
    items = [Item(w, n, d, None, a, label=t, letter=letter) for w, n, d, a, letter, t in raw]
    rows = [["Compte auxiliaire", "Nom", "Date", "Code journal", "Pièce", "Libellé", "Lettrage",
             "Débit", "Crédit", "Solde cumulé"]]
    for who_, group in by_customer(items):
        running = 0
        for i in group:
            running += i.amount
            rows.append([f"C{who_.rank:04d}", who_.name, fr(i.day), "VE" if i.debit else "BQ",
                         i.number, i.label, i.letter, or_blank(i.debit), or_blank(i.credit),
                         amount(running)])
    return text_bytes(rows, eol="\n"), expect_items(
        items, "ACD, grand livre auxiliaire with partial letters in small type (and one group paid "
        "too much): the rest of a group stays open")


def btp_retenues():
    """A builder's list: progress invoices, retention money due a year later, final accounts."""
    base = ledger(25, FRENCH[10:16], term="45fm", opening=False)
    items = []
    for i in base:
        if i.letter or i.amount < 0:
            continue
        held = i.amount // 20
        items.append(Item(i.who, i.number, i.day, i.due, i.amount - held, label="Situation de "
                          f"travaux n° {len(items) % 4 + 1}"))
        items.append(Item(i.who, i.number + "RG", i.day, i.day + timedelta(365), held, "retention",
                          label="Retenue de garantie 5 %", means="Caution"))
    rows = [["Client", "Nom du client", "Chantier", "N° pièce", "Date pièce", "Date d'échéance",
             "Libellé", "Mode de règlement", "Reste dû"]]
    for place, i in enumerate(items):
        rows.append([f"411{i.who.rank:03d}", i.who.name, f"CH{place // 4:03d}", i.number, fr(i.day),
                     fr(i.due), i.label, i.means, amount(i.amount, " ") + " EUR"])
    rows.append(["", "", "", "", "", "", "Total général", "",
                 amount(sum(i.amount for i in items), " ") + " EUR"])
    return text_bytes(rows, bom=True), expect_items(
        items, "Onaya or Codial (building trade), échéancier with the retention money of each "
        "progress invoice; EUR written in the cells")


CASES = {
    "sage100_grand_livre.txt": sage100_grand_livre,
    "quadra_grand_livre.csv": quadra_grand_livre,
    "isacompta_grand_livre.csv": isacompta_grand_livre,
    "ebp_grand_livre.csv": ebp_grand_livre,
    "acd_grand_livre.csv": acd_grand_livre_partiel,
    "btp_retenues.csv": btp_retenues,
}
