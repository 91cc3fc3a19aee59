/* The description of the JSON interface (OpenAPI 3.1), written from the table of addresses and the
 * declarations of what each takes and gives. */
#include "api_page.h"
#include "api_shapes.h"
#include "base/limits.h"

enum { SHAPES_MAX = 128 };

struct described {
    const struct api_shape *rows[SHAPES_MAX];
    size_t count;
};

/* ---- types ---- */

static void reference(struct json *j, struct arena *a, const struct api_shape *shape)
{
    struct buf text;
    buf_init(&text, a, LIMIT_FIELD_BYTES);
    buf_add_c(&text, "#/components/schemas/");
    buf_add_c(&text, shape->name);
    json_text(j, "$ref", buf_str(&text));
}

static const struct {
    const char *type, *format, *pattern;
} types[API_TYPE_COUNT] = {
    [API_TEXT] = {"string", NULL, NULL},
    [API_CODE] = {"string", NULL, NULL},
    [API_REF] = {"string", NULL, "^[CDIP]-[0-9]{6,}-[0-9A-Z]$"},
    [API_ID] = {"string", NULL, "^[0-9]{1,19}$"},
    [API_DAY] = {"string", "date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    [API_MOMENT] = {"string", NULL,
                    "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{5,8}(Z|[+-][0-9:]{5})?)?$"},
    [API_AMOUNT] = {"string", NULL, "^-?[0-9]+([.][0-9]+)?$"},
    [API_INT] = {"integer", NULL, NULL},
    [API_BOOL] = {"boolean", NULL, NULL},
    [API_TEXTS] = {"array", NULL, NULL},
    [API_OBJECT] = {"object", NULL, NULL},
    [API_OBJECTS] = {"array", NULL, NULL},
};

/* "type": of one that may be null both words. */
static void type_json(struct json *j, const struct api_key *key)
{
    if ((key->flags & API_NULL) == 0) {
        json_cstr(j, "type", types[key->type].type);
        return;
    }
    json_array(j, "type");
    json_cstr(j, NULL, types[key->type].type);
    json_cstr(j, NULL, "null");
    json_array_end(j);
}

static void maybe_reference(struct json *j, struct arena *a, const struct api_key *key)
{
    if ((key->flags & API_NULL) == 0) {
        reference(j, a, key->of);
        return;
    }
    json_array(j, "oneOf");
    json_object(j, NULL);
    reference(j, a, key->of);
    json_object_end(j);
    json_object(j, NULL);
    json_cstr(j, "type", "null");
    json_object_end(j);
    json_array_end(j);
}

static void codes_json(struct json *j, const struct api_codes *codes)
{
    if (codes == NULL)
        return;
    json_array(j, "enum");
    for (int i = 0; i < codes->count; i++)
        json_cstr(j, NULL, codes->code(i));
    json_array_end(j);
}

static void schema(struct json *j, struct arena *a, const char *name, const struct api_key *key)
{
    json_object(j, name);
    if (key->type == API_OBJECT) {
        maybe_reference(j, a, key);
    } else {
        type_json(j, key);
        if (types[key->type].format != NULL)
            json_cstr(j, "format", types[key->type].format);
        if (types[key->type].pattern != NULL)
            json_cstr(j, "pattern", types[key->type].pattern);
        codes_json(j, key->codes);
    }
    if (key->type == API_TEXTS || key->type == API_OBJECTS) {
        json_object(j, "items");
        if (key->type == API_OBJECTS)
            reference(j, a, key->of);
        else
            json_cstr(j, "type", "string");
        json_object_end(j);
    }
    if (key->about != NULL)
        json_cstr(j, "description", key->about);
    json_object_end(j);
}

/* The keys of an answer are there unless they may be missing; of a request only those that must. */
static bool required(const struct api_key *key, bool request)
{
    return request ? (key->flags & API_MUST) != 0 : (key->flags & API_MAYBE) == 0;
}

static void object_schema(struct json *j, struct arena *a, const struct api_keys *keys,
                          bool request)
{
    json_cstr(j, "type", "object");
    json_bool(j, "additionalProperties", false);
    json_object(j, "properties");
    for (size_t i = 0; i < keys->count; i++)
        schema(j, a, keys->rows[i].name, &keys->rows[i]);
    json_object_end(j);
    json_array(j, "required");
    for (size_t i = 0; i < keys->count; i++) {
        if (required(&keys->rows[i], request))
            json_cstr(j, NULL, keys->rows[i].name);
    }
    json_array_end(j);
}

/* ---- one address ---- */

static void parameter(struct json *j, struct arena *a, const char *in, const struct api_key *key)
{
    json_object(j, NULL);
    json_cstr(j, "name", key->name);
    json_cstr(j, "in", in);
    json_bool(j, "required", (key->flags & API_MUST) != 0);
    if (key->about != NULL)
        json_cstr(j, "description", key->about);
    const struct api_key bare = {key->name, key->type, 0, NULL, NULL, key->codes};
    schema(j, a, "schema", &bare);
    json_object_end(j);
}

/* What stands for {} in the pattern. */
static const struct api_key *place_of(const char *pattern)
{
    static const struct api_key ref = {
        "ref", API_TEXT, API_MUST, NULL, "C-000042-K, or D-000017-R of a debtor with one file",
        NULL};
    static const struct api_key id = {
        "id", API_TEXT, API_MUST, NULL, "the `id` of an import or of a file on its way in", NULL};
    static const struct api_key document = {
        "document", API_TEXT, API_MUST, NULL, "the `document` of a letter, or its tracking number",
        NULL};
    if (strchr(pattern, '{') == NULL)
        return NULL;
    if (str_contains(str_of(pattern), STR("/letters/{")))
        return &document;
    return str_contains(str_of(pattern), STR("/imports/")) ? &id : &ref;
}

static void parameters(struct json *j, struct arena *a, const struct route *row,
                       const struct api_op *op)
{
    static const struct api_key once = {
        "Idempotency-Key",
        API_TEXT,
        0,
        NULL,
        "up to 100 visible characters; the same request under the same key is carried out once and "
        "answered the same for a day",
        NULL};
    const struct api_key *place = place_of(row->pattern);
    json_array(j, "parameters");
    if (place != NULL)
        parameter(j, a, "path", place);
    for (size_t i = 0; i < op->query.count; i++)
        parameter(j, a, "query", &op->query.rows[i]);
    if (row->method == HTTP_POST)
        parameter(j, a, "header", &once);
    json_array_end(j);
}

static void request_body(struct json *j, struct arena *a, const struct api_op *op)
{
    if (op->body.count == 0 && !op->file)
        return;
    json_object(j, "requestBody");
    json_bool(j, "required", true);
    json_object(j, "content");
    for (size_t i = 0; op->file && i < api_file_type_count; i++) {
        json_object(j, api_file_types[i]);
        json_object_end(j);
    }
    if (!op->file) {
        json_object(j, "application/json");
        json_object(j, "schema");
        object_schema(j, a, &op->body, true);
        json_object_end(j);
        json_object_end(j);
    }
    json_object_end(j);
    json_object_end(j);
}

static void response(struct json *j, struct arena *a, const char *status, const char *about,
                     const struct api_shape *shape)
{
    json_object(j, status);
    json_cstr(j, "description", about);
    json_object(j, "content");
    json_object(j, "application/json");
    json_object(j, "schema");
    reference(j, a, shape);
    json_object_end(j);
    json_object_end(j);
    json_object_end(j);
    json_object_end(j);
}

static void operation(struct json *j, struct arena *a, const struct route *row)
{
    const struct api_op *op = api_op_of(row);
    struct buf status;
    buf_init(&status, a, 8);
    buf_add_int(&status, op->status);
    json_object(j, row->method == HTTP_POST ? "post" : "get");
    json_cstr(j, "operationId", op->name + sizeof "api_" - 1);
    json_cstr(j, "summary", op->summary);
    json_array(j, "security");
    json_object(j, NULL);
    json_array(j, "token");
    if (op->token != TOKEN_ANY)
        json_cstr(j, NULL, token_scope_code(op->token));
    json_array_end(j);
    json_object_end(j);
    json_array_end(j);
    parameters(j, a, row, op);
    request_body(j, a, op);
    json_object(j, "responses");
    response(j, a, buf_cstr(&status), op->summary, op->answer);
    response(j, a, "default", "What was wrong, and what to do", &shape_error);
    json_object_end(j);
    json_object_end(j);
}

/* "/api/v1/files/{}/items" as the description writes it. */
static const char *path_text(struct arena *a, const char *pattern)
{
    const struct api_key *place = place_of(pattern);
    struct str p = str_of(pattern);
    struct buf text;
    if (place == NULL)
        return pattern;
    size_t at = (size_t)str_find(p, '{');
    buf_init(&text, a, LIMIT_FIELD_BYTES);
    buf_add(&text, str_slice(p, 0, at + 1));
    buf_add_c(&text, place->name);
    buf_add(&text, str_slice(p, at + 1, p.n));
    return buf_cstr(&text);
}

static bool first_of_path(size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(routes[i].pattern, routes[at].pattern) == 0)
            return false;
    }
    return true;
}

static void paths(struct json *j, struct arena *a)
{
    json_object(j, "paths");
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].csrf != CSRF_BEARER || !first_of_path(i))
            continue;
        json_object(j, path_text(a, routes[i].pattern));
        for (size_t k = i; k < route_count; k++) {
            if (strcmp(routes[k].pattern, routes[i].pattern) == 0)
                operation(j, a, &routes[k]);
        }
        json_object_end(j);
    }
    json_object_end(j);
}

/* ---- the whole ---- */

static void collect(struct described *all, const struct api_shape *shape)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->rows[i] == shape)
            return;
    }
    ASSERT(all->count < SHAPES_MAX);
    all->rows[all->count++] = shape;
    for (size_t i = 0; i < shape->keys.count; i++) {
        if (shape->keys.rows[i].of != NULL)
            collect(all, shape->keys.rows[i].of);
    }
}

static void components(struct json *j, struct arena *a)
{
    struct described all = {.count = 0};
    collect(&all, &shape_error);
    for (size_t i = 0; i < api_op_count; i++)
        collect(&all, api_ops[i].answer);
    json_object(j, "components");
    json_object(j, "securitySchemes");
    json_object(j, "token");
    json_cstr(j, "type", "http");
    json_cstr(j, "scheme", "bearer");
    json_object_end(j);
    json_object_end(j);
    json_object(j, "schemas");
    for (size_t i = 0; i < all.count; i++) {
        json_object(j, all.rows[i]->name);
        object_schema(j, a, &all.rows[i]->keys, false);
        json_object_end(j);
    }
    json_object_end(j);
    json_object_end(j);
}

bool openapi_page(struct request *r, struct response *out, struct err *err)
{
    (void)err;
    out->type = "application/json";
    struct json j = api_begin(out);
    json_cstr(&j, "openapi", "3.1.0");
    json_object(&j, "info");
    json_cstr(&j, "title", "Relance");
    json_cstr(&j, "version", RELANCE_VERSION);
    json_cstr(
        &j, "description",
        "Amounts are decimal texts, days ISO, ids texts; codes are listed in docs/codes.md. A "
        "token does what its scopes say, never more than its person may do.");
    json_object_end(&j);
    paths(&j, r->arena);
    components(&j, r->arena);
    api_end(&j);
    return true;
}
