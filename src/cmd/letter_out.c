#include "letter_out.h"

#include "app/letters/letter_text.h"
#include "app/words/code_text.h"

void letter_gaps_json(struct json *j, const struct written_letter *letter)
{
    json_array(j, "missing");
    for (size_t i = 0; i < letter->gap_count; i++) {
        const struct letter_gap *gap = &letter->gaps[i];
        json_object(j, NULL);
        json_cstr(j, "field", letter_field_code(gap->field));
        json_cstr(j, "why", gap->kind == LETTER_GAP_MISSING ? "missing" : "forbidden");
        json_cstr(j, "article", gap->article[0] != '\0' ? gap->article : NULL);
        json_bool(j, "verified", letter_article_verified(gap->article));
        json_cstr(j, "text", letter_field_words(gap->field, LANG_FR));
        json_object_end(j);
    }
    json_array_end(j);
}

void letter_blocks_json(struct json *j, const struct gate_answer *gate)
{
    json_array(j, "blocks");
    for (size_t i = 0; i < gate->block_count; i++) {
        const struct gate_block *block = &gate->blocks[i];
        const char *article = block_article(block->code);
        json_object(j, NULL);
        json_cstr(j, "code", block_code(block->code));
        json_cstr(j, "article", article[0] != '\0' ? article : NULL);
        json_day(j, "until", block->until);
        json_object_end(j);
    }
    json_array_end(j);
}

void letter_print_gaps(struct cmd *c, const struct written_letter *letter)
{
    for (size_t i = 0; i < letter->gap_count; i++) {
        const struct letter_gap *gap = &letter->gaps[i];
        buf_add_c(&c->out, gap->kind == LETTER_GAP_MISSING ? cmd_tr(c, N_("manque : "))
                                                           : cmd_tr(c, N_("interdit : ")));
        buf_add_c(&c->out, letter_field_words(gap->field, c->lang));
        if (gap->article[0] != '\0') {
            buf_add_c(&c->out, " (");
            buf_add_c(&c->out, gap->article);
            if (!letter_article_verified(gap->article))
                buf_add_c(&c->out, cmd_tr(c, N_(", non vérifié")));
            buf_add_char(&c->out, ')');
        }
        buf_add_char(&c->out, '\n');
    }
}

void letter_print_blocks(struct cmd *c, const struct gate_answer *gate)
{
    for (size_t i = 0; i < gate->block_count; i++) {
        buf_add(&c->out, letter_block(&c->arena, gate->blocks[i].code, c->lang));
        buf_add_char(&c->out, '\n');
    }
}
