"""Due dates: agreed terms, and the day assumed when nothing is known (C. com. L441-10, L441-11)."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta


def end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def end_of_ten_days(day: date) -> date:
    """The 10th, the 20th or the last day of the month: deliveries are summed up by tens of days."""
    if day.day <= 10:
        return day.replace(day=10)
    if day.day <= 20:
        return day.replace(day=20)
    return end_of_month(day)


def plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


RULES: dict[str, Callable[[date], date]] = {
    "net30": lambda day: plus(day, 30),
    "net60": lambda day: plus(day, 60),
    "eom45a": lambda day: end_of_month(plus(day, 45)),
    "eom45b": lambda day: plus(end_of_month(day), 45),
    "periodic45": lambda day: plus(day, 45),
    "fresh-food": lambda day: plus(day, 30),
    "fresh-food-periodic": lambda day: plus(end_of_ten_days(day), 30),
    "eom60": lambda day: end_of_month(plus(day, 60)),  # unlawful, but its day can be computed
}


def due_day(rule: str | None, issued: date) -> date:
    """Due day of an invoice issued that day; without agreed terms 30 days are assumed."""
    return RULES[rule](issued) if rule else plus(issued, 30)
