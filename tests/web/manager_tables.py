"""manager_tables.py URL PASSWORD: what every table of the manager's page says, to who sees all, to who
sees one creditor, and with another number of days without action."""
import sys
from browsing import Browser

url, password = sys.argv[1:3]
for login, query in (("chef", ""), ("chef", "&creditor=BBB"), ("chef", "&idle=3"), ("petit", "")):
    browser = Browser(url, login, password)
    for table in ("figures", "creditors", "agents", "month", "promises", "forecast", "disputes", "blocks", "provision"):
        status, text = browser.ask("GET", "/manager.csv?table=%s%s" % (table, query))
        assert status == 200, (login, table, status)
        print(login + query, text.decode().replace("\r", ""))
