/* codes_page: docs/codes.md on stdout, as `relance help --codes` writes it, without building the
 * rest of the program: script/check compares. Exit: 1 when it cannot be written. */
#include <stdio.h>

#include "app/words/code_lists.h"
#include "base/arena.h"

enum { PAGE_BYTES_MAX = 1024 * 1024 };

int main(void)
{
    struct arena a;
    struct buf page;
    arena_init(&a, 0);
    buf_init(&page, &a, PAGE_BYTES_MAX);
    code_lists_page(&page);
    bool ok = !page.full && fwrite(page.p, 1, page.n, stdout) == page.n && fflush(stdout) == 0;
    arena_release(&a);
    return ok ? 0 : 1;
}
