#include "scope_text.h"

#include "base/buf.h"
#include "base/limits.h"
#include "claim/plan.h"

struct str scope_text(struct arena *a, const int64_t *ids, size_t count)
{
    struct buf out;
    if (ids == NULL)
        return STR("");
    buf_init(&out, a, 32 * (count + 1));
    buf_add_char(&out, ',');
    for (size_t i = 0; i < count; i++) {
        buf_add_int(&out, ids[i]);
        buf_add_char(&out, ',');
    }
    if (count == 0)
        buf_add_char(&out, ',');
    return buf_str(&out);
}

struct str counting_roles_text(struct arena *a)
{
    struct buf out;
    buf_init(&out, a, LIMIT_FIELD_BYTES);
    buf_add_char(&out, ',');
    for (int i = 0; i < LEDGER_ROLE_COUNT; i++) {
        if (!plan_role_counts((enum ledger_role)i))
            continue;
        buf_add_c(&out, plan_role_code((enum ledger_role)i));
        buf_add_char(&out, ',');
    }
    return buf_str(&out);
}
