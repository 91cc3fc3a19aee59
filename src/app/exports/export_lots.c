/* Facts of the day's draw, and debtors who are one person. */
#include "fact_lines.h"
#include "gen/same_sql.h"
#include "store/value_store.h"
#include "strategy/queue.h"

bool export_account_draws(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct stored_draws draws;
    if (!file_draws_of_account(e->app->db, &e->scratch, key, &draws, err))
        return false;
    for (size_t i = 0; i < draws.count; i++) {
        const struct stored_draw *d = &draws.rows[i];
        struct queue_lot lot = queue_lot(d->on, key.debtor_id);
        struct json *j = fact_begin(e, "draw");
        json_text(j, "account", e->ref);
        json_int(j, "run", d->run);
        json_day(j, "on", d->on);
        json_day(j, "until", d->until);
        json_bool(j, "drawn", d->explored);
        json_int(j, "propensity_ppm", d->propensity_ppm);
        json_object(j, "lot");
        json_int(j, "day", d->on.n);
        json_id(j, "debtor", key.debtor_id);
        json_int(j, "chance", lot.chance);
        json_int(j, "place", lot.place);
        json_object_end(j);
        json_amount(j, "amount", (struct money){d->net_minor, e->currency});
        json_int(j, "days_late", d->days_late);
        json_text(j, "person", d->person);
        json_int(j, "broken", d->broken);
        json_int(j, "kept", d->kept);
        json_int(j, "attempts", d->attempts);
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

bool export_same(struct fact_lines *e, struct err *err)
{
    struct db_rows rows;
    if (!q_debtor_same_words_open(e->app->db, &rows, err))
        return false;
    bool ok = true;
    struct q_debtor_same_words_row row;
    while (q_debtor_same_words_more(&rows, &row, &ok, err)) {
        arena_clear(&e->scratch);
        struct json *j = fact_begin(e, "same");
        json_text(j, "debtor", fact_ref(e, REF_DEBTOR, row.number));
        json_text(j, "canonical", fact_ref(e, REF_DEBTOR, row.canonical_number));
        json_day(j, "on", (struct day){(int32_t)row.on_day});
        json_text(j, "why", row.why);
        json_id(j, "by", row.actor_id);
        ok = fact_end(e, err);
    }
    db_done(&rows);
    return ok;
}
