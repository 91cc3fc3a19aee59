#!/usr/bin/env python3
"""aged_balance_test.py RELANCE SHARED: the invoices of SHARED/data/aged_balance, 3107 rows of which
2400 are paid, in two currencies; the figures are those of its README. Prints TAP."""

import sys
from pathlib import Path

from program import Relance, Tap, ageing_faults, balances, differ

TODAY = "2025-09-22"
BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90", "no_due_date")
STRICT = {
    "USD": ("215925.81", "133632.41", "30380.49", "10945.87", "50399.67", "54111.83"),
    "CAD": ("382.30", "2087.24", "1683.32", "0.00", "172.03", "0.00"),
}
OPEN = {"USD": "495396.08", "CAD": "4324.89"}
ROWS, CUSTOMERS, OPEN_ROWS = 3107, 135, 707


def inspect_faults(relance: Relance, file: Path) -> list[str]:
    code, document = relance.run(TODAY, "inspect", str(file))
    said = document.get("files", [{}])[0]
    return (differ("exit code", 0, code) + differ("rows", ROWS, said.get("rows"))
            + differ("debtors", CUSTOMERS, said.get("debtors"))
            + differ("balance", OPEN, balances(said)))


def import_faults(relance: Relance, file: Path) -> list[str]:
    code, document = relance.run(TODAY, "import", str(file))
    said = document.get("files", [{}])[0]
    return (differ("exit code", 0, code) + differ("read", ROWS, said.get("read"))
            + differ("rejected", 0, said.get("rejected"))
            + differ("items", OPEN_ROWS, said.get("items")))


def main() -> int:
    file = Path(sys.argv[2]) / "data/aged_balance/unicorn_inc_invoices.csv"
    tap = Tap()
    if not file.is_file():
        tap.skip("aged balance", f"{file} is absent")
    else:
        relance = Relance(sys.argv[1])
        tap.point("inspect", inspect_faults(relance, file))
        relance.fresh()
        tap.point("import", import_faults(relance, file))
        wanted = {currency: dict(zip(BUCKETS, figures)) for currency, figures in STRICT.items()}
        tap.point("ageing --strict-due", ageing_faults(relance, TODAY, wanted, "--strict-due"))
    print(f"1..{tap.count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
