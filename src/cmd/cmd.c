#include "cmd.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/clock.h"
#include "app/words/err_text.h"
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

static bool read_digits(struct cmd *c, const char *option, size_t digits_max, int64_t *out)
{
    struct str value = cmd_value(c, option);
    if (value.p == NULL)
        return true;
    int64_t v = 0;
    bool good = value.n > 0 && value.n <= digits_max;
    for (size_t i = 0; i < value.n && good; i++) {
        good = value.p[i] >= '0' && value.p[i] <= '9' && v <= (INT64_MAX - (value.p[i] - '0')) / 10;
        if (good)
            v = v * 10 + (value.p[i] - '0');
    }
    if (!good)
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, option, value);
    *out = v;
    return true;
}

bool cmd_int(struct cmd *c, const char *option, int64_t *out)
{
    return read_digits(c, option, 15, out);
}

bool cmd_id(struct cmd *c, const char *option, int64_t *out)
{
    return read_digits(c, option, 19, out);
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

/* Adds the place of the command's help that shows how it is written, on one line. */
static void add_example(const struct command *command, enum lang lang, struct buf *text)
{
    struct str help = str_of(command->help == NULL ? NULL : tr(lang, command->help));
    struct str name = str_of(command->name);
    struct str line;
    for (; help.n > 0; help = str_slice(help, 1, help.n)) {
        if (str_starts(help, STR("relance ")) && str_starts(str_slice(help, 8, help.n), name))
            break;
    }
    bool more = help.n > 0;
    for (bool first = true; more && str_split(&help, '\n', &line); first = false) {
        more = str_ends(line, STR("\\"));
        line.n -= more ? 1 : 0;
        buf_add_char(text, ' ');
        if (first) {
            buf_add_c(text, tr(lang, N_("Exemple :")));
            buf_add_char(text, ' ');
        }
        buf_add(text, str_trim(line));
    }
}

/* Behind the advice: the command that was meant, or an example of the one that was misused. */
static void add_hint(const struct cmd *c, const struct err *err, enum lang lang, struct buf *text)
{
    if (err != &c->err || err_exit_code(err->code) != EXIT_USAGE)
        return;
    if (c->nearest != NULL) {
        buf_add_char(text, ' ');
        buf_add_c(text, tr(lang, N_("Vouliez-vous dire :")));
        buf_add_c(text, " relance ");
        buf_add_c(text, c->nearest);
    }
    if (c->command != NULL)
        add_example(c->command, lang, text);
}

void cmd_error_fields(struct cmd *c, struct json *j, const struct err *err, struct str file)
{
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_RECORD_BYTES);
    json_cstr(j, "code", err_code_text(err->code));
    err_sentence(err, file, LANG_FR, &text);
    json_text(j, "message", buf_str(&text));
    buf_clear(&text);
    err_advice(err, LANG_FR, &text);
    add_hint(c, err, LANG_FR, &text);
    json_text(j, "advice", buf_str(&text));
    if (file.n > 0)
        json_text(j, "file", file);
    if (err->line > 0)
        json_int(j, "line", err->line);
    if (err_names_column(err))
        json_cstr(j, "column", err->field);
    else if (err->field[0] != '\0' && err->column > 0)
        json_int(j, "column", err->column);
}

static void error_json(struct cmd *c)
{
    struct json j;
    buf_clear(&c->out);
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_object(&j, "error");
    cmd_error_fields(c, &j, &c->err, c->err_file);
    json_object_end(&j);
    json_object_end(&j);
    json_end(&j);
}

void cmd_say_error(struct cmd *c, const struct err *err, struct str file)
{
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_RECORD_BYTES);
    buf_add_c(&text, "relance: ");
    err_sentence(err, file, c->lang, &text);
    buf_add_char(&text, '\n');
    err_advice(err, c->lang, &text);
    add_hint(c, err, c->lang, &text);
    buf_add_char(&text, '\n');
    if (err->detail[0] != '\0') {
        buf_add_c(&text, "  ");
        buf_add_c(&text, err->detail);
        buf_add_char(&text, '\n');
    }
    fputs(buf_cstr(&text), stderr);
}

static bool write_out(const struct cmd *c)
{
    if (c->out.n > 0 && fwrite(c->out.p, 1, c->out.n, stdout) != c->out.n)
        return false;
    return fflush(stdout) == 0;
}

/* A command that failed may have made its own JSON document (a list with refused rows in it); one
 * that is not finished is thrown away. */
static int print(struct cmd *c, int code)
{
    if (err_is(&c->err)) {
        bool own_document = c->json && str_ends(buf_str(&c->out), STR("\n"));
        if (c->json && !own_document)
            error_json(c);
        if (!c->json)
            cmd_say_error(c, &c->err, c->err_file);
    }
    ASSERT(!c->out.full);
    if (write_out(c))
        return code;
    struct err err = {0};
    err_set(&err, ERR_FILE_WRITE, strerror(errno));
    cmd_say_error(c, &err, STR("stdout"));
    return EXIT_ENVIRONMENT;
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
