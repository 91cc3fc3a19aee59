/* sqlgen OUT FILE...: reads sql/schema/NNNN_*.sql, sql/NAME.sql and sql/NAME.pg.sql in the order
 * given, refuses what the engines do not share, and writes the typed C code into the folder OUT. */
#include "emit.h"
#include "lint.h"
#include "text.h"

#include <sodium.h>
#include <string.h>

static bool ends_with(const char *path, const char *end)
{
    size_t n = strlen(path);
    size_t end_n = strlen(end);
    return n > end_n && strcmp(path + n - end_n, end) == 0;
}

static bool is_migration(const char *path) { return strstr(path, "schema/") != NULL; }

int main(int argc, char **argv)
{
    if (argc < 3 || sodium_init() < 0) {
        refuse("sqlgen", 0, "usage: sqlgen OUT FILE...");
    }
    const char *out = argv[1];
    struct schema schema = {0};
    struct statements statements = {0};
    for (int i = 2; i < argc; i++) {
        if (is_migration(argv[i])) {
            schema_read(&schema, argv[i]);
        } else if (ends_with(argv[i], ".pg.sql")) {
            statements_override(&statements, argv[i]);
        } else {
            statements_read(&statements, argv[i]);
        }
    }
    lint_schema(&schema);
    lint_statements(&statements, &schema);
    for (int i = 2; i < argc; i++) {
        if (!is_migration(argv[i]) && !ends_with(argv[i], ".pg.sql")) {
            emit_statements(&statements, argv[i], out);
        }
    }
    emit_schema(&schema, out, statements.count);
    emit_registry(&statements, &schema, out);
    return 0;
}
