#include "acts.h"

#include "app/acts/deed_text.h"
#include "app/acts/make_promise.h"
#include "app/acts/note_file.h"
#include "app/acts/object_text.h"
#include "app/acts/open_dispute.h"
#include "app/acts/place_hold.h"
#include "app/acts/record_outcome.h"
#include "app/books/add_facts.h"
#include "app/file/give_files.h"
#include "app/file/place_file.h"
#include "app/people/house.h"
#include "app/people/people.h"
#include "format.h"

#define TO_AGENT "agent:"
#define TO_TEAM "team:"
#define TO_NOBODY "nobody"

static struct str typed(const struct acting *a, const char *name)
{
    struct str text = http_field(&a->r->form, name);
    return text.p == NULL ? STR("") : str_trim(text);
}

static bool day_of(const struct acting *a, const char *name, struct day *out, struct err *err)
{
    struct str text = typed(a, name);
    *out = DAY_NONE;
    return text.n == 0 || day_parse_iso(text, out, NULL) ||
           err_set_field(err, ERR_BAD_DATE, name, text);
}

static bool bad_choice(const struct acting *a, const char *name, struct err *err)
{
    return err_set_field(err, ERR_BAD_OPTION_VALUE, name, typed(a, name));
}

/* ---- the place of the file ---- */

static bool place(struct acting *a, enum file_place where, struct err *err)
{
    struct place_wanted wanted = {.place = where, .why = typed(a, "why")};
    int64_t account = 0;
    return day_of(a, "until", &wanted.through, err) &&
           place_file(&a->request, &wanted, &account, err);
}

static bool pin(struct acting *a, struct err *err) { return place(a, PLACE_PINNED, err); }
static bool postpone(struct acting *a, struct err *err) { return place(a, PLACE_POSTPONED, err); }
static bool release(struct acting *a, struct err *err) { return place(a, PLACE_RELEASED, err); }

/* ---- whose it is ---- */

static bool works_here(const struct user *user, int64_t creditor_id)
{
    return !user->disabled && right_given(user->roles, RIGHT_WORK_FILES) &&
           people_see(user, creditor_id);
}

/* Somebody of the team can work on it: of a team that cannot nobody learns that it exists. */
static bool team_works_here(const struct house *house, const struct team *team, int64_t creditor_id)
{
    bool works = false;
    for (size_t i = 0; i < team->member_count && !works; i++) {
        const struct user *member = house_user(house, team->member_ids[i]);
        works = member != NULL && works_here(member, creditor_id);
    }
    return works;
}

static struct str prefixed(struct arena *a, const char *prefix, struct str code)
{
    struct buf b;
    buf_init(&b, a, code.n + 16);
    buf_add_c(&b, prefix);
    buf_add(&b, code);
    return buf_str(&b);
}

static bool takers(const struct act_ground *g, struct act_choices *out, struct err *err)
{
    struct house house;
    struct arena *a = g->r->arena;
    int64_t creditor_id = g->file->account.creditor_id;
    if (!house_read(g->r->app, a, &house, err))
        return false;
    out->rows =
        ARENA_ARRAY(a, house.user_count + house.teams.count + 2, struct v_form_field_options);
    out->rows[out->count++] =
        (struct v_form_field_options){.text = str_of(tr(g->r->lang, N_("Choisir…")))};
    for (size_t i = 0; i < house.user_count; i++) {
        const struct user *user = &house.users[i];
        bool already = str_eq(user->login, g->file->agent.login);
        if (already || !works_here(user, creditor_id))
            continue;
        out->rows[out->count++] = (struct v_form_field_options){
            .value = prefixed(a, TO_AGENT, user->login), .text = user->name};
    }
    for (size_t i = 0; i < house.teams.count; i++) {
        const struct team *team = &house.teams.rows[i];
        if (team_works_here(&house, team, creditor_id))
            out->rows[out->count++] = (struct v_form_field_options){
                .value = prefixed(a, TO_TEAM, team->code), .text = team->name};
    }
    out->rows[out->count++] = (struct v_form_field_options){
        .value = STR(TO_NOBODY),
        .text = str_of(tr(g->r->lang, N_("À personne : toutes les listes")))};
    return true;
}

static bool give_to(struct acting *a, struct give_request *give, struct err *err)
{
    struct given_list given;
    give->refs = &a->request.query.ref;
    give->ref_count = 1;
    give->from = DAY_NONE;
    give->scope = a->request.query.scope;
    give->scope_count = a->request.query.scope_count;
    give->seen = a->request.query.seen;
    return give_files(a->r->app, a->r->arena, give, &given, err);
}

static bool give(struct acting *a, struct err *err)
{
    struct str to = typed(a, "to");
    struct give_request request = {.why = typed(a, "why"), .nobody = str_is(to, TO_NOBODY)};
    if (str_starts(to, STR(TO_AGENT)))
        request.agent = str_slice(to, sizeof TO_AGENT - 1, to.n);
    if (str_starts(to, STR(TO_TEAM)))
        request.team = str_slice(to, sizeof TO_TEAM - 1, to.n);
    if (request.agent.n == 0 && request.team.n == 0 && !request.nobody)
        return bad_choice(a, "to", err);
    return give_to(a, &request, err);
}

static bool give_back(struct acting *a, struct err *err)
{
    struct give_request request = {.why = typed(a, "why"), .back = true};
    if (request.why.n == 0)
        request.why = str_of(tr(a->r->lang, N_("annulé")));
    return give_to(a, &request, err);
}

/* ---- what was agreed or said ---- */

static struct v_form_field_options option(const char *value, const char *text)
{
    return (struct v_form_field_options){.value = str_of(value), .text = str_of(text)};
}

static bool means_choices(const struct act_ground *g, struct act_choices *out, struct err *err)
{
    (void)err;
    out->rows = ARENA_ARRAY(g->r->arena, MEANS_COUNT + 1, struct v_form_field_options);
    out->rows[out->count++] = option("", tr(g->r->lang, N_("Pas dit")));
    for (int m = 0; m < MEANS_COUNT; m++)
        out->rows[out->count++] =
            option(means_code((enum means)m), means_text((enum means)m, g->r->lang));
    return true;
}

static bool promise(struct acting *a, struct err *err)
{
    struct promise_wanted wanted = {.amount = typed(a, "amount"),
                                    .means = MEANS_NONE,
                                    .items = a->items,
                                    .person = typed(a, "person"),
                                    .note = typed(a, "note")};
    struct object_made made;
    struct str means = typed(a, "means");
    if (means.n > 0 && !means_parse(means, &wanted.means))
        return bad_choice(a, "means", err);
    if (!day_of(a, "on", &wanted.on, err) || !make_promise(&a->request, &wanted, &made, err))
        return false;
    a->missing = made.missing;
    return true;
}

static bool dispute_choices(const struct act_ground *g, struct act_choices *out, struct err *err)
{
    (void)err;
    out->rows = ARENA_ARRAY(g->r->arena, DISPUTE_REASON_COUNT, struct v_form_field_options);
    for (int i = 0; i < DISPUTE_REASON_COUNT; i++)
        out->rows[out->count++] = option(dispute_reason_code((enum dispute_reason)i),
                                         dispute_reason_text((enum dispute_reason)i, g->r->lang));
    return true;
}

static bool dispute(struct acting *a, struct err *err)
{
    struct dispute_wanted wanted = {.items = a->items,
                                    .amount = typed(a, "amount"),
                                    .department = DEPARTMENT_COUNT,
                                    .note = typed(a, "note")};
    struct object_made made;
    if (!dispute_reason_parse(typed(a, "reason"), &wanted.reason))
        return bad_choice(a, "reason", err);
    return day_of(a, "deadline", &wanted.deadline, err) &&
           (a->items.n > 0 || err_set_field(err, ERR_OPTION_MISSING, "items", STR(""))) &&
           open_dispute(&a->request, &wanted, &made, err);
}

static bool hold_choices(const struct act_ground *g, struct act_choices *out, struct err *err)
{
    (void)err;
    out->rows = ARENA_ARRAY(g->r->arena, HOLD_REASON_COUNT, struct v_form_field_options);
    for (int i = 0; i < HOLD_REASON_COUNT; i++) {
        if (i != HOLD_PINNED) /* that is postponing */
            out->rows[out->count++] = option(hold_reason_code((enum hold_reason)i),
                                             hold_reason_text((enum hold_reason)i, g->r->lang));
    }
    return true;
}

static bool hold(struct acting *a, struct err *err)
{
    struct hold_wanted wanted = {
        .scope = HOLD_OF_ACCOUNT, .items = a->items, .from = DAY_NONE, .note = typed(a, "note")};
    struct object_made made;
    if (!hold_reason_parse(typed(a, "reason"), &wanted.reason))
        return bad_choice(a, "reason", err);
    if (a->items.n > 0)
        wanted.scope = HOLD_OF_ITEM;
    return day_of(a, "until", &wanted.through, err) &&
           (day_is(wanted.through) || err_set_field(err, ERR_OPTION_MISSING, "until", STR(""))) &&
           place_hold(&a->request, &wanted, &made, err);
}

/* No outcome is offered first: nothing is noted that nobody chose. */
static bool outcome_choices(const struct act_ground *g, struct act_choices *out, struct err *err)
{
    (void)err;
    out->rows = ARENA_ARRAY(g->r->arena, OUTCOME_COUNT + 1, struct v_form_field_options);
    out->rows[out->count++] = option("", tr(g->r->lang, N_("Choisir…")));
    for (int i = 0; i < OUTCOME_COUNT; i++)
        out->rows[out->count++] =
            option(outcome_code((enum outcome)i), outcome_text((enum outcome)i, g->r->lang));
    return true;
}

static bool channel_choices(const struct act_ground *g, struct act_choices *out, struct err *err)
{
    (void)err;
    out->rows = ARENA_ARRAY(g->r->arena, GATE_CHANNEL_COUNT, struct v_form_field_options);
    for (int i = 0; i < GATE_CHANNEL_COUNT; i++)
        out->rows[out->count++] = option(gate_channel_code((enum gate_channel)i),
                                         channel_text((enum gate_channel)i, g->r->lang));
    return true;
}

static bool channel_of(const struct acting *a, enum gate_channel *out)
{
    struct str code = typed(a, "channel");
    for (int i = 0; i < GATE_CHANNEL_COUNT; i++) {
        *out = (enum gate_channel)i;
        if (str_is(code, gate_channel_code((enum gate_channel)i)))
            return true;
    }
    return false;
}

static bool outcome(struct acting *a, struct err *err)
{
    struct outcome_wanted wanted = {.at = format_iso_day(a->r->arena, a->r->app->today),
                                    .person = typed(a, "person"),
                                    .note = typed(a, "note")};
    struct object_made made;
    if (!outcome_parse(typed(a, "code"), &wanted.code))
        return bad_choice(a, "code", err);
    if (!channel_of(a, &wanted.channel))
        return bad_choice(a, "channel", err);
    return day_of(a, "call-back", &wanted.call_back, err) &&
           record_outcome(&a->request, &wanted, &made, err);
}

/* Fields of one's own that were filled in, as facts. */
static bool contact(struct acting *a, struct err *err)
{
    static const char *const kinds[] = {"person", "person_role", "phone", "mobile", "email"};
    struct told_fact facts[COUNT_OF(kinds)];
    struct added_facts added;
    struct add_facts_request request = {.query = a->request.query, .facts = facts};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct str value = typed(a, kinds[i]);
        if (value.n > 0)
            facts[request.fact_count++] = (struct told_fact){kinds[i], value};
    }
    if (request.fact_count == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "person", STR(""));
    return add_facts(a->r->app, a->r->arena, &request, &added, err);
}

static bool note(struct acting *a, struct err *err)
{
    int64_t account = 0;
    return note_file(&a->request, typed(a, "text"), &account, err);
}

/* ---- the table ---- */

#define WHY N_("Raison")
#define UNTIL N_("Jusqu’au, inclus")
#define SAID N_("Ce qui a été dit")

const struct act acts[ACT_COUNT] = {
    [ACT_PIN] = {.code = "pin",
                 .title = N_("Épingler en tête"),
                 .submit = N_("Épingler"),
                 .done = N_("%1 est en tête de la liste."),
                 .key = "P",
                 .perform = pin,
                 .undo = ACT_RELEASE},
    [ACT_POSTPONE] = {.code = "postpone",
                      .title = N_("Reporter"),
                      .submit = N_("Reporter"),
                      .done = N_("%1 est reporté."),
                      .key = "R",
                      .fields = {{.name = "why", .label = WHY, .required = true},
                                 {.name = "until",
                                  .label = UNTIL,
                                  .kind = ACT_DAY,
                                  .required = true,
                                  .days_ahead = 7}},
                      .perform = postpone,
                      .undo = ACT_RELEASE},
    [ACT_RELEASE] = {.code = "release",
                     .title = N_("Désépingler"),
                     .submit = N_("Désépingler"),
                     .done = N_("%1 reprend la place que les règles lui donnent."),
                     .key = "P",
                     .perform = release,
                     .undo = ACT_COUNT},
    [ACT_GIVE] = {.code = "give",
                  .title = N_("Transmettre"),
                  .submit = N_("Transmettre"),
                  .done = N_("%1 a changé de mains."),
                  .key = "T",
                  .note = N_("Prend effet sur ce dossier dès maintenant."),
                  .fields = {{.name = "to",
                              .label = N_("À qui"),
                              .kind = ACT_CHOICE,
                              .required = true,
                              .choices = takers},
                             {.name = "why", .label = WHY, .required = true}},
                  .perform = give,
                  .undo = ACT_GIVE_BACK},
    [ACT_GIVE_BACK] = {.code = "give-back",
                       .title = N_("Rendre le dossier"),
                       .submit = N_("Rendre le dossier"),
                       .done = N_("%1 est de nouveau à qui il était."),
                       .perform = give_back,
                       .undo = ACT_COUNT},
    [ACT_PROMISE] = {.code = "promise",
                     .title = N_("Promesse"),
                     .submit = N_("Noter la promesse"),
                     .done = N_("La promesse est notée sur %1."),
                     .key = "E",
                     .items = N_("Factures promises"),
                     .note =
                         N_("S’il manque une des cinq parties, l’engagement est incomplet et ne "
                            "suspend rien."),
                     .fields = {{.name = "on", .label = N_("Paiement promis le"), .kind = ACT_DAY},
                                {.name = "amount", .label = N_("Montant"), .kind = ACT_AMOUNT},
                                {.name = "means",
                                 .label = N_("Moyen de paiement"),
                                 .kind = ACT_CHOICE,
                                 .choices = means_choices},
                                {.name = "person", .label = N_("Qui l’a promis")},
                                {.name = "note", .label = SAID, .wide = true}},
                     .perform = promise,
                     .undo = ACT_COUNT},
    [ACT_DISPUTE] = {.code = "dispute",
                     .title = N_("Litige"),
                     .submit = N_("Ouvrir le litige"),
                     .done = N_("Le litige est ouvert sur %1."),
                     .key = "L",
                     .items = N_("Factures contestées"),
                     .fields = {{.name = "reason",
                                 .label = N_("Motif"),
                                 .kind = ACT_CHOICE,
                                 .required = true,
                                 .choices = dispute_choices},
                                {.name = "amount",
                                 .label = N_("Part contestée, d’une seule facture"),
                                 .help = N_("Vide : tout ce qui reste dû."),
                                 .kind = ACT_AMOUNT},
                                {.name = "deadline",
                                 .label = N_("Réponse attendue le"),
                                 .help = N_("Vide : le délai du motif."),
                                 .kind = ACT_DAY},
                                {.name = "note", .label = SAID, .wide = true}},
                     .perform = dispute,
                     .undo = ACT_COUNT},
    [ACT_HOLD] = {.code = "hold",
                  .title = N_("Mettre en attente"),
                  .submit = N_("Mettre en attente"),
                  .done = N_("%1 est mis en attente."),
                  .key = "W",
                  .items = N_("Une facture seulement"),
                  .note = N_("Sans choix, tout le dossier attend ; il revient de lui-même le "
                             "lendemain."),
                  .fields = {{.name = "reason",
                              .label = N_("Motif"),
                              .kind = ACT_CHOICE,
                              .required = true,
                              .choices = hold_choices},
                             {.name = "until",
                              .label = UNTIL,
                              .kind = ACT_DAY,
                              .required = true,
                              .days_ahead = 14},
                             {.name = "note", .label = SAID, .wide = true}},
                  .perform = hold,
                  .undo = ACT_COUNT},
    [ACT_CONTACT] = {.code = "contact",
                     .title = N_("Interlocuteur"),
                     .submit = N_("Noter l’interlocuteur"),
                     .done = N_("L’interlocuteur est noté sur %1."),
                     .key = "I",
                     .fields = {{.name = "person", .label = N_("Nom")},
                                {.name = "person_role", .label = N_("Fonction")},
                                {.name = "phone", .label = N_("Téléphone")},
                                {.name = "mobile", .label = N_("Mobile")},
                                {.name = "email", .label = N_("Courriel")}},
                     .perform = contact,
                     .undo = ACT_COUNT},
    [ACT_NOTE] = {.code = "note",
                  .title = N_("Note"),
                  .submit = N_("Garder la note"),
                  .done = N_("La note est gardée sur %1."),
                  .key = "N",
                  .fields = {{.name = "text",
                              .label = N_("Ce qu’il faut savoir"),
                              .required = true,
                              .wide = true}},
                  .perform = note,
                  .undo = ACT_COUNT},
    [ACT_OUTCOME] = {.code = "outcome",
                     .title = N_("Suite d’un contact"),
                     .submit = N_("Noter la suite"),
                     .done = N_("La suite du contact est notée sur %1."),
                     .key = "S",
                     .note = N_("Une réponse de l’intéressé rend utilisable le moyen par lequel "
                                "elle est venue."),
                     .fields = {{.name = "code",
                                 .label = N_("Ce qui en est sorti"),
                                 .kind = ACT_CHOICE,
                                 .required = true,
                                 .choices = outcome_choices},
                                {.name = "channel",
                                 .label = N_("Par"),
                                 .kind = ACT_CHOICE,
                                 .choices = channel_choices},
                                {.name = "person", .label = N_("Avec qui")},
                                {.name = "call-back", .label = N_("Rappeler le"), .kind = ACT_DAY},
                                {.name = "note", .label = SAID, .wide = true}},
                     .perform = outcome,
                     .undo = ACT_COUNT},
};

bool act_find(struct str code, enum act_code *out)
{
    for (int i = 0; i < ACT_COUNT; i++) {
        *out = (enum act_code)i;
        if (str_is(code, acts[i].code))
            return true;
    }
    return false;
}
