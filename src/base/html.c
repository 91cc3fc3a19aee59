#include "html.h"

#include "check.h"

void buf_add_html(struct buf *b, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *as = NULL;
        switch (s.p[i]) {
        case '&':
            as = "&amp;";
            break;
        case '<':
            as = "&lt;";
            break;
        case '>':
            as = "&gt;";
            break;
        case '"':
            as = "&quot;";
            break;
        case '\'':
            as = "&#39;";
            break;
        case '\0':
            as = "";
            break;
        default:
            continue;
        }
        buf_add(b, str_slice(s, from, i));
        buf_add_c(b, as);
        from = i + 1;
    }
    buf_add(b, str_slice(s, from, s.n));
}

/* Browsers drop tabs and line ends inside an address and blanks around it, so that "java\nscript:"
 * is a scheme to them: such an address is never ours. */
static bool url_allowed(struct str url)
{
    static const struct str schemes[] = {STR_INIT("http://"), STR_INIT("https://"),
                                         STR_INIT("mailto:"), STR_INIT("tel:")};
    for (size_t i = 0; i < url.n; i++) {
        if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '\\' || url.p[i] == 0x7f)
            return false;
    }
    if (url.n == 0)
        return false;
    if (url.p[0] == '?' || url.p[0] == '#')
        return true;
    if (url.p[0] == '/')
        return url.n == 1 || url.p[1] != '/';
    for (size_t i = 0; i < COUNT_OF(schemes); i++) {
        if (url.n > schemes[i].n && str_is_nocase(str_slice(url, 0, schemes[i].n), schemes[i].p))
            return true;
    }
    return false;
}

void buf_add_html_url(struct buf *b, struct str url)
{
    if (url_allowed(url))
        buf_add_html(b, url);
    else
        buf_add_char(b, '#');
}

static bool unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void buf_add_url_part(struct buf *b, struct str s)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (unreserved(s.p[i])) {
            buf_add_char(b, s.p[i]);
        } else {
            buf_add_char(b, '%');
            buf_add_char(b, digits[c >> 4]);
            buf_add_char(b, digits[c & 15]);
        }
    }
}

void buf_add_html_message(struct buf *b, const char *text, const struct str *args, size_t count)
{
    struct str rest = str_of(text);
    size_t from = 0;
    for (size_t i = 0; i + 1 < rest.n; i++) {
        if (rest.p[i] != '%')
            continue;
        char c = rest.p[i + 1];
        if (c != '%' && (c < '1' || c > '9'))
            continue;
        buf_add_html(b, str_slice(rest, from, i));
        if (c == '%') {
            buf_add_char(b, '%');
        } else {
            size_t which = (size_t)(c - '1');
            ASSERT(which < count);
            buf_add_html(b, args[which]);
        }
        i++;
        from = i + 1;
    }
    buf_add_html(b, str_slice(rest, from, rest.n));
}
