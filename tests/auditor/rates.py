"""Rates of late interest, from the law file: by semester, in percent a year."""

from datetime import date
from fractions import Fraction

# Main refinancing rate of the ECB on 1 January and 1 July (sections 1.2 and 2).
ECB = {
    (2013, 1): "0.75", (2013, 2): "0.50", (2014, 1): "0.25", (2014, 2): "0.15",
    (2015, 1): "0.05", (2015, 2): "0.05", (2016, 1): "0.05", (2016, 2): "0", (2017, 1): "0",
    (2017, 2): "0", (2018, 1): "0", (2018, 2): "0", (2019, 1): "0", (2019, 2): "0",
    (2020, 1): "0", (2020, 2): "0", (2021, 1): "0", (2021, 2): "0", (2022, 1): "0",
    (2022, 2): "0", (2023, 1): "2.50", (2023, 2): "4.00", (2024, 1): "4.50", (2024, 2): "4.25",
    (2025, 1): "3.15", (2025, 2): "2.15", (2026, 1): "2.15", (2026, 2): "2.40",
}
# Legal interest, creditor acting for professional needs (section 2).
LEGAL = {
    (2023, 1): "2.06", (2023, 2): "4.22", (2024, 1): "5.07", (2024, 2): "4.92",
    (2025, 1): "3.71", (2025, 2): "2.76", (2026, 1): "2.62", (2026, 2): "2.75",
}
BUSINESS_POINTS = 10
PUBLIC_POINTS = 8
JUDGMENT_POINTS = 5
MINIMUM_TIMES = 3
PUBLIC_TERM_DAYS = {"state": 30, "local": 30, "health": 50, "undertaking": 60}


def semester(day: date) -> tuple[int, int]:
    return day.year, 1 if day.month <= 6 else 2


def business(day: date) -> Fraction | None:
    found = ECB.get(semester(day))
    return None if found is None else Fraction(found) + BUSINESS_POINTS


def public(first_day: date) -> Fraction | None:
    found = ECB.get(semester(first_day))
    return None if found is None else Fraction(found) + PUBLIC_POINTS


def legal(day: date) -> Fraction | None:
    found = LEGAL.get(semester(day))
    return None if found is None else Fraction(found)


def minimum(day: date) -> Fraction | None:
    found = legal(day)
    return None if found is None else found * MINIMUM_TIMES
