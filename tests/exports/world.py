"""Exports in English, as text files."""

from datetime import date, timedelta
from itertools import groupby

from figures import (TODAY, BUCKETS, banded, bucket, expect_bands, expect_items, open_list)
from lists_fr import by_customer, total
from people import ENGLISH
from text_file import amount, fr, iso, or_blank, text_bytes, us


def quickbooks_ar_aging_detail():
    """QuickBooks groups by band and not by customer."""
    items = open_list(31, ENGLISH, numbers="{:04d}")
    items.sort(key=lambda i: (-BUCKETS.index(bucket(i.due, TODAY)), i.day, i.number))
    names = {"over_90": "91 or more days past due", "d61_90": "61 - 90 days past due",
             "d31_60": "31 - 60 days past due", "d1_30": "1 - 30 days past due",
             "not_due": "Current"}
    rows = [["Fictitious Alpine Supplies"], ["A/R Aging Detail Report"],
            ["As of October 30, 2026"], [""],
            ["", "Date", "Transaction Type", "Num", "Customer", "Due Date", "Amount",
             "Open Balance"]]
    for band, group in groupby(items, key=lambda i: bucket(i.due, TODAY)):
        group = list(group)
        rows.append([names[band]] + [""] * 7)
        for i in group:
            kind = {"invoice": "Invoice", "credit_note": "Credit Memo"}.get(i.kind, "Payment")
            rows.append(["", us(i.day), kind, i.number, i.who.name, us(i.due),
                         amount(i.amount + i.paid, ",", "."), amount(i.amount, ",", ".")])
        rows.append([f"Total for {names[band]}"] + [""] * 5
                    + [amount(sum(i.amount + i.paid for i in group), ",", "."),
                       amount(total(group), ",", ".")])
    rows.append(["TOTAL"] + [""] * 5 + [amount(sum(i.amount + i.paid for i in items), ",", "."),
                                        amount(total(items), ",", ".")])
    rows += [[""], ["Friday, October 30, 2026 08:41 AM GMT+01:00"]]
    return text_bytes(rows, sep=",", eol="\n"), expect_items(
        items, "QuickBooks Online, A/R Aging Detail: grouped by band, MM/DD/YYYY, 1,234.56, "
        "sub-totals, a footer with the time of printing")


def quickbooks_ar_aging_summary():
    lines = banded(32, ENGLISH)
    rows = [["Fictitious Alpine Supplies"], ["A/R Aging Summary Report"], ["As of Oct 30, 2026"],
            [""], ["", "Current", "1 - 30", "31 - 60", "61 - 90", "91 and over", "Total"]]

    def cells(values):
        return [amount(v, ",", ".") if v else "" for v in values]

    for b in lines:
        rows.append([b.who.name] + cells([b.not_due, *b.late, b.total]))
    sums = [sum(b.not_due for b in lines)] + [sum(b.late[n] for b in lines) for n in range(4)]
    rows.append(["TOTAL"] + cells([*sums, sum(sums)]))
    return text_bytes(rows, sep=",", eol="\n"), expect_bands(
        lines, "QuickBooks Online, A/R Aging Summary: the column of the names has no header")


def business_central_aged():
    lines = banded(33, ENGLISH)
    rows = [["Aged Accounts Receivable"], ["CRONUS-LIKE FICTION LTD."],
            ["Aged as of 10/30/2026", "", "", "Aging by Due Date"], [""],
            ["Customer No.", "Name", "Balance Due", "Not Due", "1 - 30 days", "31 - 60 days",
             "61 - 90 days", "More than 90 days"]]

    def cells(values):
        return [amount(v, ",", ".") for v in values]

    for b in lines:
        rows.append([f"C{b.who.rank:05d}", b.who.name] + cells([b.total, b.not_due, *b.late]))
    sums = [sum(b.not_due for b in lines)] + [sum(b.late[n] for b in lines) for n in range(4)]
    rows.append(["", "Total", *cells([sum(sums), *sums])])
    return text_bytes(rows, sep="\t", encoding="utf-16-le", bom=True), expect_bands(
        lines, "Dynamics 365 Business Central, Aged Accounts Receivable by customer: UTF-16, tabs, "
        "the day of the report as MM/DD/YYYY")


def sage50uk_aged_debtors():
    items = open_list(34, ENGLISH[:8], numbers="{:d}")
    rows = [["Date:", "30/10/2026", "", "Fictional Foundry Ltd"],
            ["Time:", "08:15:32", "", "Aged Debtors Analysis (Detailed)"],
            ["Date From:", "01/01/1980", "", "", "", "Customer From:"],
            ["Date To:", "30/10/2026", "", "", "", "Customer To:", "ZZZZZZZZ"], [""],
            ["** NOTE: All report values are shown in Base Currency, unless otherwise indicated **"],
            [""]]
    head = ["No", "Type", "Date", "Due Date", "Ref", "Details", "Balance", "Not Due", "1-30 Days",
            "31-60 Days", "61-90 Days", "Older"]

    def shown(minor):
        return amount(minor, ",", ".")

    def bands(group):
        return [sum(i.amount for i in group if bucket(i.due, TODAY) == b) for b in BUCKETS]

    for who, group in by_customer(items):
        rows.append(["A/C:", f"{who.short}1", "Name:", who.name, "", "Contact:", "A. Nobody", "Tel:",
                     who.phone])
        rows.append(head)
        for i in group:
            kind = {"invoice": "SI", "credit_note": "SC"}.get(i.kind, "SA")
            rows.append([i.number.removeprefix("ACP"), kind, fr(i.day), fr(i.due), i.number,
                         "Goods" if i.amount > 0 else "Credit", shown(i.amount)]
                        + [shown(v) for v in bands([i])])
        rows.append(["", "", "", "", "", "Totals:", shown(total(group))]
                    + [shown(v) for v in bands(group)])
        rows += [["Turnover:", shown(total(group) * 4)],
                 ["Credit Limit", "£", "10,000.00"], [""]]
    rows.append(["", "", "", "", "", "Grand Totals:", shown(total(items))]
                + [shown(v) for v in bands(items)])
    return text_bytes(rows, sep=",", encoding="cp1252"), expect_items(
        items, "Sage 50 UK, Aged Debtors Analysis (Detailed): the customer in a line of labelled "
        "cells, headers again under each, turnover and credit limit under the totals")


def zoho_ar_aging_details():
    items = open_list(35, ENGLISH[1:9], numbers="INV-{:06d}")
    rows = [["date", "due_date", "transaction_number", "transaction_type", "status",
             "customer_name", "age", "amount", "balance_due"]]
    for i in items:
        kind = {"invoice": "Invoice", "credit_note": "Credit Note"}.get(i.kind, "Customer Payment")
        late = (TODAY - i.due).days
        rows.append([iso(i.day), iso(i.due), i.number, kind, "Overdue" if late > 0 else "Sent",
                     i.who.name, f"{max(late, 0)} Days", "€" + amount(i.amount + i.paid, ",", "."),
                     "€" + amount(i.amount, ",", ".")])
    rows.append(["", "", "", "", "", "Total", "", "€" + amount(
        sum(i.amount + i.paid for i in items), ",", "."), "€" + amount(total(items), ",", ".")])
    return text_bytes(rows, sep=",", quote="all", eol="\n", bom=True), expect_items(
        items, "Zoho Books, AR Aging Details: names of columns with underscores, € before the "
        "figures, €-1,234.56")


def freshbooks_outstanding():
    """A credit in parentheses, a date in words, statuses that are no amounts."""
    items = open_list(36, ENGLISH[2:10], numbers="{:07d}")
    rows = [["Client Name", "Invoice #", "Date Issued", "Due Date", "Invoice Status", "Currency",
             "Invoice Total", "Amount Due"]]
    for i in items:
        rows.append([i.who.name, i.number, i.day.strftime("%b %d, %Y"), i.due.strftime("%b %d, %Y"),
                     "overdue" if i.due < TODAY else "sent", "EUR",
                     amount(i.amount + i.paid, ",", ".", "paren"),
                     amount(i.amount, ",", ".", "paren")])
    return text_bytes(rows, sep=",", eol="\n"), expect_items(
        items, "FreshBooks, outstanding invoices: dates such as Oct 30, 2026, credits in "
        "parentheses")


def netsuite_ar_aging():
    items = open_list(37, ENGLISH[:9], numbers="INV{:06d}")
    rows = [["Fictitious Parent : Fictitious France"], ["A/R Aging Detail"], ["As of 10/30/2026"],
            [""], ["Options: Show Zeros"],
            ["Customer", "Transaction Type", "Date", "Document Number", "P.O. No.", "Due Date",
             "Age", "Open Balance"]]
    for who, group in by_customer(items):
        rows.append([who.name] + [""] * 7)
        for i in group:
            kind = {"invoice": "Invoice", "credit_note": "Credit Memo"}.get(i.kind, "Payment")
            rows.append(["", kind, us(i.day), i.number, "", us(i.due),
                         str(max((TODAY - i.due).days, 0)), amount(i.amount, ",", ".", "paren")])
        rows.append([f"Total - {who.name}"] + [""] * 6 + [amount(total(group), ",", ".", "paren")])
    rows.append(["Total"] + [""] * 6 + [amount(total(items), ",", ".", "paren")])
    return text_bytes(rows, sep=",", quote="all"), expect_items(
        items, "NetSuite, A/R Aging Detail: grouped by customer, MM/DD/YYYY, negatives in "
        "parentheses, « Total - name »")


CASES = {
    "quickbooks_ar_aging_detail.csv": quickbooks_ar_aging_detail,
    "quickbooks_ar_aging_summary.csv": quickbooks_ar_aging_summary,
    "business_central_aged.txt": business_central_aged,
    "sage50uk_aged_debtors.csv": sage50uk_aged_debtors,
    "zoho_ar_aging_details.csv": zoho_ar_aging_details,
    "freshbooks_outstanding.csv": freshbooks_outstanding,
    "netsuite_ar_aging_detail.csv": netsuite_ar_aging,
}
