"""The invented customers of the corpus: names, codes, SIREN and telephones by the rules of
CONTRIBUTING.md (SIREN from 000, telephones of the ranges kept for fiction, domains .example)."""

from dataclasses import dataclass


def luhn(digits: str) -> str:
    """The check digit that follows these digits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


@dataclass(frozen=True)
class Customer:
    rank: int
    name: str
    town: str = "Saint-Fictif"
    street: str = "1 rue de la Fable"
    postcode: str = "00100"

    @property
    def short(self) -> str:
        """The word by which an accountant files this customer."""
        plain = self.name.upper().translate(str.maketrans("ÀÂÇÉÈÊËÎÏÔÛÙÜŒ", "AACEEEEIIOUUUO"))
        words = [w for w in "".join(c if c.isalnum() else " " for c in plain).split() if len(w) > 2]
        common = {"SARL", "SAS", "LES", "DES", "THE", "MENUISERIE", "GARAGE", "SOCIETE", "MONSIEUR"}
        return ([w for w in words if w not in common] or words)[0][:8]

    @property
    def siren(self) -> str:
        body = f"000{41300 + 7 * self.rank:05d}"
        return body + luhn(body)

    @property
    def siret(self) -> str:
        body = self.siren + "0001"
        return body + luhn(body)

    @property
    def vat(self) -> str:
        return f"FR{(12 + 3 * (int(self.siren) % 97)) % 97:02d}{self.siren}"

    @property
    def phone(self) -> str:
        """Ten digits, national form, no space."""
        ranges = ("019900", "026191", "035301", "046571", "053649", "063998")
        return f"{ranges[self.rank % 6]}{(1207 + 61 * self.rank) % 10000:04d}"

    @property
    def mail(self) -> str:
        return f"compta@{self.short.lower()}.example"


FRENCH = [
    Customer(i, n, t, s, p)
    for i, (n, t, s, p) in enumerate(
        [
            ("Menuiserie Aubépin", "Saint-Fictif", "12 rue du Rabot", "00110"),
            ("Garage du Lavoir", "Val-Imaginé", "3 place du Lavoir", "00120"),
            ("Boulangerie Froment & Fils", "Saint-Fictif", "8 rue du Four", "00110"),
            ("SARL Toitures Corbelin", "Roche-Inventée", "Z.A. des Ardoises", "00130"),
            ("Mairie de Val-Imaginé", "Val-Imaginé", "1 place de la Mairie", "00120"),
            ("Hôtel de l’Étang Gris", "Étang-Gris", "2 chemin de l’Étang", "00140"),
            ("TOTAL PROPRETÉ SERVICES", "Roche-Inventée", "14 rue Neuve", "00130"),
            ("Cœur de Ville Immobilier", "Saint-Fictif", "27 avenue Haute", "00110"),
            ("Transports Gervaise", "Val-Imaginé", "Route du Pont", "00120"),
            ("Clinique vétérinaire des Saules", "Étang-Gris", "5 rue des Saules", "00140"),
            ("Imprimerie Plantin Neuf", "Roche-Inventée", "9 quai des Presses", "00130"),
            ("Société Dubreuil, Maçonnerie", "Saint-Fictif", "4 rue des Moellons", "00110"),
            ("Pâtisserie Noisetine", "Val-Imaginé", "6 rue du Four", "00120"),
            ("Lycée agricole du Haut-Pré", "Étang-Gris", "Le Haut-Pré", "00140"),
            ("Électricité Voltaire", "Roche-Inventée", "11 rue Voltaire", "00130"),
            ("Monsieur Théodule Brindille", "Saint-Fictif", "33 rue Basse", "00110"),
            ("Report Photo Studio", "Val-Imaginé", "2 rue du Cliché", "00120"),
            ("Pharmacie de l’Écluse", "Étang-Gris", "1 quai de l’Écluse", "00140"),
            ("EARL Les Trois Noyers", "Haut-Pré", "Ferme des Noyers", "00150"),
            ("Syndic Bellevue", "Saint-Fictif", "18 rue Bellevue", "00110"),
        ]
    )
]

ENGLISH = [
    Customer(40 + i, n, t)
    for i, (n, t) in enumerate(
        [
            ("Alderbrook Joinery Ltd", "Fableton"),
            ("Bramble & Sons", "Nowhere-on-Sea"),
            ("Copperfield Dental", "Fableton"),
            ("Duskwater Marine, Inc.", "Port Fiction"),
            ("Elderflower Catering", "Nowhere-on-Sea"),
            ("Foxglove Interiors LLC", "Port Fiction"),
            ("Greyfell Logistics", "Fableton"),
            ("Hollin Current Supplies", "Port Fiction"),
            ("Ivory Lantern Hotels", "Nowhere-on-Sea"),
            ("Juniper Balance Yoga", "Fableton"),
        ]
    )
]
