/* run.c - one run: the source fills, the library works, the output takes, in the order of the input. */
#include "batch/batch.h"

#include "batch/output.h"
#include "batch/paths.h"
#include "batch/pool.h"
#include "batch/seen.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 256, PROGRESS_MS = 200 };

typedef struct {
    const batch_job *job;
    batch_summary   *summary;
    hs_error        *error;
    source           source;
    output           output;
    seen             names;        /* of files in the folder                     */
    batch_bytes      name, line;   /* of the current article, of a reject        */
    hs_status        status;       /* what ended the run                         */
    int64_t          progress_ms;  /* when progress was last told                */
} run;

hs_status batch_fail(hs_error *error, hs_status status, const char *format, ...)
{
    if (!error) return status;
    *error = (hs_error){ .status = status };
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}

/* ---- the library's work on one article ------------------------------------------------------------------------------------------ */

static bool append(void *user, const char *bytes, size_t length)
{
    batch_bytes *b = user;
    bytes_append(b, bytes, length);
    return !b->failed;
}

static void count_claims(const hs_document *document, batch_result *result)
{
    hs_claim claim;
    for (size_t i = 0, n = hs_document_claim_count(document); i < n; i++)
        if (hs_document_claim(document, i, &claim) && claim.kind <= HS_KIND_STATEMENT) result->claims[claim.kind]++;
}

static void keep_warnings(const hs_document *document, batch_result *result)
{
    hs_str warning;
    for (size_t i = 0; (warning = hs_document_warning(document, i)).len; i++) {
        bytes_append(&result->warnings, warning.ptr, warning.len);
        bytes_text(&result->warnings, "\n");
    }
}

/* In a folder each file is a stream of its own. */
static hs_status write_document(const batch_job *job, const hs_document *document, batch_bytes *out)
{
    hs_status status = HS_OK;
    if (job->out_dir) status = hs_write_begin(job->format, append, out);
    if (!status) status = hs_document_write(document, job->format, job->write_flags, append, out);
    if (!status && job->out_dir) status = hs_write_end(job->format, append, out);
    return out->failed ? HS_ERR_MEMORY : status;
}

static hs_status extract(const batch_job *job, const hs_article *article, batch_result *result, hs_error *error)
{
    hs_document *document;
    hs_status status = hs_extract(job->rules, article, job->options, &document, error);
    if (status) return status;
    status = write_document(job, document, &result->output);
    count_claims(document, result);
    keep_warnings(document, result);
    hs_document_free(document);
    return status ? batch_fail(error, status, "the result can't be held in memory") : HS_OK;
}

static void work(void *user, pool_slot *slot)
{
    run *r = user;
    const batch_job *job = r->job;
    slot->status = job->process ? job->process(job->process_user, &slot->item.article, &slot->result, &slot->error)
                                : extract(job, &slot->item.article, &slot->result, &slot->error);
}

/* ---- rejects -------------------------------------------------------------------------------------------------------------------- */

static void write_reject(batch_bytes *line, const batch_reject *reject)
{
    bytes_clear(line);
    bytes_text(line, "{\"id\":");
    bytes_json(line, reject->id);
    bytes_text(line, ",\"uri\":");
    bytes_json(line, (hs_str){ reject->uri, strlen(reject->uri) });
    if (reject->record) bytes_printf(line, ",\"record\":%llu", (unsigned long long)reject->record);
    else bytes_text(line, ",\"record\":null");
    bytes_printf(line, ",\"status\":\"%s\",\"reason\":", hs_status_name(reject->status));
    bytes_json(line, (hs_str){ reject->reason, strlen(reject->reason) });
    bytes_text(line, "}\n");
}

static bool tell_reject(run *r, const pool_slot *slot, hs_status status, const char *reason)
{
    batch_reject reject = { .uri = slot->item.uri, .id = slot->item.article.id, .record = slot->item.article.record,
                            .line = slot->item.line, .column = slot->item.column, .status = status, .reason = reason };
    r->summary->rejected++;
    if (r->job->callbacks.on_reject) r->job->callbacks.on_reject(r->job->callbacks.user, &reject);
    write_reject(&r->line, &reject);
    r->status = r->line.failed ? batch_fail(r->error, HS_ERR_MEMORY, "out of memory")
                               : output_reject(&r->output, bytes_view(&r->line), r->error);
    return !r->status;
}

static bool tell_double(run *r, const pool_slot *slot, const seen_place *first)
{
    char reason[400];
    hs_str id = slot->item.article.id;
    int shown = (int)(id.len < 100 ? id.len : 100);
    if (first->record)
        snprintf(reason, sizeof reason, "the id '%.*s' is there twice, first in %.200s, record %llu", shown, id.ptr, first->uri,
                 (unsigned long long)first->record);
    else
        snprintf(reason, sizeof reason, "the id '%.*s' is there twice, first in %.200s", shown, id.ptr, first->uri);
    return tell_reject(r, slot, HS_ERR_INPUT, reason);
}

/* ---- results -------------------------------------------------------------------------------------------------------------------- */

static bool write_in_folder(run *r, pool_slot *slot)
{
    seen_place first;
    bytes_clear(&r->name);
    path_file_name(&r->name, slot->item.article.id, r->output.suffix);
    seen_outcome outcome = r->name.failed ? SEEN_MEMORY : seen_add(&r->names, bytes_view(&r->name), slot->item.uri,
                                                                   slot->item.article.record, &first);
    if (outcome == SEEN_BEFORE) return tell_double(r, slot, &first);
    r->status = outcome == SEEN_MEMORY ? batch_fail(r->error, HS_ERR_MEMORY, "out of memory")
                                       : output_file(&r->output, bytes_view(&r->name), bytes_view(&slot->result.output), r->error);
    return !r->status;
}

static void tell_warnings(run *r, const pool_slot *slot)
{
    hs_str all = bytes_view(&slot->result.warnings);
    for (size_t at = 0; at < all.len;) {
        const char *newline = memchr(all.ptr + at, '\n', all.len - at);
        size_t end = newline ? (size_t)(newline - all.ptr) : all.len;
        r->summary->warnings++;
        if (r->job->callbacks.on_warning)
            r->job->callbacks.on_warning(r->job->callbacks.user, slot->item.uri, slot->item.article.id, slot->item.article.record,
                                         (hs_str){ all.ptr + at, end - at });
        at = end + 1;
    }
}

static void count(run *r, const pool_slot *slot)
{
    r->summary->articles++;
    r->summary->bytes_in += slot->item.article.bytes.len;
    for (int i = 0; i < 4; i++) r->summary->claims[i] += slot->result.claims[i];
}

static void tell_progress(run *r)
{
    struct timespec now;
    if (!r->job->callbacks.on_progress || clock_gettime(CLOCK_MONOTONIC, &now)) return;
    int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (ms - r->progress_ms < PROGRESS_MS) return;
    r->progress_ms = ms;
    r->summary->bytes_out = r->output.written;
    r->job->callbacks.on_progress(r->job->callbacks.user, r->summary);
}

static bool deliver(void *user, pool_slot *slot)
{
    run *r = user;
    bool goes_on;
    if (slot->item.is_reject) {
        goes_on = tell_reject(r, slot, slot->item.status, slot->item.reason);
    } else if (slot->status) {
        goes_on = tell_reject(r, slot, slot->status, slot->error.message);
    } else {
        uint64_t rejected = r->summary->rejected;
        tell_warnings(r, slot);
        if (r->job->out_dir) goes_on = write_in_folder(r, slot);
        else goes_on = !(r->status = output_stream(&r->output, bytes_view(&slot->result.output), r->error));
        if (goes_on && rejected == r->summary->rejected) count(r, slot);
    }
    tell_progress(r);
    return goes_on;
}

static bool fill(void *user, pool_slot *slot)
{
    run *r = user;
    return source_next(&r->source, &slot->item);
}

/* ---- the story -------------------------------------------------------------------------------------------------------------------- */

static const char *suffix_of(hs_format format)
{
    static const char *const suffixes[] = { ".xml", ".json", ".jsonl" };
    return suffixes[format];
}

static uint32_t thread_count(const batch_job *job)
{
    long cores = job->threads ? (long)job->threads : sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > MOST_THREADS ? MOST_THREADS : (uint32_t)cores;
}

/* What stands before the first and after the last document of the one stream. */
static hs_status write_edge(run *r, hs_status (*edge)(hs_format, hs_sink, void *))
{
    if (r->job->out_dir || r->job->process) return HS_OK;
    bytes_clear(&r->line);
    hs_status status = edge(r->job->format, append, &r->line);
    if (status || r->line.failed) return batch_fail(r->error, HS_ERR_MEMORY, "out of memory");
    return output_stream(&r->output, bytes_view(&r->line), r->error);
}

static hs_status run_all(run *r)
{
    pool_steps steps = { fill, work, deliver, r, thread_count(r->job) };
    hs_status status = write_edge(r, hs_write_begin);
    if (status) return status;
    if (pool_run(&steps)) return batch_fail(r->error, HS_ERR_MEMORY, "out of memory");
    return r->status ? r->status : write_edge(r, hs_write_end);
}

static hs_status run_with(run *r, const work_list *list)
{
    const batch_job *job = r->job;
    hs_status status = output_open(&r->output, job->out_file, job->out_dir, suffix_of(job->format), r->error);
    source_open(&r->source, job, list);
    if (!status) status = run_all(r);
    hs_status closed = output_close(&r->output, !status, status ? NULL : r->error);
    r->summary->bytes_out = r->output.written;
    source_close(&r->source);
    seen_free(&r->names);
    bytes_free(&r->name);
    bytes_free(&r->line);
    return status ? status : closed;
}

hs_status batch_run(const batch_job *job, batch_summary *summary, hs_error *error)
{
    *summary = (batch_summary){ 0 };
    work_list list;
    hs_status status = work_list_make(&list, job, error);
    if (status) return status;
    summary->skipped = list.skipped;
    run r = { .job = job, .summary = summary, .error = error };
    status = run_with(&r, &list);
    work_list_free(&list);
    return status;
}
