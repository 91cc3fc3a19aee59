#include "pdf_archive.h"

#include "base/day.h"
#include "base/html.h"
#include "base/limits.h"

#define PRODUCER "Relance " RELANCE_VERSION
#define DAY_MS INT64_C(86400000)

enum { XMP_BYTES_MAX = 32 * 1024, PROFILE_BYTES_MAX = 1024, TEXT_BYTES_MAX = 2048 };

struct archive {
    qpdf_data pdf;
    struct arena *arena;
    const struct page_book_options *options;
};

static void add_clock(struct buf *out, int64_t second_of_day, const char *between)
{
    buf_add_int_padded(out, second_of_day / 3600, 2);
    buf_add_c(out, between);
    buf_add_int_padded(out, second_of_day / 60 % 60, 2);
    buf_add_c(out, between);
    buf_add_int_padded(out, second_of_day % 60, 2);
}

/* "D:20261123091500Z", or "2026-11-23T09:15:00Z" for XMP: the same instant in both. */
static const char *instant(struct archive *a, bool xmp)
{
    struct buf text;
    int64_t ms = a->options->instant_ms;
    int64_t day = ms >= 0 ? ms / DAY_MS : -((-ms + DAY_MS - 1) / DAY_MS);
    struct ymd date = day_to((struct day){(int32_t)day});
    buf_init(&text, a->arena, TEXT_BYTES_MAX);
    buf_add_c(&text, xmp ? "" : "D:");
    buf_add_int_padded(&text, date.year, 4);
    buf_add_c(&text, xmp ? "-" : "");
    buf_add_int_padded(&text, date.month, 2);
    buf_add_c(&text, xmp ? "-" : "");
    buf_add_int_padded(&text, date.day, 2);
    buf_add_c(&text, xmp ? "T" : "");
    add_clock(&text, (ms - day * DAY_MS) / 1000, xmp ? ":" : "");
    buf_add_c(&text, "Z");
    return buf_cstr(&text);
}

static void put(struct archive *a, qpdf_oh dict, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(a->pdf, dict, key, value);
}

static qpdf_oh name(struct archive *a, const char *text) { return qpdf_oh_new_name(a->pdf, text); }

static qpdf_oh unicode(struct archive *a, struct str text)
{
    return qpdf_oh_new_unicode_string(a->pdf, arena_cstr(a->arena, text));
}

static qpdf_oh stream(struct archive *a, struct str bytes)
{
    qpdf_oh made = qpdf_oh_new_stream(a->pdf);
    qpdf_oh none = qpdf_oh_new_null(a->pdf);
    qpdf_oh_replace_stream_data(a->pdf, made, (const unsigned char *)bytes.p, bytes.n, none, none);
    return made;
}

static void set_info(struct archive *a)
{
    qpdf_oh info = qpdf_oh_new_dictionary(a->pdf);
    put(a, info, "/Title", unicode(a, a->options->title));
    put(a, info, "/Author", unicode(a, a->options->author));
    put(a, info, "/Creator", unicode(a, STR("Relance")));
    put(a, info, "/Producer", unicode(a, STR(PRODUCER)));
    put(a, info, "/CreationDate", qpdf_oh_new_string(a->pdf, instant(a, false)));
    put(a, info, "/ModDate", qpdf_oh_new_string(a->pdf, instant(a, false)));
    put(a, qpdf_get_trailer(a->pdf), "/Info", qpdf_make_indirect_object(a->pdf, info));
}

static void add_element(struct buf *xmp, const char *element, const char *open, struct str text)
{
    buf_add_c(xmp, "<");
    buf_add_c(xmp, element);
    buf_add_c(xmp, ">");
    buf_add_c(xmp, open);
    buf_add_html(xmp, text);
    buf_add_c(xmp, *open == '\0'                       ? ""
                   : strncmp(open, "<rdf:Alt", 8) == 0 ? "</rdf:li></rdf:Alt>"
                                                       : "</rdf:li></rdf:Seq>");
    buf_add_c(xmp, "</");
    buf_add_c(xmp, element);
    buf_add_c(xmp, ">");
}

static void set_metadata(struct archive *a, qpdf_oh root)
{
    struct buf xmp;
    buf_init(&xmp, a->arena, XMP_BYTES_MAX);
    buf_add_c(&xmp, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
                    "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
                    "<dc:format>application/pdf</dc:format>");
    add_element(&xmp, "dc:title", "<rdf:Alt><rdf:li xml:lang=\"x-default\">", a->options->title);
    add_element(&xmp, "dc:creator", "<rdf:Seq><rdf:li>", a->options->author);
    add_element(&xmp, "xmp:CreatorTool", "", STR("Relance"));
    add_element(&xmp, "xmp:CreateDate", "", str_of(instant(a, true)));
    add_element(&xmp, "xmp:ModifyDate", "", str_of(instant(a, true)));
    add_element(&xmp, "pdf:Producer", "", STR(PRODUCER));
    buf_add_c(&xmp, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
    qpdf_oh metadata = stream(a, buf_str(&xmp));
    qpdf_oh dict = qpdf_oh_get_dict(a->pdf, metadata);
    put(a, dict, "/Type", name(a, "/Metadata"));
    put(a, dict, "/Subtype", name(a, "/XML"));
    put(a, root, "/Metadata", metadata);
}

static void set_output_intent(struct archive *a, qpdf_oh root)
{
    struct buf profile;
    buf_init(&profile, a->arena, PROFILE_BYTES_MAX);
    pdf_add_srgb_profile(&profile);
    qpdf_oh icc = stream(a, buf_str(&profile));
    put(a, qpdf_oh_get_dict(a->pdf, icc), "/N", qpdf_oh_new_integer(a->pdf, 3));
    qpdf_oh intent = qpdf_oh_new_dictionary(a->pdf);
    put(a, intent, "/Type", name(a, "/OutputIntent"));
    put(a, intent, "/S", name(a, "/GTS_PDFA1"));
    put(a, intent, "/OutputConditionIdentifier", qpdf_oh_new_string(a->pdf, "sRGB"));
    put(a, intent, "/Info", qpdf_oh_new_string(a->pdf, "sRGB IEC 61966-2-1"));
    put(a, intent, "/DestOutputProfile", icc);
    qpdf_oh list = qpdf_oh_new_array(a->pdf);
    qpdf_oh_append_item(a->pdf, list, qpdf_make_indirect_object(a->pdf, intent));
    put(a, root, "/OutputIntents", list);
}

/* "/application#2fpdf": the library escapes, it is given the plain name. */
static qpdf_oh slashed(struct archive *a, struct str text)
{
    struct buf plain;
    buf_init(&plain, a->arena, TEXT_BYTES_MAX);
    buf_add_c(&plain, "/");
    buf_add(&plain, text);
    return name(a, buf_cstr(&plain));
}

static qpdf_oh embed(struct archive *a, const struct page_attachment *file)
{
    qpdf_oh content = stream(a, file->bytes);
    qpdf_oh dict = qpdf_oh_get_dict(a->pdf, content);
    qpdf_oh params = qpdf_oh_new_dictionary(a->pdf);
    put(a, params, "/ModDate", qpdf_oh_new_string(a->pdf, instant(a, false)));
    put(a, params, "/Size", qpdf_oh_new_integer(a->pdf, (long long)file->bytes.n));
    put(a, dict, "/Type", name(a, "/EmbeddedFile"));
    put(a, dict, "/Subtype", slashed(a, file->mime));
    put(a, dict, "/Params", params);
    qpdf_oh both = qpdf_oh_new_dictionary(a->pdf);
    put(a, both, "/F", content);
    put(a, both, "/UF", content);
    qpdf_oh spec = qpdf_oh_new_dictionary(a->pdf);
    put(a, spec, "/Type", name(a, "/Filespec"));
    put(a, spec, "/F", unicode(a, file->name));
    put(a, spec, "/UF", unicode(a, file->name));
    put(a, spec, "/Desc", unicode(a, file->description));
    put(a, spec, "/AFRelationship", slashed(a, file->relationship));
    put(a, spec, "/EF", both);
    return qpdf_make_indirect_object(a->pdf, spec);
}

static bool check_attachments(const struct page_book_options *o, struct err *err)
{
    static const char *const relationships[] = {"Source", "Data", "Alternative", "Supplement",
                                                "Unspecified"};
    size_t all = 0;
    for (size_t i = 0; i < o->attachment_count; i++) {
        const struct page_attachment *file = &o->attachments[i];
        bool known = false;
        for (size_t k = 0; k < COUNT_OF(relationships); k++) {
            known = known || str_is(file->relationship, relationships[k]);
        }
        if (!known) {
            return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "relationship", file->relationship);
        }
        all += file->bytes.n;
    }
    return (o->attachment_count <= PAGE_ATTACHMENTS_MAX && all <= (size_t)LIMIT_DOCUMENT_BYTES) ||
           err_set_field(err, ERR_TOO_LONG, "attachments", STR("PDF"));
}

static void set_attachments(struct archive *a, qpdf_oh root)
{
    qpdf_oh associated = qpdf_oh_new_array(a->pdf);
    qpdf_oh names = qpdf_oh_new_array(a->pdf);
    if (a->options->attachment_count == 0) {
        return;
    }
    for (size_t i = 0; i < a->options->attachment_count; i++) {
        struct buf key; /* must be in order: numbers are */
        qpdf_oh spec = embed(a, &a->options->attachments[i]);
        buf_init(&key, a->arena, TEXT_BYTES_MAX);
        buf_add_int_padded(&key, (int64_t)i + 1, 4);
        qpdf_oh_append_item(a->pdf, associated, spec);
        qpdf_oh_append_item(a->pdf, names, qpdf_oh_new_string(a->pdf, buf_cstr(&key)));
        qpdf_oh_append_item(a->pdf, names, spec);
    }
    qpdf_oh files = qpdf_oh_new_dictionary(a->pdf);
    qpdf_oh tree = qpdf_oh_new_dictionary(a->pdf);
    put(a, files, "/Names", names);
    put(a, tree, "/EmbeddedFiles", files);
    put(a, root, "/Names", tree);
    put(a, root, "/AF", associated);
}

static void set_reader(struct archive *a, qpdf_oh root)
{
    qpdf_oh preferences = qpdf_oh_new_dictionary(a->pdf);
    put(a, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(a->pdf, QPDF_TRUE));
    put(a, root, "/ViewerPreferences", preferences);
    put(a, root, "/Lang", unicode(a, a->options->lang));
}

bool pdf_dress(qpdf_data pdf, const struct page_book_options *options, struct arena *arena,
               struct err *err)
{
    struct archive a = {.pdf = pdf, .options = options, .arena = arena};
    if (!check_attachments(options, err)) {
        return false;
    }
    qpdf_oh root = qpdf_get_root(pdf);
    set_info(&a);
    set_metadata(&a, root);
    set_output_intent(&a, root);
    set_attachments(&a, root);
    set_reader(&a, root);
    return true;
}

static bool write_out(qpdf_data pdf, struct buf *out, struct err *err)
{
    (void)qpdf_init_write_memory(pdf);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(pdf, "1.7");
    if ((qpdf_write(pdf) & QPDF_ERRORS) != 0 || qpdf_has_error(pdf)) {
        return err_set(err, ERR_SYSTEM, "qpdf could not write the document");
    }
    size_t n = qpdf_get_buffer_length(pdf);
    if (n > out->max - out->n) {
        return err_set_field(err, ERR_TOO_LONG, "document", STR("PDF"));
    }
    buf_add(out, (struct str){(const char *)qpdf_get_buffer(pdf), n});
    return true;
}

qpdf_data pdf_new(void)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    return pdf;
}

bool pdf_archive(struct str pdf, const struct page_book_options *options, struct buf *out,
                 struct err *err)
{
    struct arena arena;
    qpdf_data made = pdf_new();
    arena_init(&arena, 0);
    bool done = qpdf_read_memory(made, "cairo", pdf.p, pdf.n, NULL) == QPDF_SUCCESS
                    ? pdf_dress(made, options, &arena, err) && write_out(made, out, err)
                    : err_set(err, ERR_SYSTEM, "qpdf does not read what cairo wrote");
    qpdf_cleanup(&made);
    arena_release(&arena);
    return done;
}
