#include "routes.h"

#include "base/html.h"
#include "base/limits.h"
#include "pages.h"
#include "web/api/api.h"
#include "web/parts/error_page.h"
#include "web/server/session.h"

const struct route routes[] = {
    {HTTP_GET, "/", "home", RIGHT_SIGNED_IN, SCOPE_SELF, CSRF_NO, home_page},
    {HTTP_GET, "/healthz", "health", RIGHT_NONE, SCOPE_NOTHING, CSRF_NO, health_page},
    {HTTP_GET, "/metrics", "metrics", RIGHT_NONE, SCOPE_NOTHING, CSRF_NO, metrics_page},
    {HTTP_GET, "/login", "login", RIGHT_NONE, SCOPE_NOTHING, CSRF_NO, login_page},
    {HTTP_POST, "/login", "login_submit", RIGHT_NONE, SCOPE_NOTHING, CSRF_LOGIN, login_submit},
    {HTTP_POST, "/login/demo", "login_demo", RIGHT_NONE, SCOPE_NOTHING, CSRF_LOGIN,
     login_demo_submit},
    {HTTP_GET, "/login/code", "login_code", RIGHT_NONE, SCOPE_NOTHING, CSRF_NO, login_code_page},
    {HTTP_POST, "/login/code", "login_code_submit", RIGHT_NONE, SCOPE_NOTHING, CSRF_LOGIN,
     login_code_submit},
    {HTTP_POST, "/logout", "logout", RIGHT_SIGNED_IN, SCOPE_SELF, CSRF_SESSION, logout_submit},
    {HTTP_GET, "/welcome/{}", "welcome", RIGHT_NONE, SCOPE_SELF, CSRF_NO, welcome_page},
    {HTTP_POST, "/welcome/{}", "welcome_submit", RIGHT_NONE, SCOPE_SELF, CSRF_LOGIN,
     welcome_submit},
    {HTTP_GET, "/account", "account", RIGHT_SIGNED_IN, SCOPE_SELF, CSRF_NO, account_page},
    {HTTP_POST, "/account", "account_submit", RIGHT_SIGNED_IN, SCOPE_SELF, CSRF_SESSION,
     account_submit},
    {HTTP_GET, "/account/second.svg", "account_qr", RIGHT_SIGNED_IN, SCOPE_SELF, CSRF_NO,
     account_qr},
    {HTTP_GET, "/people", "people", RIGHT_MANAGE_USERS, SCOPE_NOTHING, CSRF_NO, people_page},
    {HTTP_POST, "/people", "people_submit", RIGHT_MANAGE_USERS, SCOPE_NOTHING, CSRF_SESSION,
     people_submit},
    {HTTP_GET, "/people/{}", "person", RIGHT_MANAGE_USERS, SCOPE_NOTHING, CSRF_NO, person_page},
    {HTTP_POST, "/people/{}", "person_submit", RIGHT_MANAGE_USERS, SCOPE_NOTHING, CSRF_SESSION,
     person_submit},
    {HTTP_GET, "/journal", "journal", RIGHT_READ_JOURNAL, SCOPE_CREDITORS, CSRF_NO, journal_page},
    {HTTP_GET, "/journal.xlsx", "journal_workbook", RIGHT_READ_JOURNAL, SCOPE_CREDITORS, CSRF_NO,
     journal_file},
    {HTTP_GET, "/journal.csv", "journal_text", RIGHT_READ_JOURNAL, SCOPE_CREDITORS, CSRF_NO,
     journal_file},
    {HTTP_GET, "/help", "help", RIGHT_SIGNED_IN, SCOPE_NOTHING, CSRF_NO, help_page},
    {HTTP_GET, "/day", "day", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO, day_page},
    {HTTP_GET, "/day.xlsx", "day_workbook", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     day_workbook},
    {HTTP_GET, "/search", "search", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO, search_page},
    {HTTP_GET, "/search/why", "why", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO, why_page},
    {HTTP_GET, "/files", "files", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO, files_page},
    {HTTP_GET, "/lists/items", "lists_items", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     lists_page},
    {HTTP_GET, "/lists/items.xlsx", "lists_items_workbook", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, lists_file},
    {HTTP_GET, "/lists/items.csv", "lists_items_text", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     lists_file},
    {HTTP_GET, "/lists/accounts", "lists_accounts", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     lists_page},
    {HTTP_GET, "/lists/accounts.xlsx", "lists_accounts_workbook", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, lists_file},
    {HTTP_GET, "/lists/accounts.csv", "lists_accounts_text", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, lists_file},
    {HTTP_GET, "/lists/payments", "lists_payments", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     lists_page},
    {HTTP_GET, "/lists/payments.xlsx", "lists_payments_workbook", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, lists_file},
    {HTTP_GET, "/lists/payments.csv", "lists_payments_text", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, lists_file},
    {HTTP_GET, "/lists/actions", "lists_actions", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     lists_page},
    {HTTP_GET, "/lists/actions.xlsx", "lists_actions_workbook", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, lists_file},
    {HTTP_GET, "/lists/actions.csv", "lists_actions_text", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, lists_file},
    {HTTP_POST, "/lists/saved", "lists_saved", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_SESSION,
     saved_submit},
    {HTTP_GET, "/manager", "manager", RIGHT_LEAD, SCOPE_CREDITORS, CSRF_NO, manager_page},
    {HTTP_POST, "/manager", "manager_submit", RIGHT_LEAD, SCOPE_CREDITORS, CSRF_SESSION,
     manager_submit},
    {HTTP_GET, "/manager.xlsx", "manager_workbook", RIGHT_LEAD, SCOPE_CREDITORS, CSRF_NO,
     manager_workbook},
    {HTTP_GET, "/manager.csv", "manager_text", RIGHT_LEAD, SCOPE_CREDITORS, CSRF_NO, manager_text},
    {HTTP_GET, "/files/{}", "file", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO, file_page},
    {HTTP_GET, "/acts/{}", "act", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO, act_page},
    {HTTP_POST, "/acts/{}", "act_submit", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_SESSION,
     act_submit},
    {HTTP_GET, "/statements/{}", "statement", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     statement_page},
    {HTTP_GET, "/statements/pdf/{}", "statement_pdf", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     statement_pdf},
    {HTTP_GET, "/statements/xlsx/{}", "statement_workbook", RIGHT_READ_FILES, SCOPE_CREDITORS,
     CSRF_NO, statement_workbook},
    {HTTP_GET, "/documents.xlsx", "documents_workbook", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     documents_file},
    {HTTP_GET, "/documents.csv", "documents_text", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     documents_file},
    {HTTP_GET, "/documents", "documents", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     documents_page},
    {HTTP_POST, "/documents", "documents_submit", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_SESSION,
     documents_submit},
    {HTTP_GET, "/documents/{}", "document", RIGHT_READ_FILES, SCOPE_CREDITORS, CSRF_NO,
     document_download},
    {HTTP_GET, "/letters.xlsx", "letters_workbook", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     letters_file},
    {HTTP_GET, "/letters.csv", "letters_text", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     letters_file},
    {HTTP_GET, "/letters", "letters", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO, letters_page},
    {HTTP_POST, "/letters", "letters_submit", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_SESSION,
     letters_submit},
    {HTTP_GET, "/letters/dates", "letters_dates", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     letters_dates_page},
    {HTTP_POST, "/letters/dates", "letters_dates_submit", RIGHT_WORK_FILES, SCOPE_CREDITORS,
     CSRF_UPLOAD, letters_dates_submit},
    {HTTP_GET, "/letters/batch/{}", "letters_batch", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     letters_batch},
    {HTTP_GET, "/letters/preview/{}", "letter_preview", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     letter_preview},
    {HTTP_GET, "/mails.xlsx", "mails_workbook", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     mails_file},
    {HTTP_GET, "/mails.csv", "mails_text", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO, mails_file},
    {HTTP_GET, "/mails", "mails", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO, mails_page},
    {HTTP_POST, "/mails", "mails_submit", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_SESSION,
     mails_submit},
    {HTTP_GET, "/mails/{}", "mail", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO, mail_page},
    {HTTP_GET, "/mails/write/{}", "mail_write", RIGHT_WORK_FILES, SCOPE_CREDITORS, CSRF_NO,
     mail_write_page},
    {HTTP_POST, "/mails/write/{}", "mail_write_submit", RIGHT_WORK_FILES, SCOPE_CREDITORS,
     CSRF_SESSION, mail_write_submit},
    {HTTP_GET, "/settings", "settings", RIGHT_SEE_SETTINGS, SCOPE_NOTHING, CSRF_NO, settings_page},
    {HTTP_GET, "/settings/creditors", "creditors", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS, CSRF_NO,
     creditors_page},
    {HTTP_GET, "/settings/creditors/{}", "creditor", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS, CSRF_NO,
     creditor_page},
    {HTTP_POST, "/settings/creditors/{}", "creditor_submit", RIGHT_LEAD, SCOPE_CREDITORS,
     CSRF_SESSION, creditor_submit},
    {HTTP_GET, "/settings/letterhead", "letterhead_house", RIGHT_SEE_SETTINGS, SCOPE_NOTHING,
     CSRF_NO, letterhead_house_page},
    {HTTP_POST, "/settings/letterhead", "letterhead_house_submit", RIGHT_SET_HOUSE, SCOPE_NOTHING,
     CSRF_SESSION, letterhead_house_submit},
    {HTTP_GET, "/settings/letterhead/{}", "letterhead", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS,
     CSRF_NO, letterhead_page},
    {HTTP_POST, "/settings/letterhead/{}", "letterhead_submit", RIGHT_SET_CREDITORS,
     SCOPE_CREDITORS, CSRF_SESSION, letterhead_submit},
    {HTTP_GET, "/settings/payees/{}", "payees", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS, CSRF_NO,
     payees_page},
    {HTTP_POST, "/settings/payees/{}", "payees_submit", RIGHT_SET_PAYEES, SCOPE_CREDITORS,
     CSRF_SESSION, payees_submit},
    {HTTP_GET, "/settings/mandate/{}", "mandate", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS, CSRF_NO,
     mandate_page},
    {HTTP_POST, "/settings/mandate/{}", "mandate_submit", RIGHT_SET_CREDITORS, SCOPE_CREDITORS,
     CSRF_SESSION, mandate_submit},
    {HTTP_GET, "/settings/rules", "rules", RIGHT_SEE_SETTINGS, SCOPE_NOTHING, CSRF_NO, rules_page},
    {HTTP_POST, "/settings/rules", "rules_submit", RIGHT_SET_HOUSE, SCOPE_CREDITORS, CSRF_UPLOAD,
     rules_submit},
    {HTTP_GET, "/settings/rules/{}", "rule", RIGHT_SEE_SETTINGS, SCOPE_NOTHING, CSRF_NO, rule_page},
    {HTTP_GET, "/settings/trial", "rule_trial", RIGHT_SET_HOUSE, SCOPE_CREDITORS, CSRF_NO,
     rule_trial_page},
    {HTTP_GET, "/settings/trial/events", "rule_trial_events", RIGHT_SET_HOUSE, SCOPE_CREDITORS,
     CSRF_NO, rule_trial_events},
    {HTTP_GET, "/settings/rules/text/{}", "rule_text", RIGHT_SEE_SETTINGS, SCOPE_NOTHING, CSRF_NO,
     rule_text},
    {HTTP_GET, "/settings/law", "law", RIGHT_SEE_SETTINGS, SCOPE_NOTHING, CSRF_NO, law_page},
    {HTTP_POST, "/settings/law", "law_submit", RIGHT_SET_HOUSE, SCOPE_NOTHING, CSRF_UPLOAD,
     law_submit},
    {HTTP_GET, "/settings/law/{}", "law_table", RIGHT_SEE_SETTINGS, SCOPE_NOTHING, CSRF_NO,
     law_table_page},
    {HTTP_GET, "/settings/law/csv/{}", "law_table_csv", RIGHT_SEE_SETTINGS, SCOPE_NOTHING, CSRF_NO,
     law_table_csv},
    {HTTP_GET, "/settings/teams", "teams", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS, CSRF_NO,
     teams_page},
    {HTTP_POST, "/settings/teams", "teams_submit", RIGHT_LEAD, SCOPE_CREDITORS, CSRF_SESSION,
     teams_submit},
    {HTTP_GET, "/settings/penalties/{}", "penalties", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS, CSRF_NO,
     penalties_page},
    {HTTP_POST, "/settings/penalties/{}", "penalties_submit", RIGHT_SET_CREDITORS, SCOPE_CREDITORS,
     CSRF_SESSION, penalties_submit},
    {HTTP_GET, "/settings/delays/{}", "delays", RIGHT_SEE_SETTINGS, SCOPE_CREDITORS, CSRF_NO,
     delays_page},
    {HTTP_POST, "/settings/delays/{}", "delays_submit", RIGHT_SET_CREDITORS, SCOPE_CREDITORS,
     CSRF_SESSION, delays_submit},
    {HTTP_GET, "/settings/mail", "mail_settings", RIGHT_MANAGE_USERS, SCOPE_NOTHING, CSRF_NO,
     mail_settings_page},
    {HTTP_POST, "/settings/mail", "mail_settings_submit", RIGHT_MANAGE_USERS, SCOPE_NOTHING,
     CSRF_SESSION, mail_settings_submit},
    {HTTP_GET, "/settings/jobs", "jobs", RIGHT_SET_HOUSE, SCOPE_CREDITORS, CSRF_NO, jobs_page},
    {HTTP_POST, "/settings/jobs", "jobs_submit", RIGHT_SET_HOUSE, SCOPE_CREDITORS, CSRF_SESSION,
     jobs_submit},
    {HTTP_GET, "/settings/run", "run_plan", RIGHT_SET_HOUSE, SCOPE_NOTHING, CSRF_NO, run_plan_page},
    {HTTP_POST, "/settings/run", "run_plan_submit", RIGHT_SET_HOUSE, SCOPE_NOTHING, CSRF_SESSION,
     run_plan_submit},
    {HTTP_GET, "/settings/backups", "backups", RIGHT_SET_HOUSE, SCOPE_NOTHING, CSRF_NO,
     backups_page},
    {HTTP_POST, "/settings/backups", "backups_submit", RIGHT_SET_HOUSE, SCOPE_NOTHING, CSRF_SESSION,
     backups_submit},
    {HTTP_GET, "/settings/backups/events", "backups_events", RIGHT_SET_HOUSE, SCOPE_NOTHING,
     CSRF_NO, backups_events},
    {HTTP_GET, "/settings/backups/{}", "backup", RIGHT_SET_HOUSE, SCOPE_HOUSE, CSRF_NO,
     backup_download},
    {HTTP_GET, "/imports/mapping", "mapping", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_NO, mapping_page},
    {HTTP_POST, "/imports/mapping", "mapping_submit", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_UPLOAD,
     mapping_submit},
    {HTTP_GET, "/imports.xlsx", "imports_workbook", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_NO,
     imports_file},
    {HTTP_GET, "/imports.csv", "imports_text", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_NO,
     imports_file},
    {HTTP_GET, "/imports", "imports", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_NO, imports_page},
    {HTTP_POST, "/imports", "imports_submit", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_UPLOAD,
     imports_submit},
    {HTTP_GET, "/imports/events/{}", "import_events", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_NO,
     import_events},
    {HTTP_GET, "/imports/refused/{}", "import_refusals", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_NO,
     import_refusals},
    {HTTP_GET, "/imports/{}", "import", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_NO, import_page},
    {HTTP_POST, "/imports/{}", "import_submit", RIGHT_IMPORT, SCOPE_CREDITORS, CSRF_SESSION,
     import_submit},
    {HTTP_GET, "/calculateur", "calculator", RIGHT_SIGNED_IN, SCOPE_NOTHING, CSRF_NO,
     calculator_home_page},
    {HTTP_GET, "/calculateur/interets", "calculator_interest", RIGHT_SIGNED_IN, SCOPE_NOTHING,
     CSRF_NO, calculator_interest_page},
    {HTTP_GET, "/calculateur/delais-de-paiement", "calculator_term", RIGHT_SIGNED_IN, SCOPE_NOTHING,
     CSRF_NO, calculator_term_page},
    {HTTP_GET, "/calculateur/prescription", "calculator_limitation", RIGHT_SIGNED_IN, SCOPE_NOTHING,
     CSRF_NO, calculator_limitation_page},
    {HTTP_GET, "/calculateur/procedure-collective", "calculator_deadline", RIGHT_SIGNED_IN,
     SCOPE_NOTHING, CSRF_NO, calculator_deadline_page},
    {HTTP_GET, "/calculateur/jours-feries", "calculator_holidays", RIGHT_SIGNED_IN, SCOPE_NOTHING,
     CSRF_NO, calculator_holidays_page},
    {HTTP_GET, "/calculateur/tables", "calculator_tables", RIGHT_SIGNED_IN, SCOPE_NOTHING, CSRF_NO,
     calculator_tables_page},
    {HTTP_GET, "/calculateur/identifiants", "calculator_identifiers", RIGHT_SIGNED_IN,
     SCOPE_NOTHING, CSRF_NO, calculator_identifiers_page},
    {HTTP_GET, "/calculateur/qr", "calculator_qr", RIGHT_SIGNED_IN, SCOPE_NOTHING, CSRF_NO,
     calculator_qr_page},
    {HTTP_GET, "/calculateur/qr.svg", "calculator_qr_picture", RIGHT_SIGNED_IN, SCOPE_NOTHING,
     CSRF_NO, calculator_qr_picture},
    {HTTP_GET, "/api/openapi.json", "openapi", RIGHT_NONE, SCOPE_NOTHING, CSRF_NO, openapi_page},
#define API(method, pattern, name, right, scope)                                                   \
    {HTTP_##method, pattern, #name, right, scope, CSRF_BEARER, name##_page},
#include "web/api/api.def"
};
const size_t route_count = COUNT_OF(routes);

/* "/files/{}/items" against "/files/C-000042-X/items"; {} once at most. */
static bool matches(const char *pattern, struct str path, struct str *parameter)
{
    struct str p = str_of(pattern);
    ptrdiff_t place = str_find(p, '{');
    if (place < 0)
        return str_eq(p, path);
    struct str before = str_slice(p, 0, (size_t)place);
    struct str behind = str_slice(p, (size_t)place + 2, p.n);
    if (!str_starts(path, before) || !str_ends(path, behind) || path.n <= before.n + behind.n)
        return false;
    *parameter = str_slice(path, before.n, path.n - behind.n);
    return str_find(*parameter, '/') < 0;
}

const char *route_methods(struct str path)
{
    bool get = false;
    bool post = false;
    for (size_t i = 0; i < route_count; i++) {
        struct str parameter;
        if (!matches(routes[i].pattern, path, &parameter))
            continue;
        get = get || routes[i].method == HTTP_GET;
        post = post || routes[i].method == HTTP_POST;
    }
    if (get && post)
        return "GET, HEAD, POST";
    return get ? "GET, HEAD" : post ? "POST" : NULL;
}

const struct route *route_find(struct request *r, const char **allow)
{
    *allow = NULL;
    for (size_t i = 0; i < route_count; i++) {
        struct str parameter = {0};
        if (routes[i].method != r->method || !matches(routes[i].pattern, r->path, &parameter))
            continue;
        r->parameter = parameter;
        return &routes[i];
    }
    *allow = route_methods(r->path);
    return NULL;
}

/* A page asked for without a session leads back to itself after signing in, with its filter. */
static void to_login(struct request *r, struct response *out)
{
    struct buf to;
    buf_init(&to, r->arena, LIMIT_HTTP_URL_BYTES);
    buf_add_c(&to, "/login");
    if (r->method == HTTP_GET && r->path.n > 1) {
        buf_add_c(&to, "?next=");
        buf_add_url_part(&to, r->target);
    }
    response_redirect(out, to.full ? STR("/login") : buf_str(&to));
}

static bool may_come(const struct request *r, const struct route *row)
{
    return right_given(r->user.roles, row->right) &&
           (row->scope != SCOPE_HOUSE || r->user.all_creditors);
}

static void run(struct request *r, struct response *out, const struct route *row, struct err *err)
{
    if (row->csrf == CSRF_BEARER) {
        api_run(r, out, row, err);
        return;
    }
    if (!session_open(r, err)) {
        error_page(r, out, error_status(err));
    } else if (row->right != RIGHT_NONE && r->user.id == 0) {
        to_login(r, out);
    } else if (!may_come(r, row)) {
        error_page(r, out, 403);
    } else if (!session_csrf_ok(r, row->csrf)) {
        error_page(r, out, 403);
    } else if (!row->page(r, out, err)) {
        ASSERT(err_is(err));
        error_page(r, out, error_status(err));
    }
    if (out->body.full)
        error_page(r, out, 500);
}

bool route_admits(struct request *r, struct err *err)
{
    const char *allow;
    const struct route *row = route_find(r, &allow);
    if (row != NULL && row->csrf == CSRF_BEARER)
        return api_admits(r, row, err);
    return row != NULL && session_open(r, err) && r->user.id != 0 && may_come(r, row) &&
           session_from_here(r);
}

void route_refuse(struct request *r, struct response *out, int status, struct err *err)
{
    bool known = api_path(r->path) || session_open(r, err);
    error_page(r, out, known ? status : error_status(err));
}

void route_answer(struct request *r, struct response *out, const struct route **row,
                  struct err *err)
{
    const char *allow = NULL;
    *row = route_find(r, &allow);
    if (*row != NULL) {
        run(r, out, *row, err);
        return;
    }
    route_refuse(r, out, allow == NULL ? 404 : 405, err);
    out->allow = allow;
}
