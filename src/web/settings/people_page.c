/* Personnes: who is in the house, and adding somebody. */
#include "app/people/people.h"
#include "app/people/second_factor.h"
#include "base/limits.h"
#include "gen/views.h"
#include "person_rights.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/server/session.h"

struct screen {
    struct request *r;
    struct response *out;
    struct v_people view;
};

/* The codes of a person's creditors. */
static struct str creditors_text(struct request *r, const struct user *user,
                                 const struct creditors *all)
{
    struct buf text;
    if (user->all_creditors)
        return str_of(tr(r->lang, N_("tous")));
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    for (size_t i = 0; i < user->creditor_count; i++) {
        const struct creditor *creditor = creditor_by_id(all, user->creditor_ids[i]);
        if (creditor == NULL)
            continue;
        buf_add_c(&text, text.n > 0 ? ", " : "");
        buf_add(&text, creditor->code);
    }
    return buf_str(&text);
}

static bool fill_row(struct screen *s, const struct user *user, const struct creditors *all,
                     struct v_people_rows *row, struct err *err)
{
    struct request *r = s->r;
    struct second_factor second;
    struct person_state state = person_state(r, user);
    if (!second_factor_get(r->app, user->id, &second, err))
        return false;
    *row = (struct v_people_rows){
        .href = format_text(r->arena, "/people/%1", &user->login, 1),
        .name = user->name,
        .login = user->login,
        .roles = person_roles_text(r, user->roles),
        .creditors = creditors_text(r, user, all),
        .tone = state.tone,
        .state = state.text,
        .second = second.on,
    };
    return true;
}

static bool fill_rows(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct creditors all;
    struct user *users = NULL;
    size_t count = 0;
    if (!people_list(r->app, r->arena, &users, &count, err) ||
        !people_creditors(r->app, r->arena, &all, err))
        return false;
    struct v_people_rows *rows = ARENA_ARRAY(r->arena, count, struct v_people_rows);
    for (size_t i = 0; i < count; i++) {
        if (!fill_row(s, &users[i], &all, &rows[i], err))
            return false;
    }
    s->view.rows = rows;
    s->view.rows_count = count;
    s->view.count = (int64_t)count;
    s->view.count_text = format_count(r->arena, (int64_t)count, r->lang);
    return true;
}

static bool answer(struct screen *s, const struct err *failure, struct err *err)
{
    struct request *r = s->r;
    struct v_people *v = &s->view;
    struct user nobody = {.all_creditors = true};
    settings_shell(r, s->out, N_("Personnes"), &v->page);
    v->csrf = v->page.csrf;
    if (failure != NULL) {
        v->name = http_field(&r->form, "name");
        v->login = http_field(&r->form, "login");
        form_failure(r, s->out, failure, &v->error, &v->advice);
    }
    if (!fill_rows(s, err) ||
        !person_rights_fill(r, failure == NULL ? &nobody : NULL, &v->rights, err))
        return false;
    view_people(&s->out->body, v, r->lang);
    return true;
}

bool people_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    return answer(&s, NULL, err);
}

static bool add(struct screen *s, struct err *failure)
{
    struct request *r = s->r;
    struct ticked_rights rights;
    struct str link;
    if (!person_rights_read(r, &rights, failure))
        return false;
    struct new_person person = {.login = http_field(&r->form, "login"),
                                .name = http_field(&r->form, "name"),
                                .roles = rights.roles,
                                .creditors = rights.creditors};
    if (!people_add(r->app, r->arena, &person, &link, failure))
        return false;
    s->view.link = person_link(r, link);
    s->view.link_name = person.name;
    return true;
}

bool people_submit(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r, .out = out};
    struct err failure = {0};
    if (add(&s, &failure))
        return answer(&s, NULL, err);
    if (form_refused(&failure))
        return answer(&s, &failure, err);
    *err = failure;
    return false;
}
