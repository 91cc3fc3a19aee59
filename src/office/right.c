#include "right.h"

static const char *const codes[ROLE_COUNT] = {
    [ROLE_AGENT] = "agent",           [ROLE_MANAGER] = "manager",
    [ROLE_ACCOUNTANT] = "accountant", [ROLE_CORRESPONDENT] = "correspondent",
    [ROLE_TRAINER] = "trainer",       [ROLE_JURY] = "jury",
    [ROLE_AUDITOR] = "auditor",       [ROLE_ADMINISTRATOR] = "administrator",
};

/* The roles that give a right; signing in is enough for RIGHT_SIGNED_IN. */
static const bool given[RIGHT_COUNT][ROLE_COUNT] = {
    [RIGHT_READ_FILES] = {[ROLE_AGENT] = true,
                          [ROLE_MANAGER] = true,
                          [ROLE_ACCOUNTANT] = true,
                          [ROLE_AUDITOR] = true,
                          [ROLE_ADMINISTRATOR] = true},
    [RIGHT_IMPORT] = {[ROLE_MANAGER] = true, [ROLE_ACCOUNTANT] = true, [ROLE_ADMINISTRATOR] = true},
    [RIGHT_WORK_FILES] = {[ROLE_AGENT] = true, [ROLE_MANAGER] = true},
    [RIGHT_SET_PAYEES] =
        {[ROLE_MANAGER] = true, [ROLE_ACCOUNTANT] = true, [ROLE_ADMINISTRATOR] = true},
    [RIGHT_READ_JOURNAL] =
        {[ROLE_MANAGER] = true, [ROLE_AUDITOR] = true, [ROLE_ADMINISTRATOR] = true},
    [RIGHT_LEAD] = {[ROLE_MANAGER] = true, [ROLE_ADMINISTRATOR] = true},
    [RIGHT_SEE_SETTINGS] = {[ROLE_MANAGER] = true,
                            [ROLE_ACCOUNTANT] = true,
                            [ROLE_AUDITOR] = true,
                            [ROLE_ADMINISTRATOR] = true},
    [RIGHT_SET_CREDITORS] = {[ROLE_MANAGER] = true, [ROLE_ADMINISTRATOR] = true},
    [RIGHT_SET_HOUSE] = {[ROLE_ADMINISTRATOR] = true},
    [RIGHT_MANAGE_USERS] = {[ROLE_ADMINISTRATOR] = true},
};

const char *role_code(enum role role)
{
    ASSERT(role < ROLE_COUNT);
    return codes[role];
}

bool role_parse(struct str code, enum role *out)
{
    size_t i = str_index(code, codes, ROLE_COUNT);
    if (i == ROLE_COUNT)
        return false;
    *out = (enum role)i;
    return true;
}

bool right_given(struct role_set roles, enum right right)
{
    ASSERT(right < RIGHT_COUNT);
    if (right == RIGHT_NONE || right == RIGHT_SIGNED_IN)
        return true;
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (given[right][role] && role_set_has(roles, (enum role)role))
            return true;
    }
    return false;
}
