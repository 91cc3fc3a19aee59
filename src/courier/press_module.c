#include "press_module.h"

__attribute__((visibility("default"))) const struct press_module relance_press_module = {
    .version = RELANCE_VERSION,
    .press_open = page_press_open,
    .press_close = page_press_close,
    .book_open = page_book_open,
    .book_add = page_book_add,
    .book_finish = page_book_finish,
    .book_close = page_book_close,
    .print = page_print,
    .merge = page_merge,
};
