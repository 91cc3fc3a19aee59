/* Lists kept under a name: what the pages of lists offer to open, and the forms that keep, rename
 * and drop one. */
#include "app/lists/saved_lists.h"
#include "lists_form.h"
#include "web/pages.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"
#include "web/server/saved.h"
#include "web/server/session.h"

static struct str params_text(struct request *r, const struct list_filter *filter)
{
    struct link l;
    link_begin(&l, r->arena, "");
    link_filter(&l, r->arena, filter);
    struct str text = link_end(&l);
    return str_slice(text, text.n > 0 ? 1 : 0, text.n);
}

bool saved_fill(struct request *r, struct response *out, const struct lists_form *form,
                struct v_lists *view, struct err *err)
{
    struct saved_lists all;
    const struct house *house = &form->lines->house;
    if (!saved_lists_read(r->app, r->arena, house, &all, err))
        return false;
    struct v_lists_saved *rows = ARENA_ARRAY(r->arena, all.count, struct v_lists_saved);
    for (size_t i = 0; i < all.count; i++) {
        const struct saved_list *saved = &all.rows[i];
        const struct user *who = house_user(house, saved->user_id);
        struct buf id;
        if (!saved_in_sight(r, saved, &form->lines->creditors))
            continue;
        buf_init(&id, r->arena, 32);
        buf_add_int(&id, saved->id);
        rows[view->saved_count++] =
            (struct v_lists_saved){.id = buf_str(&id),
                                   .name = saved->name,
                                   .href = shell_saved_href(r->arena, saved),
                                   .mine = saved->user_id == r->user.id,
                                   .shared = saved->shared,
                                   .who = who != NULL ? who->name : STR("")};
    }
    view->saved = rows;
    view->csrf = session_csrf(r, out, CSRF_SESSION);
    view->list = str_of(list_of_code(form->filter->of));
    view->params = params_text(r, form->filter);
    return true;
}

/* 0: no number of a list. */
static int64_t id_of(struct str text)
{
    int64_t id = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool digit = text.p[i] >= '0' && text.p[i] <= '9';
        if (!digit || __builtin_mul_overflow(id, 10, &id) ||
            __builtin_add_overflow(id, text.p[i] - '0', &id))
            return 0;
    }
    return id;
}

static bool act(struct request *r, struct err *err)
{
    struct str act = http_field(&r->form, "act");
    struct saved_list wanted = {.id = id_of(http_field(&r->form, "id")),
                                .shared = http_field(&r->form, "shared").n > 0,
                                .list = http_field(&r->form, "list"),
                                .name = str_trim(http_field(&r->form, "name")),
                                .params = http_field(&r->form, "params")};
    if (str_is(act, "rename"))
        return saved_list_change(r->app, &wanted, err);
    if (str_is(act, "drop"))
        return saved_list_drop(r->app, wanted.id, err);
    for (int i = 0; str_is(act, "keep") && i < LIST_OF_COUNT; i++) {
        if (str_is(wanted.list, list_of_code((enum list_of)i)))
            return saved_list_keep(r->app, &wanted, err);
    }
    return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
}

bool saved_submit(struct request *r, struct response *out, struct err *err)
{
    struct str list = http_field(&r->form, "list");
    struct str params = http_field(&r->form, "params");
    struct link l;
    if (!act(r, err))
        return false;
    const struct str parts[] = {list, params};
    struct str back = format_text(r->arena, params.n > 0 ? "/lists/%1?%2" : "/lists/%1", parts, 2);
    link_begin(&l, r->arena, "/lists/items");
    response_redirect(out, http_local_path(back) && list.n > 0 ? back : link_end(&l));
    return true;
}
