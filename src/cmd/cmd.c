#include "cmd.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/clock.h"
#include "app/err_text.h"
#include "base/json.h"
#include "help.h"
#include "options.h"

enum { OUTPUT_BYTES_MAX = 1 << 30 };

static const struct command *const *table;

const struct command *const *cmd_table(void) { return table; }

bool cmd_has(const struct cmd *c, const char *option)
{
    struct str ignored;
    return cmd_value_at(c, option, 0, &ignored);
}

struct str cmd_value(const struct cmd *c, const char *option)
{
    struct str value = {0};
    return cmd_value_at(c, option, 0, &value) ? value : (struct str){0};
}

bool cmd_value_at(const struct cmd *c, const char *option, size_t i, struct str *out)
{
    for (size_t g = 0; g < c->given_count; g++) {
        if (strcmp(c->given[g].option->name, option) == 0 && i-- == 0) {
            *out = c->given[g].value;
            return true;
        }
    }
    return false;
}

bool cmd_day(struct cmd *c, const char *option, struct day *out)
{
    struct str value = cmd_value(c, option);
    if (value.p == NULL || day_parse_iso(value, out, NULL))
        return true;
    return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, value);
}

bool cmd_int(struct cmd *c, const char *option, int64_t *out)
{
    struct str value = cmd_value(c, option);
    if (value.p == NULL)
        return true;
    int64_t v = 0;
    for (size_t i = 0; i < value.n; i++) {
        if (value.p[i] < '0' || value.p[i] > '9' || value.n > 15)
            return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, value);
        v = v * 10 + (value.p[i] - '0');
    }
    if (value.n == 0)
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, value);
    *out = v;
    return true;
}

int cmd_fail(struct cmd *c)
{
    ASSERT(err_is(&c->err));
    return err_exit_code(c->err.code);
}

int cmd_bad_value(struct cmd *c, const char *option, struct str value)
{
    err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, value);
    return cmd_fail(c);
}

const char *cmd_tr(const struct cmd *c, const char *french) { return tr(c->lang, french); }

/* ---- printing ---- */

static void error_json(struct cmd *c)
{
    struct buf text;
    struct json j;
    buf_clear(&c->out);
    buf_init(&text, &c->arena, LIMIT_RECORD_BYTES);
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_object(&j, "error");
    json_cstr(&j, "code", err_code_text(c->err.code));
    err_sentence(&c->err, c->err_file, LANG_FR, &text);
    json_text(&j, "message", buf_str(&text));
    buf_clear(&text);
    err_advice(&c->err, LANG_FR, &text);
    json_text(&j, "advice", buf_str(&text));
    if (c->err_file.n > 0)
        json_text(&j, "file", c->err_file);
    if (c->err.line > 0)
        json_int(&j, "line", c->err.line);
    if (c->err.field[0] != '\0')
        json_cstr(&j, "column", c->err.field);
    json_object_end(&j);
    json_object_end(&j);
    json_end(&j);
}

/* One sentence, one advice, and the technical detail for whoever administers the machine. */
static void error_text(struct cmd *c)
{
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_RECORD_BYTES);
    buf_add_c(&text, "relance: ");
    err_sentence(&c->err, c->err_file, c->lang, &text);
    buf_add_char(&text, '\n');
    err_advice(&c->err, c->lang, &text);
    buf_add_char(&text, '\n');
    if (c->err.detail[0] != '\0') {
        buf_add_c(&text, "  ");
        buf_add_c(&text, c->err.detail);
        buf_add_char(&text, '\n');
    }
    fputs(buf_cstr(&text), stderr);
}

/* A command that failed may have made its own JSON document (a list with refused rows in it). */
static int print(struct cmd *c, int code)
{
    if (err_is(&c->err)) {
        bool own_document = c->json && c->out.n > 0;
        if (c->json && !own_document)
            error_json(c);
        if (!c->json)
            error_text(c);
    }
    ASSERT(!c->out.full);
    if (c->out.n > 0 && fwrite(c->out.p, 1, c->out.n, stdout) != c->out.n)
        return EXIT_ENVIRONMENT;
    if (fflush(stdout) != 0)
        return EXIT_ENVIRONMENT;
    return code;
}

static void start(struct cmd *c)
{
    const char *url = getenv("RELANCE_DB");
    arena_init(&c->arena, 0);
    buf_init(&c->out, &c->arena, OUTPUT_BYTES_MAX);
    c->db_given = url != NULL && url[0] != '\0';
    c->db_url = c->db_given ? str_of(url) : STR("sqlite:relance.db");
    c->lang = LANG_FR;
}

int cmd_main(const struct command *const *commands, int argc, char **argv)
{
    static struct cmd c; /* large: kept off the stack */
    table = commands;
    signal(SIGPIPE, SIG_IGN);
    start(&c);
    int code;
    if (!options_parse(&c, commands, argc, argv)) {
        code = cmd_fail(&c);
    } else {
        if (!c.today_given)
            c.today = clock_today();
        if (c.version)
            code = help_version(&c);
        else if (c.command == NULL)
            code = help_overview(&c);
        else
            code = c.help ? help_command(&c, c.command) : c.command->run(&c);
    }
    code = print(&c, code);
    arena_release(&c.arena);
    return code;
}
