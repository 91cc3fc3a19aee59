#include "plan.h"

const struct plan_row plan_default[] = {
    {STR_INIT("411"), ROLE_CUSTOMER},       {STR_INIT("413"), ROLE_BILL},
    {STR_INIT("416"), ROLE_CUSTOMER},       {STR_INIT("4117"), ROLE_RETENTION},
    {STR_INIT("4181"), ROLE_ACCRUED},       {STR_INIT("4198"), ROLE_ACCRUED},
    {STR_INIT("419"), ROLE_DEPOSIT},        {STR_INIT("5113"), ROLE_BILL_REMITTED},
    {STR_INIT("5114"), ROLE_BILL_REMITTED}, {{0}, ROLE_NONE},
};

static const char *const role_codes[ROLE_COUNT] = {
    [ROLE_NONE] = "none",           [ROLE_CUSTOMER] = "customer",
    [ROLE_BILL] = "bill",           [ROLE_BILL_REMITTED] = "bill_remitted",
    [ROLE_RETENTION] = "retention", [ROLE_DEPOSIT] = "deposit",
    [ROLE_ACCRUED] = "accrued",
};

enum ledger_role plan_role(const struct plan_row *rows, size_t count, struct str ledger_account)
{
    enum ledger_role best = ROLE_NONE;
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
    ASSERT(role < ROLE_COUNT);
    return role_codes[role];
}

bool plan_role_parse(struct str code, enum ledger_role *out)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (str_is(code, role_codes[i])) {
            *out = (enum ledger_role)i;
            return true;
        }
    }
    return false;
}

bool plan_role_counts(enum ledger_role role)
{
    return role == ROLE_CUSTOMER || role == ROLE_BILL || role == ROLE_RETENTION ||
           role == ROLE_DEPOSIT;
}
