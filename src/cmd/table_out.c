#include "table_out.h"

#include "base/json.h"

int table_out(struct cmd *c, const struct table_view *tables, size_t count, struct str path)
{
    struct table_file file = {tables, count, c->today};
    if (!table_file_save(&file, &c->arena, path, &c->err))
        return cmd_fail(c);
    if (!c->json)
        return EXIT_DONE;
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "file", path);
    json_int(&j, "rows", (int64_t)tables[0].row_count);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}
