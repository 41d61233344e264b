/* articles.c - a batch job on one thread whose work writes nothing. */
#include "command/articles.h"

#include "batch/batch.h"
#include "command/exit_code.h"

#include <string.h>

typedef struct {
    terminal    err;
    articles_fn take;
    void       *user;
    bool        has_progress;
} each;

static void clear_progress(each *e)
{
    if (e->has_progress) fputs("\r\033[K", e->err.file);
    e->has_progress = false;
}

static void tell_reject(void *user, const batch_reject *r)
{
    each *e = user;
    clear_progress(e);
    terminal_style(&e->err, STYLE_STRONG);
    terminal_print(&e->err, from_text(strcmp(r->uri, "-") ? r->uri : "stdin"), false);
    if (r->line) fprintf(e->err.file, ":%llu", (unsigned long long)r->line);
    fputs(": ", e->err.file);
    terminal_style(&e->err, STYLE_ERROR);
    fputs("rejected", e->err.file);
    terminal_style(&e->err, STYLE_PLAIN);
    fputs(": ", e->err.file);
    terminal_print(&e->err, from_text(r->reason), false);
    fputc('\n', e->err.file);
}

static void tell_progress(void *user, const batch_summary *s)
{
    each *e = user;
    fprintf(e->err.file, "\r\033[K%llu articles", (unsigned long long)s->articles);
    fflush(e->err.file);
    e->has_progress = true;
}

static hs_status work(void *user, const hs_article *article, batch_result *result, hs_error *error)
{
    each *e = user;
    (void)result;
    return e->take(e->user, article, error);
}

int articles_each(const articles_from *from, const hs_rules *rules, articles_fn take, void *user)
{
    each e = { .err = terminal_open(stderr, from->color), .take = take, .user = user };
    batch_job job = { .rules = rules, .paths = from->paths->items, .path_count = from->paths->count, .published = from->published,
                      .format = HS_FORMAT_JSONL, .threads = 1, .process = work, .process_user = &e };
    batch_summary summary;
    hs_error error = { 0 };
    job.callbacks = (batch_callbacks){ .on_reject = tell_reject, .user = &e };
    if (e.err.is_terminal) job.callbacks.on_progress = tell_progress;
    hs_status status = batch_run(&job, &summary, &error);
    clear_progress(&e);
    if (status) terminal_error(&e.err, "%s", error.message);
    if (status == HS_ERR_USAGE) return EXIT_USAGE;
    if (status == HS_ERR_IO) return EXIT_OUTPUT;
    return status || summary.rejected ? EXIT_REJECTED : EXIT_DONE;
}
