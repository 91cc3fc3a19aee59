#include "person_rights.h"

#include "base/limits.h"
#include "web/parts/shell.h"

enum { BOX_BYTES_MAX = 120 };

static const char role_prefix[] = "role-";
static const char creditor_prefix[] = "creditor-";

static struct str box(struct arena *a, const char *prefix, struct str code)
{
    struct buf name;
    buf_init(&name, a, BOX_BYTES_MAX);
    buf_add_c(&name, prefix);
    buf_add(&name, code);
    return buf_str(&name);
}

static bool ticked(struct request *r, struct str name)
{
    return http_field(&r->form, arena_cstr(r->arena, name)).n > 0;
}

static void fill_roles(struct request *r, const struct user *user, struct v_person_rights *out)
{
    struct v_person_rights_roles *rows =
        ARENA_ARRAY(r->arena, ROLE_COUNT, struct v_person_rights_roles);
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct str id = box(r->arena, role_prefix, str_of(role_code((enum role)role)));
        rows[role] = (struct v_person_rights_roles){
            .id = id,
            .text = str_of(shell_role_name((enum role)role, r->lang)),
            .on = user == NULL ? ticked(r, id) : role_set_has(user->roles, (enum role)role),
        };
    }
    out->roles = rows;
    out->roles_count = ROLE_COUNT;
}

static void fill_creditors(struct request *r, const struct user *user, const struct creditors *all,
                           struct v_person_rights *out)
{
    struct v_person_rights_creditors *rows =
        ARENA_ARRAY(r->arena, all->count, struct v_person_rights_creditors);
    for (size_t i = 0; i < all->count; i++) {
        struct str id = box(r->arena, creditor_prefix, all->rows[i].code);
        rows[i] = (struct v_person_rights_creditors){
            .id = id,
            .text = all->rows[i].name,
            .on = user == NULL ? ticked(r, id)
                               : !user->all_creditors && people_see(user, all->rows[i].id),
        };
    }
    out->creditors = rows;
    out->creditors_count = all->count;
    out->all = user == NULL ? ticked(r, STR("all")) : user->all_creditors;
}

bool person_rights_fill(struct request *r, const struct user *user, struct v_person_rights *out,
                        struct err *err)
{
    struct creditors all;
    if (!people_creditors(r->app, r->arena, &all, err))
        return false;
    fill_roles(r, user, out);
    fill_creditors(r, user, &all, out);
    return true;
}

static bool read_creditors(struct request *r, struct ticked_rights *out, struct err *err)
{
    struct creditors all;
    if (!people_creditors(r->app, r->arena, &all, err))
        return false;
    struct str *codes = ARENA_ARRAY(r->arena, all.count, struct str);
    if (ticked(r, STR("all")))
        return true;
    for (size_t i = 0; i < all.count; i++) {
        if (ticked(r, box(r->arena, creditor_prefix, all.rows[i].code)))
            codes[out->creditors.count++] = all.rows[i].code;
    }
    out->creditors.rows = codes;
    return out->creditors.count > 0 ||
           err_set_field(err, ERR_OPTION_MISSING, "creditor", STR("creditor"));
}

bool person_rights_read(struct request *r, struct ticked_rights *out, struct err *err)
{
    *out = (struct ticked_rights){0};
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (ticked(r, box(r->arena, role_prefix, str_of(role_code((enum role)role)))))
            out->roles = role_set_with(out->roles, (enum role)role);
    }
    if (out->roles.bits == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "role", STR("role"));
    return read_creditors(r, out, err);
}

struct str person_roles_text(struct request *r, struct role_set roles)
{
    struct buf text;
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!role_set_has(roles, (enum role)role))
            continue;
        buf_add_c(&text, text.n > 0 ? ", " : "");
        buf_add_c(&text, shell_role_name((enum role)role, r->lang));
    }
    return buf_str(&text);
}

struct person_state person_state(struct request *r, const struct user *user)
{
    if (user->disabled)
        return (struct person_state){STR("red"), str_of(tr(r->lang, N_("fermé")))};
    if (user->demo)
        return (struct person_state){STR(""), str_of(tr(r->lang, N_("démonstration")))};
    if (user->password.p == NULL)
        return (struct person_state){STR("amb"), str_of(tr(r->lang, N_("mot de passe à choisir")))};
    return (struct person_state){STR("grn"), str_of(tr(r->lang, N_("ouvert")))};
}

struct str person_link(struct request *r, struct str link)
{
    struct buf text;
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    if (r->headers.host.n > 0) {
        buf_add_c(&text, r->tls ? "https://" : "http://");
        buf_add(&text, r->headers.host);
    }
    buf_add_c(&text, "/welcome/");
    buf_add(&text, link);
    return buf_str(&text);
}
