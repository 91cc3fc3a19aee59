#include "plan.h"

const struct plan_row plan_default[] = {
    {STR_INIT("411"), LEDGER_CUSTOMER},
    {STR_INIT("413"), LEDGER_BILL},
    {STR_INIT("416"), LEDGER_CUSTOMER},
    {STR_INIT("4117"), LEDGER_RETENTION},
    {STR_INIT("4181"), LEDGER_ACCRUED},
    {STR_INIT("4198"), LEDGER_ACCRUED},
    {STR_INIT("419"), LEDGER_DEPOSIT},
    {STR_INIT("5113"), LEDGER_BILL_REMITTED},
    {STR_INIT("5114"), LEDGER_BILL_REMITTED},
    {STR_INIT("467"), LEDGER_FACTOR},
    {{0}, LEDGER_NONE},
};

static const char *const role_codes[LEDGER_ROLE_COUNT] = {
    [LEDGER_NONE] = "none",           [LEDGER_CUSTOMER] = "customer",
    [LEDGER_BILL] = "bill",           [LEDGER_BILL_REMITTED] = "bill_remitted",
    [LEDGER_RETENTION] = "retention", [LEDGER_DEPOSIT] = "deposit",
    [LEDGER_ACCRUED] = "accrued",     [LEDGER_FACTOR] = "factor",
};

enum ledger_role plan_role(const struct plan_row *rows, size_t count, struct str ledger_account)
{
    enum ledger_role best = LEDGER_NONE;
    size_t best_length = 0;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].prefix.n > best_length && str_starts(ledger_account, rows[i].prefix)) {
            best = rows[i].role;
            best_length = rows[i].prefix.n;
        }
    }
    return best;
}

const char *plan_role_code(enum ledger_role role)
{
    ASSERT(role < LEDGER_ROLE_COUNT);
    return role_codes[role];
}

bool plan_role_parse(struct str code, enum ledger_role *out)
{
    size_t i = str_index(code, role_codes, LEDGER_ROLE_COUNT);
    if (i == LEDGER_ROLE_COUNT)
        return false;
    *out = (enum ledger_role)i;
    return true;
}

bool plan_role_kept(enum ledger_role role) { return role != LEDGER_NONE && role != LEDGER_FACTOR; }

bool plan_role_counts(enum ledger_role role)
{
    return role == LEDGER_CUSTOMER || role == LEDGER_BILL || role == LEDGER_RETENTION ||
           role == LEDGER_DEPOSIT;
}
