#include "settings.h"

#include "office/right.h"

static void set_crumbs(struct request *r, const struct settings_place *place, struct v_shell *shell)
{
    struct v_shell_crumbs *crumbs = ARENA_ARRAY(r->arena, 3, struct v_shell_crumbs);
    size_t n = 0;
    crumbs[n++] = (struct v_shell_crumbs){.text = str_of(tr(r->lang, N_("Réglages"))),
                                          .href = STR("/settings")};
    if (place->parent != NULL)
        crumbs[n++] = (struct v_shell_crumbs){.text = str_of(tr(r->lang, place->parent)),
                                              .href = place->parent_href};
    crumbs[n++] = (struct v_shell_crumbs){.text = place->title};
    shell->crumbs = crumbs;
    shell->crumbs_count = n;
}

void settings_shell_within(struct request *r, struct response *out,
                           const struct settings_place *place, struct v_shell *shell)
{
    shell_fill(r, out, SHELL_SETTINGS, place->title, shell);
    set_crumbs(r, place, shell);
}

void settings_shell(struct request *r, struct response *out, const char *title,
                    struct v_shell *shell)
{
    struct settings_place place = {.title = str_of(tr(r->lang, title))};
    settings_shell_within(r, out, &place, shell);
}

bool settings_house_may_set(const struct request *r)
{
    return r->user.all_creditors && right_given(r->user.roles, RIGHT_SET_HOUSE);
}
