/* Any bytes as YAML: refused with a place, or a tree within the limits whose texts can be written
 * and read back. */
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "base/text.h"
#include "fuzz.h"
#include "intake/formats/yaml_tree.h"

struct count {
    struct arena *arena;
    size_t nodes;
};

static void check_text(struct count *c, struct str text)
{
    struct buf out;
    struct yaml_node *root;
    struct err err = {0};
    struct str back = {0};
    size_t bad_at;
    ASSERT(text.n <= LIMIT_YAML_TEXT_BYTES);
    ASSERT(utf8_valid(text, &bad_at));
    if (c->nodes > 50) /* enough */
        return;
    buf_init(&out, c->arena, 8 * text.n + 100);
    buf_add_c(&out, "k: ");
    buf_add_yaml(&out, text);
    ASSERT(!out.full);
    ASSERT(yaml_read(buf_str(&out), c->arena, &root, &err));
    ASSERT(yaml_text(root, "k", &back, &err));
    ASSERT(str_eq(text, back));
}

static void walk(struct count *c, struct yaml_node *node, int depth)
{
    struct err err = {0};
    size_t children = 0;
    ASSERT(depth <= LIMIT_YAML_DEPTH);
    ASSERT(++c->nodes <= LIMIT_YAML_NODES);
    ASSERT(node->line >= 1 && node->column >= 1);
    if (node->kind == YAML_SCALAR) {
        check_text(c, node->text);
        return;
    }
    for (struct yaml_node *value = node->first; value != NULL; value = value->next) {
        children++;
        if (node->kind == YAML_KEYS) {
            ASSERT(value->key.n > 0);
            ASSERT(yaml_find(node, arena_cstr(c->arena, value->key)) ==
                       (value->blank ? NULL : value) ||
                   memchr(value->key.p, '\0', value->key.n) != NULL);
        }
        walk(c, value, depth + 1);
    }
    ASSERT(children == node->count);
    ASSERT(node->kind == YAML_LIST || yaml_all_read(node, &err));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct yaml_node *root;
    struct err err = {0};
    arena_init(&arena, 0);
    if (yaml_read((struct str){(const char *)data, size}, &arena, &root, &err)) {
        struct count c = {.arena = &arena};
        walk(&c, root, 1);
    } else {
        ASSERT(err_exit_code(err.code) == EXIT_REFUSED);
    }
    arena_release(&arena);
    return 0;
}
