/* Every address of the site, one row each: who may come, what of the data he sees, whether a form
 * must prove where it comes from, and the function that answers. Nothing is served that is not in
 * this table, but the files under /assets/. */
#ifndef RELANCE_WEB_ROUTES_H
#define RELANCE_WEB_ROUTES_H

#include "office/right.h"
#include "web/server/http.h"

/* What a page lets out of the database; declared so that a row cannot forget to think of it. */
enum scope {
    SCOPE_MISSING,   /* nobody thought of it: the tests fail */
    SCOPE_NOTHING,   /* nothing about debtors or people */
    SCOPE_SELF,      /* only what concerns the person himself */
    SCOPE_CREDITORS, /* files of the person's creditors, and no trace of others */
    SCOPE_HOUSE,     /* all there is: nobody whose creditors are some only */
    SCOPE_COUNT
};

enum csrf {
    CSRF_NO,      /* changes nothing */
    CSRF_SESSION, /* the form carries the session's token */
    CSRF_UPLOAD,  /* the same in a form that may bring files, as multipart/form-data */
    CSRF_LOGIN,   /* before there is a session: the token of the login cookie */
    CSRF_BEARER,  /* another program shows a token of its own; cookies are not looked at (api.h) */
    CSRF_COUNT
};

/* Fills the response. On an error the page of that error is sent instead. */
typedef bool page_fn(struct request *r, struct response *out, struct err *err);

struct route {
    enum http_method method;
    const char *pattern; /* "/files/{}", "/files/{}/items": {} is one segment, never empty */
    const char *name;    /* for the log */
    enum right right;
    enum scope scope;
    enum csrf csrf;
    page_fn *page;
};

extern const struct route routes[];
extern const size_t route_count;

/* The row for a request, its parameter in r->parameter. NULL: *allow is NULL (nothing there) or
 * the methods that are (nothing for this one). */
const struct route *route_find(struct request *r, const char **allow);
/* What an address answers to; NULL: there is nothing. */
const char *route_methods(struct str path);
/* Of a form whose body has not come: somebody who may use this address is signed in. */
bool route_admits(struct request *r, struct err *err);
/* The page of this status, for whoever is signed in. */
void route_refuse(struct request *r, struct response *out, int status, struct err *err);
/* Session, right, proof of origin, page; always leaves a complete response. *row: for the log. */
void route_answer(struct request *r, struct response *out, const struct route **row,
                  struct err *err);

#endif
