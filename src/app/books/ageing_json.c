#include "ageing_json.h"

static const struct {
    const char *key;
    size_t offset;
} buckets[AGEING_BUCKETS] = {
    {"not_due", offsetof(struct ageing, not_due)},
    {"d1_30", offsetof(struct ageing, d1_30)},
    {"d31_60", offsetof(struct ageing, d31_60)},
    {"d61_90", offsetof(struct ageing, d61_90)},
    {"over_90", offsetof(struct ageing, over_90)},
    {"no_due_date", offsetof(struct ageing, no_due_date)},
    {"assumed", offsetof(struct ageing, assumed)},
    {"unallocated", offsetof(struct ageing, unallocated)},
};

const char *ageing_bucket_key(size_t i)
{
    ASSERT(i < AGEING_BUCKETS);
    return buckets[i].key;
}

int64_t ageing_bucket(const struct ageing *row, size_t i)
{
    int64_t v;
    ASSERT(i < AGEING_BUCKETS);
    memcpy(&v, (const char *)row + buckets[i].offset, sizeof v);
    return v;
}

static void amounts_json(struct json *j, const struct ageing *row, struct currency currency)
{
    for (size_t b = 0; b < AGEING_BUCKETS; b++)
        json_amount(j, buckets[b].key, (struct money){ageing_bucket(row, b), currency});
    json_amount(j, "total", (struct money){ageing_total(row), currency});
}

void ageing_lines_json(struct json *j, const struct ageing_line *lines, size_t count)
{
    json_array(j, "rows");
    for (size_t i = 0; i < count; i++) {
        json_object(j, NULL);
        json_text(j, "key", lines[i].key);
        json_text(j, "name", lines[i].name);
        json_currency(j, "currency", lines[i].currency);
        amounts_json(j, &lines[i].row, lines[i].currency);
        json_object_end(j);
    }
    json_array_end(j);
}
