#include "shell.h"

#include "base/text.h"
#include "format.h"
#include "office/right.h"
#include "web/server/session.h"

static const char *const role_texts[ROLE_COUNT] = {
    [ROLE_AGENT] = N_("Recouvrement"),      [ROLE_MANAGER] = N_("Responsable"),
    [ROLE_ACCOUNTANT] = N_("Comptabilité"), [ROLE_CORRESPONDENT] = N_("Correspondant"),
    [ROLE_TRAINER] = N_("Formation"),       [ROLE_JURY] = N_("Jury"),
    [ROLE_AUDITOR] = N_("Audit"),           [ROLE_ADMINISTRATOR] = N_("Administration"),
};

static const struct shell_key keys_nowhere[] = {{"/", NULL, N_("chercher")}, {NULL, NULL, NULL}};
static const struct shell_key keys_day[] = {{"J", "K", N_("suivant, précédent")},
                                            {"↵", NULL, N_("ouvrir le dossier")},
                                            {"A", NULL, N_("appeler")},
                                            {"P", NULL, N_("épingler")},
                                            {"R", NULL, N_("reporter avec raison")},
                                            {"T", NULL, N_("transmettre")},
                                            {"B", NULL, N_("blocages")},
                                            {"/", NULL, N_("chercher")},
                                            {"G", "L", N_("tous les dossiers")},
                                            {NULL, NULL, NULL}};
static const struct shell_key keys_files[] = {{"J", "K", N_("suivant, précédent")},
                                              {"↵", NULL, N_("ouvrir le dossier")},
                                              {"/", NULL, N_("chercher")},
                                              {"G", "J", N_("ma journée")},
                                              {NULL, NULL, NULL}};
static const struct shell_key keys_lists[] = {
    {"J", "K", N_("suivant, précédent")}, {"↵", NULL, N_("ouvrir le dossier")},
    {"F", NULL, N_("filtrer")},           {"X", NULL, N_("exporter")},
    {"/", NULL, N_("chercher")},          {NULL, NULL, NULL}};
static const struct shell_key keys_manager[] = {{"M", NULL, N_("changer de créancier")},
                                                {"X", NULL, N_("exporter")},
                                                {"/", NULL, N_("chercher")},
                                                {"G", "J", N_("ma journée")},
                                                {"G", "L", N_("tous les dossiers")},
                                                {NULL, NULL, NULL}};
static const struct shell_key keys_search[] = {{"/", NULL, N_("chercher")},
                                               {"↓", "↑", N_("suivant, précédent")},
                                               {"↵", NULL, N_("ouvrir")},
                                               {NULL, NULL, NULL}};
static const struct shell_key keys_mails[] = {{"J", "K", N_("suivant, précédent")},
                                              {"↵", NULL, N_("ouvrir l’e-mail")},
                                              {"P", NULL, N_("incertain : il est parti")},
                                              {"N", NULL, N_("incertain : il n’est pas parti")},
                                              {"/", NULL, N_("chercher")},
                                              {NULL, NULL, NULL}};
static const struct shell_key keys_file[] = {
    {"A", NULL, N_("appeler")},  {"N", NULL, N_("note")},      {"E", NULL, N_("promesse")},
    {"L", NULL, N_("litige")},   {"M", NULL, N_("e-mail")},    {"F", "1…9", N_("copie de facture")},
    {"/", NULL, N_("chercher")}, {"G", "J", N_("ma journée")}, {NULL, NULL, NULL}};
static const struct shell_key keys_everywhere[] = {{"?", NULL, N_("toutes les touches de la page")},
                                                   {"/", NULL, N_("chercher")},
                                                   {"G", "J", N_("ma journée")},
                                                   {"G", "L", N_("tous les dossiers")},
                                                   {"G", "P", N_("pilotage")},
                                                   {"G", "R", N_("réglages")},
                                                   {"Échap", NULL, N_("quitter un champ, fermer")},
                                                   {NULL, NULL, NULL}};

const struct shell_map shell_maps[] = {
    {"k-all", N_("Partout"), keys_everywhere, false},
    {"k-day", N_("Ma journée"), keys_day, false},
    {"k-files", N_("Dossiers"), keys_files, false},
    {"k-file", N_("Un dossier"), keys_file, true},
    {"k-mails", N_("E-mails"), keys_mails, false},
    {"k-manager", N_("Pilotage"), keys_manager, false},
};
const size_t shell_map_count = COUNT_OF(shell_maps);

const char *shell_role_name(enum role role, enum lang lang) { return tr(lang, role_texts[role]); }

const char *shell_role_text(struct role_set roles, enum lang lang)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (role_set_has(roles, (enum role)role))
            return tr(lang, role_texts[role]);
    }
    return "";
}

/* The first letters of the first and the last word. */
static struct str initials(struct arena *a, struct str name)
{
    struct buf out;
    struct str folded = text_fold(a, name);
    buf_init(&out, a, 16);
    bool adding = false;
    for (size_t i = 0; i < folded.n; i++) {
        bool begins = i == 0 || folded.p[i - 1] == ' ';
        bool last = memchr(folded.p + i, ' ', folded.n - i) == NULL;
        bool inside = i > 0 && ((unsigned char)folded.p[i] & 0xC0) == 0x80; /* of one letter */
        adding = inside ? adding : begins && (i == 0 || last);
        if (adding)
            buf_add_char(&out, folded.p[i]);
    }
    return buf_str(&out);
}

static const struct shell_key *keys_of(const struct request *r, enum shell_place place)
{
    switch (place) {
    case SHELL_DAY:
        return keys_day;
    case SHELL_FILES:
        return r->parameter.n > 0 ? keys_file : keys_files;
    case SHELL_LISTS:
        return keys_lists;
    case SHELL_SEARCH:
        return keys_search;
    case SHELL_MAILS:
        return r->parameter.n > 0 ? keys_nowhere : keys_mails;
    case SHELL_MANAGER:
        return keys_manager;
    case SHELL_DOCUMENTS:
    case SHELL_LETTERS:
    case SHELL_SETTINGS:
    case SHELL_CALCULATOR:
    case SHELL_IMPORTS:
    case SHELL_JOURNAL:
    case SHELL_ACCOUNT:
    case SHELL_HELP:
    case SHELL_NOWHERE:
        break;
    }
    return keys_nowhere;
}

static void add_keys(struct request *r, const struct shell_key *keys, struct v_shell *shell)
{
    size_t n = 0;
    while (keys[n].key != NULL)
        n++;
    struct v_shell_keys *list = ARENA_ARRAY(r->arena, n, struct v_shell_keys);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct v_shell_keys){.key = str_of(keys[i].key),
                                        .more = str_of(keys[i].more),
                                        .text = str_of(tr(r->lang, keys[i].text))};
    shell->keys = list;
    shell->keys_count = n;
}

void shell_fill(struct request *r, struct response *out, enum shell_place place, struct str title,
                struct v_shell *shell)
{
    *shell = (struct v_shell){
        .title = title,
        .lang = r->lang == LANG_EN ? STR("en") : STR("fr"),
        .day_page = place == SHELL_DAY,
        .files_page = place == SHELL_FILES,
        .lists_page = place == SHELL_LISTS,
        .manager_page = place == SHELL_MANAGER,
        .may_lead = right_given(r->user.roles, RIGHT_LEAD),
        .search_page = place == SHELL_SEARCH,
        .calculator_page = place == SHELL_CALCULATOR,
        .documents_page = place == SHELL_DOCUMENTS,
        .letters_page = place == SHELL_LETTERS,
        .imports_page = place == SHELL_IMPORTS,
        .mails_page = place == SHELL_MAILS,
        .settings_page = place == SHELL_SETTINGS,
        .journal_page = place == SHELL_JOURNAL,
        .may_audit = right_given(r->user.roles, RIGHT_READ_JOURNAL),
        .account_page = place == SHELL_ACCOUNT,
        .may_work = right_given(r->user.roles, RIGHT_WORK_FILES),
        .may_read = right_given(r->user.roles, RIGHT_READ_FILES),
        .may_set = right_given(r->user.roles, RIGHT_SEE_SETTINGS),
        .may_import = right_given(r->user.roles, RIGHT_IMPORT),
        .user = r->user.name,
        .initials = initials(r->arena, r->user.name),
        .role = str_of(shell_role_text(r->user.roles, r->lang)),
        .today = format_day_long(r->arena, r->app->today, r->lang),
        .csrf = session_csrf(r, out, CSRF_SESSION),
    };
    add_keys(r, keys_of(r, place), shell);
}

void plain_fill(const struct request *r, struct str title, struct v_plain *plain)
{
    *plain = (struct v_plain){.title = title, .lang = r->lang == LANG_EN ? STR("en") : STR("fr")};
}
