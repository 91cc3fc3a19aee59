/* relance map: mappings of lists that the readers do not know. */
#include "app/suggest_mapping.h"
#include "base/json.h"
#include "commands.h"

static int run_suggest(struct cmd *c)
{
    struct suggestion *s = ARENA_NEW(&c->arena, struct suggestion);
    struct buf yaml;
    struct json j;
    buf_init(&yaml, &c->arena, LIMIT_YAML_BYTES);
    c->err_file = c->arguments[0];
    if (!suggest_mapping(&c->arena, c->arguments[0], s, &c->err))
        return cmd_fail(c);
    suggestion_write(s, c->lang, &yaml);
    ASSERT(!yaml.full);
    if (!c->json) {
        buf_add(&c->out, buf_str(&yaml));
        return EXIT_DONE;
    }
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "file", c->arguments[0]);
    json_cstr(&j, "list", mapping_list_name(s->kind));
    json_int(&j, "header_row", s->row->line);
    json_int(&j, "known", s->known);
    json_text(&j, "yaml", buf_str(&yaml));
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

const struct command cmd_map_suggest = {
    .name = "map suggest",
    .arguments = "FILE",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = N_("Propose une correspondance pour une liste, à relire et à compléter."),
    .help = N_("La proposition est du YAML : ce que Relance reconnaît dans l’en-tête, et le reste "
               "en commentaire. Enregistrez-la dans un fichier, complétez-la, vérifiez-la avec "
               "« relance inspect FICHIER --map M.yaml ».\n"
               "Exemple : relance map suggest encours.xlsx"),
    .run = run_suggest,
};
