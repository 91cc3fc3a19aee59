/* /metrics: figures of this server and its database as Prometheus reads them, text format 0.0.4. */
#include "app/system/measure.h"
#include "pages.h"
#include "web/api/api.h"
#include "web/server/metrics.h"

static void head(struct buf *out, const char *name, const char *kind, const char *help)
{
    buf_add_c(out, "# HELP ");
    buf_add_c(out, name);
    buf_add_char(out, ' ');
    buf_add_c(out, help);
    buf_add_c(out, "\n# TYPE ");
    buf_add_c(out, name);
    buf_add_char(out, ' ');
    buf_add_c(out, kind);
    buf_add_char(out, '\n');
}

static void labelled(struct buf *out, const char *name, const char *label, const char *value)
{
    buf_add_c(out, name);
    buf_add_char(out, '{');
    buf_add_c(out, label);
    buf_add_c(out, "=\"");
    buf_add_c(out, value);
    buf_add_c(out, "\"} ");
}

static void number(struct buf *out, int64_t n)
{
    buf_add_int(out, n);
    buf_add_char(out, '\n');
}

/* Thousandths of a second as seconds. */
static void seconds(struct buf *out, const char *name, int64_t ms)
{
    buf_add_c(out, name);
    buf_add_char(out, ' ');
    buf_add_int(out, ms / 1000);
    buf_add_char(out, '.');
    buf_add_int_padded(out, ms % 1000, 3);
    buf_add_char(out, '\n');
}

static void requests(struct buf *out, const struct metrics *m)
{
    static const char *const classes[METRICS_CLASSES] = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
    int64_t all = 0;
    head(out, "relance_requests_total", "counter", "Requests answered, by class of status.");
    for (int i = 0; i < METRICS_CLASSES; i++) {
        labelled(out, "relance_requests_total", "status", classes[i]);
        number(out, m->requests[i]);
        all += m->requests[i];
    }
    head(out, "relance_request_duration_seconds", "summary", "From the first line to the end.");
    seconds(out, "relance_request_duration_seconds_sum", m->spent_ms);
    buf_add_c(out, "relance_request_duration_seconds_count ");
    number(out, all);
    head(out, "relance_start_time_seconds", "gauge", "When the server began, since 1970.");
    seconds(out, "relance_start_time_seconds", m->started_ms);
}

static void database(struct buf *out, const struct measures *m)
{
    head(out, "relance_jobs", "gauge", "Files sent, by state.");
    for (int i = 0; i < JOB_STATE_COUNT; i++) {
        labelled(out, "relance_jobs", "state", job_state_code((enum job_state)i));
        number(out, m->jobs[i]);
    }
    head(out, "relance_mails", "gauge", "E-mails, by state.");
    for (int i = 0; i < DISPATCH_STATE_COUNT; i++) {
        labelled(out, "relance_mails", "state", dispatch_state_code((enum dispatch_state)i));
        number(out, m->mails[i]);
    }
    if (!day_is(m->run))
        return;
    head(out, "relance_last_run_day_seconds", "gauge",
         "The business day of the last run, as the instant it begins in UTC.");
    buf_add_c(out, "relance_last_run_day_seconds ");
    number(out, (int64_t)m->run.n * 86400);
}

/* Whoever is on this machine, and nobody in between, needs no token. */
static bool may_read(struct request *r, struct err *err)
{
    return (r->loopback && !r->headers.proxied && r->headers.authorization.n == 0) ||
           api_sign_in(r, TOKEN_READ_METRICS, err);
}

bool metrics_page(struct request *r, struct response *out, struct err *err)
{
    struct measures measures;
    struct err failure = {0};
    if (!may_read(r, &failure) || !measure(r->app, r->arena, &measures, &failure)) {
        api_fail(r, out, &failure);
        *err = failure;
        return true;
    }
    struct metrics m = metrics_now();
    out->type = "text/plain; version=0.0.4; charset=utf-8";
    head(&out->body, "relance_build_info", "gauge", "The version that runs.");
    labelled(&out->body, "relance_build_info", "version", RELANCE_VERSION);
    number(&out->body, 1);
    requests(&out->body, &m);
    database(&out->body, &measures);
    return true;
}
