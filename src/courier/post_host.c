#include "post.h"

bool post_host_is_here(struct str host)
{
    return str_is(host, "127.0.0.1") || str_is(host, "::1") || str_is_nocase(host, "localhost");
}
