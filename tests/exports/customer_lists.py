"""Customer lists: names, SIRET, telephones, terms, kinds."""

from figures import TODAY
from people import ENGLISH, FRENCH
from text_file import text_bytes
from workbook import BOLD, TEXT, Book, Cell, Sheet

TERMS = ["30 jours fin de mois le 10", "30 jours", "45 jours fin de mois", "60 jours",
         "À réception de facture", "30 jours fin de mois"]


def spaced(digits: str) -> str:
    return " ".join(digits[n:n + 2] for n in range(0, 10, 2))


def siret_groups(siret: str) -> str:
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"


def expect(people, imitates: str, code, terms: bool = True, siret: bool = True, **more) -> dict:
    """The count, and three customers by name as the file gives them. Telephones in national form."""
    sampled = []
    for who in (people[0], people[3], people[7]):
        row = {"code": code(who), "name": who.name, "phone": who.phone}
        if siret:
            row["siren"] = who.siren
        if terms:
            row["terms"] = TERMS[who.rank % len(TERMS)]
        sampled.append(row)
    return {"kind": "customers", "imitates": imitates, "today": TODAY.isoformat(),
            "rows": len(people), "debtors": len(people), "sampled": sampled, **more}


def code_411(who):
    return f"411{who.short}"


def sage100_clients():
    people = FRENCH[:15]
    rows = [["Numéro compte", "Intitulé", "Contact", "Adresse", "Code postal", "Ville", "Téléphone",
             "E-mail", "N° SIRET", "Conditions de paiement"]]
    for w in people:
        rows.append([code_411(w), w.name, "Mme Comptable", w.street, w.postcode, w.town,
                     spaced(w.phone), w.mail, w.siret, TERMS[w.rank % len(TERMS)]])
    return text_bytes([[c.replace("’", "'") for c in r] for r in rows], encoding="cp1252"), expect(
        people, "Sage 100, list of customers: Windows-1252, telephones by pairs", code_411)


def ebp_clients():
    people = FRENCH
    rows = [[Cell(t, BOLD) for t in (
        "Code (tiers)", "Nom", "Type de tiers", "Adresse 1 (facturation)", "Code postal (facturation)",
        "Ville (facturation)", "Téléphone fixe (facturation)", "E-mail (facturation)", "SIREN",
        "Règlement")]]
    for w in people:
        kind = "Particulier" if w.name.startswith("Monsieur") else "Société"
        rows.append([f"CL{w.rank:05d}", w.name, kind, w.street, Cell(w.postcode, TEXT), w.town,
                     Cell(w.phone, TEXT), w.mail,
                     None if kind == "Particulier" else Cell(w.siren, TEXT),
                     TERMS[w.rank % len(TERMS)]])
    return Book(Sheet("Clients", rows)).bytes(), expect(
        people, "EBP Gestion Commerciale, customers sent to Excel: telephones and SIREN as text, a "
        "private person among companies", lambda w: f"CL{w.rank:05d}")


def pennylane_clients():
    people = FRENCH[2:16]
    rows = [["Nom du client", "Type de client", "Numéro de compte", "SIREN", "Numéro de TVA", "Email",
             "Téléphone", "Adresse", "Code postal", "Ville", "Délai de paiement"]]
    for w in people:
        kind = "Particulier" if w.name.startswith("Monsieur") else "Entreprise"
        rows.append([w.name, kind, code_411(w), "" if kind == "Particulier" else w.siren,
                     "" if kind == "Particulier" else w.vat, w.mail, "+33" + w.phone[1:], w.street,
                     w.postcode, w.town, TERMS[w.rank % len(TERMS)]])
    return text_bytes(rows, sep=",", eol="\n"), expect(
        people, "Pennylane, customers: commas, telephones as +33…", code_411)


def dolibarr_tiers():
    people = FRENCH[:12]
    rows = [["Nom du tiers", "Code client", "Adresse", "Code postal", "Ville", "Téléphone", "E-mail",
             "SIREN", "SIRET", "Type du tiers", "Conditions de règlement"]]
    for w in people:
        kind = "Administration" if w.name.startswith(("Mairie", "Lycée")) else "PME"
        rows.append([w.name, f"CU2601-{w.rank:05d}", w.street, w.postcode, w.town, w.phone, w.mail,
                     w.siren, w.siret, kind, TERMS[w.rank % len(TERMS)]])
    return text_bytes(rows, sep=",", quote="all", eol="\n"), expect(
        people, "Dolibarr, third parties: SIREN and SIRET side by side, a public body",
        lambda w: f"CU2601-{w.rank:05d}")


def quickbooks_customers():
    people = ENGLISH
    rows = [["Customer", "Company", "Phone", "Email", "Street Address", "City", "Zip", "Terms"]]
    terms = ["Net 30", "Net 60", "Due on receipt"]
    for w in people:
        rows.append([w.name, w.name, "+33 " + w.phone[1] + " " + " ".join(
            w.phone[n:n + 2] for n in range(2, 10, 2)), w.mail, w.street, w.town, w.postcode,
            terms[w.rank % 3]])
    made = expect(people, "QuickBooks Online, customer list in English: no account number, Net 30, "
                  "international telephones", lambda w: w.name, terms=False, siret=False)
    for row, w in zip(made["sampled"], (people[0], people[3], people[7])):
        row["terms"] = terms[w.rank % 3]
    return text_bytes(rows, sep=",", eol="\n", bom=True), made


def cegid_tiers():
    people = FRENCH[4:18]
    rows = [["LISTE DES TIERS CLIENTS"], ["SAS CHAUDRONNERIE IMAGINAIRE", "", "Edité le 30/10/2026"],
            [""], ["Code tiers", "Raison sociale", "Adresse", "CP", "Ville", "Tél.", "Siret",
                   "Mode de règlement", "Condition de règlement"]]
    for w in people:
        rows.append([f"C{w.rank:05d}", w.name, w.street, w.postcode, w.town,
                     ".".join(w.phone[n:n + 2] for n in range(0, 10, 2)), siret_groups(w.siret),
                     "Virement", TERMS[w.rank % len(TERMS)]])
    return text_bytes(rows, encoding="utf-8", bom=True), expect(
        people, "Cegid, list of customers with titles above the headers: SIRET in groups, telephones "
        "with dots", lambda w: f"C{w.rank:05d}")


CASES = {
    "sage100_clients.csv": sage100_clients,
    "ebp_clients.xlsx": ebp_clients,
    "pennylane_clients.csv": pennylane_clients,
    "dolibarr_tiers.csv": dolibarr_tiers,
    "quickbooks_customers.csv": quickbooks_customers,
    "cegid_tiers.csv": cegid_tiers,
}
