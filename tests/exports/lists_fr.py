"""French lists of open items and aged balances, as text files."""

from datetime import date, timedelta
from itertools import groupby

from figures import (TODAY, BUCKETS, Item, banded, bucket, expect_bands, expect_items, open_list)
from people import FRENCH
from text_file import (NBSP, THIN, amount, dotted, fr, fr_short, iso, or_blank, text_bytes)


def by_customer(items):
    return [(who, list(group)) for who, group in groupby(items, key=lambda i: i.who)]


def total(items) -> int:
    return sum(i.amount for i in items)


def band_cells(item: Item, show, today=TODAY) -> list[str]:
    """The amount in the column of its band, the other bands blank."""
    place = BUCKETS.index(bucket(item.due, today))
    return [show(item.amount) if n == place else "" for n in range(5)]


def sage100_echeancier():
    items = open_list(1, FRENCH[:12])
    items[4].due = items[4].day + timedelta(60)
    items[4].means = "LCR acceptée"
    items[4].kind = "bill"

    def head(page):
        return [
            ["MENUISERIE DU VAL FICTIF", "", "", "", "", "", "", "", ""],
            ["Échéancier", "", "", "", "", "", "", "", ""],
            ["Période du", "01/01/26", "au", "31/12/26", "", "", "Tenue de compte :", "EUR", ""],
            ["Date de tirage", "30/10/26", "à", "08:12:44", "", "", "Page :", str(page), ""],
            [""] * 9,
            ["Échéance", "C.J.", "Date", "N° pièce", "N° facture", "Libellé écriture",
             "Mode de règlement", "Débit", "Crédit"],
        ]

    rows = head(1)
    printed = 0
    for who, group in by_customer(items):
        if printed > 14:
            rows += [[""] * 9] + head(rows.count(head(1)[0]) + 1)
            printed = 0
        rows.append([f"411{who.short}", who.name] + [""] * 7)
        for n, i in enumerate(group):
            rows.append([fr_short(i.due), "VE" if i.kind != "deposit" else "BQ", fr_short(i.day),
                         str(1000 + 10 * who.rank + n), i.number, i.label, i.means,
                         or_blank(i.debit, " "), or_blank(i.credit, " ")])
        rows.append([f"Total 411{who.short}"] + [""] * 6
                    + [or_blank(sum(i.debit for i in group), " "),
                       or_blank(sum(i.credit for i in group), " ")])
        printed += len(group) + 2
    rows.append(["Total échéancier"] + [""] * 6 + [amount(sum(i.debit for i in items), " "),
                                                   amount(sum(i.credit for i in items), " ")])
    return text_bytes(rows, encoding="cp1252"), expect_items(
        items, "Sage 100 Comptabilité, échéancier exported to a text file: grouped by customer, "
        "page breaks with repeated titles, Windows-1252")


def sage50_balance_agee():
    lines = banded(2, FRENCH[:14])
    rows = [["ATELIER DES TROIS CHÊNES FICTIFS"], ["Balance âgée clients au 30/10/2026"], [""],
            ["Compte", "Nom", "Solde", "Non échu", "0 à 30 jours", "31 à 60 jours",
             "61 à 90 jours", "+ de 90 jours"]]

    def cells(values):
        return [amount(v, NBSP) for v in values]

    for b in lines:
        rows.append([f"C{b.who.rank:05d}", b.who.name] + cells([b.total, b.not_due, *b.late]))
    sums = [sum(b.total for b in lines), sum(b.not_due for b in lines)]
    sums += [sum(b.late[n] for b in lines) for n in range(4)]
    rows.append(["Total général", ""] + cells(sums))
    return text_bytes(rows, quote="all", bom=True), expect_bands(
        lines, "Sage 50 (formerly Ciel), balance âgée without invoices, every cell in quotes, "
        "no-break spaces in amounts")


def sage_x3_echeances():
    items = open_list(3, FRENCH[3:12])
    for place, i in enumerate(items):
        i.currency = {2: "USD", 5: "GBP", 9: "USD"}.get(place, "EUR")
    rows = [["Société", "Site", "Type pièce", "N° pièce", "Client facturé", "Raison sociale",
             "Collectif", "Date comptable", "Date échéance", "Mode règlement", "Devise",
             "Montant initial", "Montant réglé", "Reste à payer"]]
    for i in items:
        rows.append(["FIC1", "FR011", {"invoice": "FAC", "credit_note": "AVO"}.get(i.kind, "ACP"),
                     i.number, f"{i.who.rank:06d}", i.who.name, "411", fr(i.day), fr(i.due),
                     "VIR", i.currency, amount(i.amount + i.paid), amount(i.paid),
                     amount(i.amount)])
    return text_bytes(rows, eol="\n", bom=True), expect_items(
        items, "Sage X3, consultation des échéances exported flat: three currencies, initial "
        "amount, settled part and rest side by side, customer codes with leading zeros")


def quadra_balance_agee():
    items = open_list(4, FRENCH[:11])
    head = ["Date", "Pièce", "Libellé", "Échéance", "Solde", "Non échu", "1 à 30 j", "31 à 60 j",
            "61 à 90 j", "> 90 j"]
    rows = [["Dossier : 000412 SAS CHAUDRONNERIE IMAGINAIRE"],
            ["BALANCE AGEE CLIENTS - Arrêtée au 30/10/2026 - Edition du 30/10/2026"], [""], head]

    def shown(minor):
        return amount(minor, " ")

    def summed(word, group):
        by_band = [sum(i.amount for i in group if bucket(i.due, TODAY) == b) for b in BUCKETS]
        return [word, "", "", "", shown(total(group))] + [or_blank(v, " ") for v in by_band]

    for who, group in by_customer(items):
        rows.append([f"01{who.short} {who.name}"] + [""] * 9)
        for i in group:
            rows.append([fr(i.day), i.number, i.label, fr(i.due), shown(i.amount)]
                        + band_cells(i, shown))
        rows.append(summed(f"Total 01{who.short}", group))
        rows.append([""] * 10)
    rows.append(summed("TOTAL GENERAL", items))
    return text_bytes(rows, encoding="cp1252"), expect_items(
        items, "Cegid Quadra, balance âgée with the detail of each customer: the open amount once "
        "in Solde and once in the column of its band; it must be counted once")


def ebp_echeancier():
    items = open_list(5, FRENCH[2:15])
    items.sort(key=lambda i: (i.due, i.number))
    rows = [["Date d'échéance", "Compte", "Libellé du compte", "N° de document",
             "Date du document", "Montant échéance", "Solde dû", "Moyen de paiement"]]
    for i in items:
        rows.append([fr(i.due), f"411{i.who.rank:05d}", i.who.name, i.number, fr(i.day),
                     amount(i.amount + i.paid, THIN, unit=NBSP + "€"),
                     amount(i.amount, THIN, unit=NBSP + "€"), i.means])
    return text_bytes(rows, quote="all", bom=True), expect_items(
        items, "EBP Comptabilité, échéancier by date: narrow no-break spaces and € in the cells")


def pennylane_balance_auxiliaire():
    lines = []
    for n, who in enumerate(FRENCH[:13]):
        debit = (217_340 + 91_133 * n) % 1_500_000
        credit = debit // 3 if n % 3 else 0
        lines.append((who, debit + 10_000, credit if n != 6 else debit + 32_450))
    rows = [["Numéro de compte", "Libellé du compte", "Débit", "Crédit", "Solde"]]
    items = []
    for who, debit, credit in lines:
        rows.append([f"411{who.short}", who.name, amount(debit), amount(credit),
                     amount(debit - credit)])
        items.append(Item(who, "", None, None, debit - credit, "opening"))
    return text_bytes(rows, eol="\n"), {
        **expect_items([], "Pennylane, balance auxiliaire clients: one balance a customer, no dates "
                       "at all"),
        "rows": len(items),
        "debtors": len(items),
        "balance": {"EUR": amount(total(items), mark=".")},
        "ageing": {"EUR": {"unallocated": "224.50", "total": amount(total(items), mark=".")}},
        "strict": {"EUR": {"not_due": "0.00", "d1_30": "0.00", "d31_60": "0.00", "d61_90": "0.00",
                           "over_90": "0.00", "unallocated": "224.50",
                           "no_due_date": amount(total(items) + 22_450, mark=".")}},
    }


def pennylane_factures():
    items = open_list(6, FRENCH[:12], numbers="F-2026-{:05d}")
    rows = [["Numéro de facture", "Client", "Date d'émission", "Date d'échéance", "Montant HT",
             "Montant TTC", "Montant restant à payer", "Statut de paiement", "Devise"]]
    for place, i in enumerate(items):
        if place % 4 == 1:  # a paid invoice stays in the list
            i.paid, i.amount = i.amount + i.paid, 0
            i.kind = "invoice"
            i.paid = abs(i.paid)
        full = i.amount + i.paid
        status = "Payée" if not i.amount else "En retard" if i.due < TODAY else "À venir"
        rows.append([i.number, i.who.name, iso(i.day), iso(i.due), amount(full * 5 // 6, mark="."),
                     amount(full, mark="."), amount(i.amount, mark="."), status, "EUR"])
    return text_bytes(rows, sep=",", eol="\n"), expect_items(
        items, "Pennylane, list of customer invoices: paid ones listed with nothing left, ISO "
        "dates, decimal points, names with commas in quotes")


def sap_liste():
    """The list as SAP saves it unconverted: blocks by customer, ruled lines, stars for sums."""
    items = open_list(7, FRENCH[:9], numbers="18{:08d}")
    widths = (2, 18, 10, 4, 10, 10, 16, 5, 24)
    titles = ("S", "Affectation", "N° pièce", "Type", "Date pce", "Éch. nette", "Mont. en DI",
              "DevIn", "Texte")
    rule = "-" * (sum(widths) + len(widths) + 1)

    def ruled(cells):
        return "|" + "|".join(
            c.rjust(w) if n == 6 else c.ljust(w) for n, (c, w) in enumerate(zip(cells, widths))) + "|"

    def shown(minor):
        return amount(minor, ".", minus="trail")

    rows = ["30.10.2026          Affichage des postes individuels client                    1", ""]
    for who, group in by_customer(items):
        rows += [f"Client         {100200 + who.rank:010d}", "Société        1000", "",
                 f"Nom            {who.name}", f"Ville          {who.town}", "", rule,
                 ruled(titles), rule]
        for i in group:
            kind = {"invoice": "RV", "credit_note": "RG"}.get(i.kind, "DZ")
            rows.append(ruled(["@", i.day.strftime("%Y%m%d"), i.number[-10:], kind, dotted(i.day),
                               dotted(i.due), shown(i.amount), "EUR", i.label[:24]]))
        rows += [rule, ruled(["*", "", "", "", "", "", shown(total(group)), "EUR", ""]), rule, ""]
    rows += [rule, ruled(["**", "", "", "", "", "", shown(total(items)), "EUR", ""]), rule]
    return text_bytes(rows, encoding="cp1252"), expect_items(
        items, "SAP FBL5N saved as a local file without conversion: ruled lines, a block and a "
        "title by customer, sums marked * and **, DD.MM.YYYY, 1.234,56-")


def divalto_echeancier():
    items = open_list(8, FRENCH[4:16], term="45fm")
    rows = [["Tiers", "Nom", "Pièce", "Réf. pièce", "Date pièce", "Date éch.", "Mode règl.",
             "Montant éch.", "Sens", "Devise"]]
    for place, i in enumerate(items):
        if place % 5 == 2 and i.amount > 0:
            i.kind, i.means = "bill", "LCR"
        rows.append([f"C{i.who.rank:07d}", i.who.name, i.number, f"CDE{4000 + place}",
                     i.day.strftime("%Y%m%d"), i.due.strftime("%Y%m%d"), i.means,
                     amount(abs(i.amount)), "D" if i.amount > 0 else "C", i.currency])
    return text_bytes(rows, sep="|", quote="none", encoding="iso8859-15"), expect_items(
        items, "Divalto, échéancier: vertical bars, ISO 8859-15, YYYYMMDD, amount and side in two "
        "columns, bills of exchange")


def ciel_echeancier():
    items = open_list(9, FRENCH[8:18])
    rows = [["ECHEANCIER CLIENTS"], ["Societe : ETS FICTIFS DU HAUT-PRE"],
            ["Edite le 30/10/2026", "", "", "Page 1"], [""],
            ["Compte", "Nom", "Date", "Piece", "Libelle", "Echeance", "Debit", "Credit"]]
    names = {"É": "E", "é": "e", "è": "e", "â": "a", "ô": "o", "’": "'", "ç": "c", "œ": "oe"}

    def plain(text):
        return "".join(names.get(c, c) for c in text)

    for i in items:
        rows.append([f"411{i.who.rank:03d}", plain(i.who.name), fr(i.day), i.number,
                     plain(i.label), fr(i.due), or_blank(i.debit), or_blank(i.credit)])
    rows.append(["", "", "", "", "TOTAUX", "", amount(sum(i.debit for i in items)),
                 amount(sum(i.credit for i in items))])
    return text_bytes(rows, sep="\t", eol="\r", encoding="ascii"), expect_items(
        items, "Ciel Compta for Mac: tabs, lines ended by CR alone, no accents")


def cegid_loop_balance_agee():
    lines = banded(10, FRENCH[:16], bands=5)
    lines[3].late[1] = -18_750  # a credit stands in a band of its own
    rows = [["Société : CABINET DES FABLES", "", "", "", "", "", "", "", ""],
            ["Balance âgée par tiers", "", "Date d'arrêté : 31/10/2026", "", "", "", "", "", ""],
            ["Tiers", "Raison sociale", "Total dû", "Non échu", "Échu 1-30 j", "Échu 31-60 j",
             "Échu 61-90 j", "Échu 91-120 j", "Échu > 120 j"]]
    for b in lines:
        rows.append([f"CL{b.who.rank:04d}", b.who.name]
                    + [amount(v, " ") if v else "0,00" for v in (b.total, b.not_due, *b.late)])
    sums = [sum(b.total for b in lines), sum(b.not_due for b in lines)]
    sums += [sum(b.late[n] for b in lines) for n in range(5)]
    rows.append(["", "TOTAL"] + [amount(v, " ") for v in sums])
    rows.append(["", "Répartition"] + [f"{100 * v / sums[0]:.2f} %".replace(".", ",") for v in sums])
    return text_bytes(rows), expect_bands(
        lines, "Cegid Loop, balance âgée by customer with two bands beyond 90 days, a credit in a "
        "band, a total and a line of percentages", today=date(2026, 10, 31))


def axonaut_factures():
    items = open_list(11, FRENCH[:10], numbers="F{:06d}")
    rows = [["Numéro", "Date", "Échéance", "Client", "Objet", "Total HT", "Total TVA", "Total TTC",
             "Restant dû TTC", "Statut"]]
    for i in items:
        full = i.amount + i.paid
        before = full * 5 // 6
        rows.append([i.number, fr(i.day), fr(i.due), i.who.name, i.label, amount(before),
                     amount(full - before), amount(full), amount(i.amount),
                     "En retard" if i.due < TODAY else "En attente"])
    return text_bytes(rows, eol="\n"), expect_items(
        items, "Axonaut, unpaid invoices: columns named Total HT, Total TVA, Total TTC beside the "
        "rest, UTF-8 without mark")


def sellsy_impayes():
    items = open_list(12, FRENCH[5:17])
    rows = [["Numéro", "Client", "Date", "Échéance", "Montant TTC", "Montant dû", "Retard",
             "Commercial"]]
    for i in items:
        late = (TODAY - i.due).days
        rows.append([i.number, i.who.name, fr(i.day), fr(i.due),
                     amount(i.amount + i.paid, " ", unit=" €"), amount(i.amount, " ", unit=" €"),
                     f"{late} j" if late > 0 else "", "A. Fictive"])
    return text_bytes(rows, sep=",", quote="all", eol="\n"), expect_items(
        items, "Sellsy, unpaid documents: commas between quoted cells whose amounts hold commas")


def dolibarr_factures():
    items = open_list(13, FRENCH[:13], numbers="FA2610-{:04d}")
    rows = [["Réf.", "Réf. client", "Date facturation", "Date échéance", "Tiers", "Code client",
             "Montant HT", "Montant TVA", "Montant TTC", "Reste à payer", "État"]]
    for place, i in enumerate(items):
        full = i.amount + i.paid
        before = full * 5 // 6

        def long(minor):
            return amount(minor, mark=".") + "000000"

        rows.append([i.number, f"BC{place}", iso(i.day), iso(i.due), i.who.name,
                     f"CU2601-{i.who.rank:05d}", long(before), long(full - before), long(full),
                     long(i.amount), "Impayée"])
    return text_bytes(rows, sep=",", quote="all", eol="\n"), expect_items(
        items, "Dolibarr, export of unpaid invoices: amounts with eight decimals of which six are "
        "zeros, ISO dates")


def bexio_debiteurs():
    items = open_list(14, FRENCH[:8], numbers="RE-{:05d}")
    for i in items:
        i.currency = "CHF"
    items[2].currency = items[5].currency = "EUR"
    rows = [["Débiteur", "N° de facture", "Date", "Échéance", "Monnaie", "Montant facturé",
             "Montant ouvert", "Niveau de rappel"]]
    for i in items:
        rows.append([i.who.name, i.number, dotted(i.day), dotted(i.due), i.currency,
                     amount(i.amount + i.paid, "'", mark="."), amount(i.amount, "’", mark="."),
                     "1" if i.due < TODAY else "0"])
    return text_bytes(rows, bom=True), expect_items(
        items, "bexio (French Switzerland), open debtors: 1'234.56 with either apostrophe, "
        "DD.MM.YYYY, CHF and EUR")


def business_central_ecritures():
    items = open_list(15, FRENCH[2:14], numbers="FVE26-{:05d}")
    items[3].currency = items[8].currency = "USD"
    rows = [["Date comptabilisation", "Type document", "N° document", "N° client", "Nom du client",
             "Description", "Code devise", "Montant initial", "Montant", "Montant ouvert",
             "Date d'échéance", "Ouvert"]]
    for i in items:
        kind = {"invoice": "Facture", "credit_note": "Avoir"}.get(i.kind, "Paiement")
        rows.append([fr(i.day), kind, i.number, f"C{i.who.rank:05d}", i.who.name, i.label,
                     "" if i.currency == "EUR" else i.currency, amount(i.amount + i.paid, "."),
                     amount(i.amount + i.paid, "."), amount(i.amount, "."), fr(i.due), "Oui"])
    return text_bytes(rows, sep="\t", encoding="utf-16-le", bom=True), expect_items(
        items, "Dynamics 365 Business Central, écritures comptables client copied out as Unicode "
        "text: UTF-16, tabs, blank currency for the currency of the house, 1.234,56")


CASES = {
    "sage100_echeancier.csv": sage100_echeancier,
    "sage50_balance_agee.csv": sage50_balance_agee,
    "sage_x3_echeances.csv": sage_x3_echeances,
    "quadra_balance_agee.csv": quadra_balance_agee,
    "ebp_echeancier.csv": ebp_echeancier,
    "pennylane_balance_auxiliaire.csv": pennylane_balance_auxiliaire,
    "pennylane_factures.csv": pennylane_factures,
    "sap_fbl5n_liste.txt": sap_liste,
    "divalto_echeancier.txt": divalto_echeancier,
    "ciel_mac_echeancier.txt": ciel_echeancier,
    "cegid_loop_balance_agee.csv": cegid_loop_balance_agee,
    "axonaut_factures.csv": axonaut_factures,
    "sellsy_impayes.csv": sellsy_impayes,
    "dolibarr_factures.csv": dolibarr_factures,
    "bexio_debiteurs.csv": bexio_debiteurs,
    "business_central_ecritures.txt": business_central_ecritures,
}
