#include "file_people.h"

#include "app/words/code_text.h"
#include "web/parts/describe.h"
#include "web/parts/format.h"

enum { NAMES_SHOWN = 6, NAMES_BYTES = 1024 };

struct str file_fact_source(struct request *r, const struct file_fact *fact)
{
    struct str args[] = {fact->source, format_day(r->arena, fact->on, r->lang)};
    if (fact->source.n == 0) /* no file: a person told it */
        return format_text(r->arena, tr(r->lang, N_("Renseigné à la main, le %2")), args, 2);
    return format_text(r->arena, tr(r->lang, N_("%1, le %2")), args, 2);
}

/* ---- ways to reach him ---- */

struct way {
    enum gate_channel channel;
    enum gate_number_state state;
};

/* Somebody who can pay or decide answered by it, on this file, since it was told: a call that was
 * taken, an e-mail that was answered. That a server accepted an e-mail says nothing of it. */
static bool confirmed(const struct file_view *file, const struct file_fact *fact,
                      enum gate_channel channel)
{
    for (size_t i = 0; i < file->objects.stored.outcome_count; i++) {
        const struct stored_outcome *o = &file->objects.stored.outcomes[i];
        if (outcome_reached(o->code) == OUTCOME_REACHED_PARTY &&
            str_is(o->channel, gate_channel_code(channel)) && !day_before(o->head.made, fact->on))
            return true;
    }
    return false;
}

static struct tag way_state(struct request *r, const struct file_view *file,
                            const struct file_fact *fact, struct way way)
{
    bool phone = way.channel == GATE_CHANNEL_PHONE;
    if ((file->reach.opposed_channels & (1U << way.channel)) != 0)
        return (struct tag){STR("red"), str_of(tr(r->lang, N_("Opposition (RGPD art. 21)")))};
    if (way.state == GATE_NUMBER_WRONG)
        return (struct tag){STR("red"), str_of(tr(r->lang, N_("Faux numéro")))};
    if (way.state == GATE_NUMBER_REFUSED)
        return (struct tag){STR("red"), str_of(tr(r->lang, N_("Numéro refusé par l’intéressé")))};
    if (!phone && file->reach.email == GATE_ADDRESS_FAILED)
        return (struct tag){STR("red"), str_of(tr(r->lang, N_("Adresse qui ne répond pas")))};
    if (confirmed(file, fact, way.channel))
        return (struct tag){STR("grn"), str_of(tr(r->lang, N_("Utilisable")))};
    return (struct tag){STR(""), str_of(tr(r->lang, N_("Non confirmé")))};
}

static enum gate_number_state number_state(const struct file_view *file, struct str value)
{
    for (size_t i = 0; i < file->reach.number_count; i++) {
        if (str_eq(file->reach.numbers[i], value))
            return file->reach.states[i];
    }
    return GATE_NUMBER_GOOD;
}

static void fill_ways(struct request *r, const struct file_view *file, struct v_file_people *out)
{
    struct v_file_people_ways *ways =
        ARENA_ARRAY(r->arena, file->fact_count, struct v_file_people_ways);
    for (size_t i = 0; i < file->fact_count; i++) {
        const struct file_fact *fact = &file->facts[i];
        bool email = str_is(fact->kind, "email");
        bool number = str_is(fact->kind, "phone") || str_is(fact->kind, "mobile");
        if (fact->value.n == 0 || (!email && !number))
            continue;
        struct way way = {email ? GATE_CHANNEL_EMAIL : GATE_CHANNEL_PHONE,
                          email ? GATE_NUMBER_GOOD : number_state(file, fact->value)};
        struct tag tag = way_state(r, file, fact, way);
        struct v_file_people_ways *row = &ways[out->ways_count++];
        out->to_confirm = out->to_confirm || tag.tone.n == 0;
        *row = (struct v_file_people_ways){
            .kind = str_of(fact_kind_text(arena_cstr(r->arena, fact->kind), r->lang)),
            .value = number ? format_phone(r->arena, fact->value) : fact->value,
            .state = tag.text,
            .tone = tag.tone,
            .source = file_fact_source(r, fact),
        };
        if (number && !str_is(tag.tone, "red"))
            row->href = format_phone_href(r->arena, fact->value);
    }
    out->ways = ways;
}

static void fill_person(struct request *r, const struct file_view *file, struct v_file_people *out)
{
    for (size_t i = 0; i < file->fact_count; i++) {
        if (str_is(file->facts[i].kind, "person") && file->facts[i].value.n > 0) {
            out->person = file->facts[i].value;
            out->source = file_fact_source(r, &file->facts[i]);
        }
    }
    out->role = describe_fact(file, "person_role");
}

/* ---- who of the house ---- */

static struct str named(struct request *r, const char *text, const struct str *names, size_t count)
{
    struct buf list;
    if (count == 0)
        return STR("");
    buf_init(&list, r->arena, NAMES_BYTES * NAMES_SHOWN);
    for (size_t i = 0; i < count && i < NAMES_SHOWN; i++) {
        buf_add_c(&list, i > 0 ? ", " : "");
        buf_add(&list, names[i]);
    }
    struct str more = format_count(r->arena, (int64_t)(count - NAMES_SHOWN), r->lang);
    if (count > NAMES_SHOWN)
        buf_add(&list, format_text(r->arena, tr(r->lang, N_(" et %1 de plus")), &more, 1));
    struct str all = buf_str(&list);
    return format_text(r->arena, tr(r->lang, text), &all, 1);
}

static void fill_access(struct request *r, const struct file_view *file, struct v_file_people *out)
{
    const struct file_agent *agent = &file->agent;
    out->owner = agent->login.n > 0
                     ? named(r, N_("Suivi par %1."), &agent->name, 1)
                     : str_of(tr(r->lang, N_("N’est confié à personne en particulier.")));
    if (agent->team.n > 0)
        out->team = named(r, N_("Équipe %1."), &agent->team_name, 1);
    if (agent->absent && agent->covered_by.n > 0)
        out->cover =
            named(r, N_("Absent aujourd’hui, remplacé par %1."), &agent->covered_by_name, 1);
    else if (agent->absent)
        out->cover = str_of(tr(r->lang, N_("Absent aujourd’hui, sans remplaçant.")));
    out->workers =
        named(r, N_("Peuvent agir : %1."), file->access.workers, file->access.worker_count);
    out->readers =
        named(r, N_("Peuvent lire : %1."), file->access.readers, file->access.reader_count);
}

void file_people_fill(struct request *r, const struct file_view *file, struct v_file_people *out)
{
    fill_person(r, file, out);
    fill_ways(r, file, out);
    fill_access(r, file, out);
}
