#include "letter_template.h"

enum { TEXT_MAX = 64 * 1024 };

/* A growing array in the arena. */
struct list {
    void *p;
    size_t count, room;
};

struct builder {
    const struct letter_view *view;
    const struct letter_row *row; /* inside a table */
    struct arena *arena;
    struct letter *out;
    const struct letter_op *ops;
    bool named[LETTER_FIELD_COUNT]; /* already among the gaps */
    enum letter_part part;
    enum page_face face;
    struct list runs;   /* of the part at hand */
    struct list blocks; /* struct page_block */
    struct list items;  /* struct page_text of the list or signature at hand */
    struct list pairs;  /* struct page_pair */
    struct list references, sender, contact;
};

static void *add(struct builder *b, struct list *list, size_t size)
{
    if (list->count == list->room) {
        size_t room = list->room == 0 ? 8 : list->room * 2;
        list->p = arena_grow(b->arena, list->p, list->count, room, size);
        list->room = room;
    }
    return (char *)list->p + size * list->count++;
}

/* ---- texts ---- */

static void say(struct builder *b, struct str text)
{
    if (text.n > 0) {
        struct page_run *run = add(b, &b->runs, sizeof *run);
        *run = (struct page_run){text, b->face};
    }
}

static void say_field(struct builder *b, enum letter_field field)
{
    struct str text = letter_field_text(b->view, field);
    if (text.n == 0 && !b->named[field]) {
        b->named[field] = true;
        b->out->gaps[b->out->gap_count++] = (struct letter_gap){field, LETTER_GAP_MISSING, ""};
    }
    say(b, text);
}

static void say_row_field(struct builder *b, enum letter_row_field field)
{
    static const size_t offsets[] = {
#define LETTER_FIELD(name)
#define LETTER_ROW_FIELD(name) offsetof(struct letter_row, name),
#include "letter_fields.def"
#undef LETTER_FIELD
#undef LETTER_ROW_FIELD
    };
    struct str text;
    ASSERT(b->row != NULL);
    memcpy(&text, (const char *)b->row + offsets[field], sizeof text);
    say(b, text);
}

/* What was said since the last call; the next text begins. */
static struct page_text take_text(struct builder *b)
{
    struct page_text text = {b->runs.p, b->runs.count};
    b->runs = (struct list){0};
    b->face = PAGE_PLAIN;
    return text;
}

/* The same as one piece, for the cells of a table. */
static struct str take_str(struct builder *b)
{
    struct page_text text = take_text(b);
    struct buf all;
    buf_init(&all, b->arena, TEXT_MAX);
    for (size_t i = 0; i < text.count; i++) {
        buf_add(&all, text.runs[i].text);
    }
    return str_trim(buf_str(&all));
}

/* ---- tests ---- */

static bool holds(const struct builder *b, int test)
{
    const struct letter_view *v = b->view;
    if (test < LETTER_FIELD_COUNT) {
        return letter_field_text(v, (enum letter_field)test).n > 0;
    }
    switch ((enum letter_test)(test - LETTER_FIELD_COUNT)) {
    case LETTER_TEST_own:
        return v->capacity == LETTER_OWN;
    case LETTER_TEST_mandate:
        return v->capacity == LETTER_MANDATE;
    case LETTER_TEST_factor:
        return v->capacity == LETTER_FACTOR;
    case LETTER_TEST_business:
        return v->debtor == LETTER_BUSINESS;
    case LETTER_TEST_public:
        return v->debtor == LETTER_PUBLIC;
    case LETTER_TEST_consumer:
        return v->debtor == LETTER_CONSUMER;
    case LETTER_TEST_claimed:
        return v->claimed;
    case LETTER_TEST_reminded:
        return v->reminded;
    case LETTER_TEST_items:
        return v->item_count > 0;
    case LETTER_TEST_one_item:
        return v->item_count == 1;
    case LETTER_TEST_credits:
        return v->credit_count > 0;
    case LETTER_TEST_remarks:
        return v->remark_count > 0;
    }
    BUG("a test of no kind");
}

/* ---- blocks ---- */

static struct page_block *add_block(struct builder *b, enum page_block_kind kind)
{
    struct page_block *block = add(b, &b->blocks, sizeof *block);
    *block = (struct page_block){.kind = kind};
    return block;
}

/* Lines that belong to one block become it when something else follows. */
static void close_group(struct builder *b, enum letter_part next)
{
    if (b->items.count > 0 && next != b->part) {
        enum page_block_kind kind = b->part == LETTER_PART_SIGNATURE ? PAGE_SIGNATURE : PAGE_LIST;
        struct page_block *block = add_block(b, kind);
        block->items = b->items.p;
        block->item_count = b->items.count;
        b->items = (struct list){0};
    }
    if (b->pairs.count > 0 && next != LETTER_PART_PAIR && next != LETTER_PART_VALUE) {
        struct page_payment *payment = ARENA_NEW(b->arena, struct page_payment);
        *payment = (struct page_payment){b->view->payment_payload, b->pairs.p, b->pairs.count};
        add_block(b, PAGE_PAYMENT)->payment = payment;
        b->pairs = (struct list){0};
    }
}

static void add_line(struct builder *b, struct list *lines)
{
    struct page_text text = take_text(b);
    if (text.count > 0) {
        struct page_text *line = add(b, lines, sizeof *line);
        *line = text;
    }
}

static void add_plain_line(struct builder *b, struct list *lines)
{
    struct str text = take_str(b);
    if (text.n > 0) {
        struct str *line = add(b, lines, sizeof *line);
        *line = text;
    }
}

static void add_text_block(struct builder *b, enum page_block_kind kind)
{
    struct page_text text = take_text(b);
    if (text.count > 0) {
        add_block(b, kind)->text = text;
    }
}

static void close_title(struct builder *b)
{
    struct buf title;
    buf_init(&title, b->arena, TEXT_MAX);
    const struct page_run *runs = b->runs.p;
    for (size_t i = 0; i < b->runs.count; i++) {
        buf_add(&title, runs[i].text);
    }
    b->out->title = buf_str(&title);
    add_text_block(b, PAGE_TITLE);
}

/* What was said goes where its part belongs. */
static void close_part(struct builder *b)
{
    switch (b->part) {
    case LETTER_PART_TITLE:
        close_title(b);
        break;
    case LETTER_PART_HEADING:
        add_text_block(b, PAGE_HEADING);
        break;
    case LETTER_PART_PARAGRAPH:
        add_text_block(b, PAGE_PARAGRAPH);
        break;
    case LETTER_PART_NOTE:
        add_text_block(b, PAGE_NOTE);
        break;
    case LETTER_PART_ITEM:
    case LETTER_PART_SIGNATURE:
        add_line(b, &b->items);
        break;
    case LETTER_PART_REFERENCE:
        add_line(b, &b->references);
        break;
    case LETTER_PART_SENDER:
        add_plain_line(b, &b->sender);
        break;
    case LETTER_PART_CONTACT:
        add_plain_line(b, &b->contact);
        break;
    case LETTER_PART_FOOT:
        b->out->document.legal = take_text(b);
        break;
    case LETTER_PART_PAIR:
        ((struct page_pair *)add(b, &b->pairs, sizeof(struct page_pair)))->name = take_str(b);
        break;
    case LETTER_PART_VALUE:
        ((struct page_pair *)b->pairs.p)[b->pairs.count - 1].value = take_str(b);
        break;
    case LETTER_PART_NONE:
        break;
    }
}

static void begin_part(struct builder *b, enum letter_part next)
{
    close_part(b);
    close_group(b, next);
    b->part = next;
    b->runs = (struct list){0};
    b->face = next == LETTER_PART_SIGNATURE && b->items.count > 0 ? PAGE_MUTED : PAGE_PLAIN;
}

/* ---- steps ---- */

/* Carries out one step that is no block; gives back the next. */
static size_t step(struct builder *b, size_t at)
{
    const struct letter_op *op = &b->ops[at];
    switch ((int)op->kind) {
    case LETTER_OP_TEXT:
        say(b, op->text);
        return at + 1;
    case LETTER_OP_FIELD:
        say_field(b, (enum letter_field)op->arg);
        return at + 1;
    case LETTER_OP_ROW_FIELD:
        say_row_field(b, (enum letter_row_field)op->arg);
        return at + 1;
    case LETTER_OP_FACE:
        b->face = (enum page_face)op->arg;
        return at + 1;
    case LETTER_OP_IF:
        return holds(b, op->arg) ? at + 1 : (size_t)op->jump;
    case LETTER_OP_IF_NOT:
        return holds(b, op->arg) ? (size_t)op->jump : at + 1;
    case LETTER_OP_JUMP:
        return (size_t)op->jump;
    default:
        BUG("a step that may not stand here");
    }
}

/* Up to the step of that kind; what was said on the way. */
static struct str run_until(struct builder *b, size_t *at, enum letter_op_kind end)
{
    while (b->ops[*at].kind != end) {
        *at = step(b, *at);
    }
    (*at)++;
    return take_str(b);
}

struct table_plan {
    struct page_column columns[PAGE_COLUMNS_MAX];
    size_t cells[PAGE_COLUMNS_MAX]; /* the step where the column's cell begins */
    struct str feet[PAGE_COLUMNS_MAX];
    size_t count;
    bool totals;
};

static void plan_columns(struct builder *b, size_t from, size_t to, struct table_plan *plan)
{
    static const struct letter_row nothing;
    for (size_t at = from; at < to;) {
        const struct letter_op *op = &b->ops[at];
        if (op->kind != LETTER_OP_COLUMN) {
            at = step(b, at);
            continue;
        }
        ASSERT(plan->count < PAGE_COLUMNS_MAX);
        size_t c = plan->count++;
        at++;
        plan->columns[c] = (struct page_column){run_until(b, &at, LETTER_OP_CELL), op->arg == 1};
        plan->cells[c] = at;
        b->row = &nothing;
        (void)run_until(b, &at, LETTER_OP_FOOT);
        b->row = NULL;
        plan->feet[c] = run_until(b, &at, LETTER_OP_COLUMN_END);
        plan->totals = plan->totals || plan->feet[c].n > 0;
        at = (size_t)op->jump;
    }
}

static void fill_rows(struct builder *b, const struct table_plan *plan, struct page_row *rows,
                      enum letter_list which)
{
    bool items = which == LETTER_LIST_items;
    const struct letter_row *from = items ? b->view->items : b->view->credits;
    size_t count = items ? b->view->item_count : b->view->credit_count;
    for (size_t r = 0; r < count; r++) {
        struct str *cells = ARENA_ARRAY(b->arena, plan->count, struct str);
        b->row = &from[r];
        for (size_t c = 0; c < plan->count; c++) {
            size_t at = plan->cells[c];
            cells[c] = run_until(b, &at, LETTER_OP_FOOT);
        }
        rows[r] = (struct page_row){cells, false};
    }
    b->row = NULL;
}

static void build_table(struct builder *b, const struct letter_op *op, size_t at)
{
    struct table_plan *plan = ARENA_NEW(b->arena, struct table_plan);
    enum letter_list which = (enum letter_list)op->arg;
    size_t count = which == LETTER_LIST_items ? b->view->item_count : b->view->credit_count;
    plan_columns(b, at + 1, (size_t)op->jump, plan);
    if (count == 0) {
        return;
    }
    /* one row needs no total of its own */
    bool totals = plan->totals && count > 1;
    struct page_row *rows = ARENA_ARRAY(b->arena, count + 1, struct page_row);
    fill_rows(b, plan, rows, which);
    rows[count] = (struct page_row){plan->feet, true};
    struct page_table *table = ARENA_NEW(b->arena, struct page_table);
    *table = (struct page_table){plan->columns, plan->count, rows, count + (totals ? 1 : 0)};
    add_block(b, PAGE_TABLE)->table = table;
}

static void add_remarks(struct builder *b)
{
    for (size_t i = 0; i < b->view->remark_count; i++) {
        begin_part(b, LETTER_PART_ITEM);
        say(b, b->view->remarks[i]);
    }
    begin_part(b, LETTER_PART_NONE);
}

static void run(struct builder *b)
{
    size_t at = 0;
    for (;;) {
        const struct letter_op *op = &b->ops[at];
        switch ((int)op->kind) {
        case LETTER_OP_END:
            begin_part(b, LETTER_PART_NONE);
            return;
        case LETTER_OP_BLOCK:
            begin_part(b, (enum letter_part)op->arg);
            at++;
            break;
        case LETTER_OP_TABLE:
            begin_part(b, LETTER_PART_NONE);
            build_table(b, op, at);
            at = (size_t)op->jump;
            break;
        case LETTER_OP_REMARKS:
            add_remarks(b);
            at++;
            break;
        default:
            at = step(b, at);
        }
    }
}

/* ---- the page ---- */

static struct str running_head(struct builder *b)
{
    struct buf head;
    buf_init(&head, b->arena, TEXT_MAX);
    buf_add(&head, b->view->sender_name);
    buf_add_c(&head, ", ");
    buf_add(&head, b->view->reference);
    return buf_str(&head);
}

static void fill_document(struct builder *b)
{
    struct page_document *d = &b->out->document;
    const struct letter_view *v = b->view;
    d->sender = v->sender_name;
    d->sender_lines = b->sender.p;
    d->sender_line_count = b->sender.count;
    d->contact_lines = b->contact.p;
    d->contact_line_count = b->contact.count;
    d->address_lines = v->address;
    d->address_line_count = v->address_count;
    d->reference_lines = b->references.p;
    d->reference_line_count = b->references.count;
    d->place_date = v->place_date;
    d->running_head = running_head(b);
    d->blocks = b->blocks.p;
    d->block_count = b->blocks.count;
}

static const struct letter_op *find_template(const char *name)
{
    for (size_t i = 0; i < letter_template_count; i++) {
        if (strcmp(letter_templates[i].name, name) == 0) {
            return letter_templates[i].ops;
        }
    }
    BUG("a kind of letter without a template");
}

/* out->gaps: what the rules found already. */
static bool build(struct builder *b, const char *name, struct err *err)
{
    struct letter *out = b->out;
    for (size_t i = 0; i < out->gap_count; i++) {
        b->named[out->gaps[i].field] = true;
    }
    b->ops = find_template(name);
    run(b);
    if (out->gap_count > 0) {
        const struct letter_gap *gap = &out->gaps[0];
        bool by_law = gap->article[0] != '\0';
        return err_set_field(err, ERR_LETTER_INCOMPLETE, letter_field_code(gap->field),
                             str_of(by_law ? gap->article : name));
    }
    fill_document(b);
    return true;
}

bool letter_build(const struct letter_view *view, struct arena *arena, struct letter *out,
                  struct err *err)
{
    struct builder b = {.view = view, .arena = arena, .out = out, .part = LETTER_PART_NONE};
    *out = (struct letter){0};
    out->gap_count = letter_check(view, out->gaps);
    return build(&b, letter_kind_code(view->kind), err);
}

static const char *const mail_templates[LETTER_MAIL_COUNT] = {
    [LETTER_MAIL_STATEMENT] = "courriel-releve",
    [LETTER_MAIL_REMINDER] = "courriel-relance",
    [LETTER_MAIL_COPY] = "courriel-copie",
};

bool letter_mail_build(const struct letter_view *view, enum letter_mail kind, struct arena *arena,
                       struct letter *out, struct err *err)
{
    struct builder b = {.view = view, .arena = arena, .out = out, .part = LETTER_PART_NONE};
    size_t kept = 0;
    *out = (struct letter){0};
    ASSERT(kind < LETTER_MAIL_COUNT);
    out->gap_count = letter_check(view, out->gaps);
    for (size_t i = 0; i < out->gap_count; i++) {
        if (out->gaps[i].field != LETTER_FIELD_address)
            out->gaps[kept++] = out->gaps[i];
    }
    out->gap_count = kept;
    return build(&b, mail_templates[kind], err);
}
