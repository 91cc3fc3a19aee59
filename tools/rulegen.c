/* rulegen OUT.c FILE...: puts the shipped rules into the program as they are, in the order given
 * (src/app/rules/shipped_rules.h). */
#include "sqlgen/text.h"

int main(int argc, char **argv)
{
    struct text out = {0};
    text_add(&out, "/* Written by rulegen. */\n#include \"app/rules/shipped_rules.h\"\n\n"
                   "const struct str shipped_rules[] = {\n");
    for (int i = 2; i < argc; i++) {
        struct text file = file_read(argv[i]);
        text_add(&out, "    STR_INIT(\"");
        text_add_escaped(&out, file.p);
        text_add(&out, "\"),\n");
    }
    text_add(&out, "};\nconst size_t shipped_rule_count = %d;\n", argc - 2);
    file_write(argv[1], &out);
    return 0;
}
