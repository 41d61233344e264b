/* source.c - opens one work item after the other; a file of plain text is one article, a file of JSON Lines many. */
#include "batch/source.h"

#include "batch/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_ARTICLE = 8 * 1024 * 1024 /* as in hs_options */ };
enum { FIELD_TEXT, FIELD_ID, FIELD_PUBLISHED, FIELD_URL, FIELD_TITLE, FIELDS };

static hs_str str(const char *z) { return z ? (hs_str){ z, strlen(z) } : (hs_str){ "", 0 }; }

static uint32_t most_bytes(const batch_job *job)
{
    return job->options && job->options->max_article ? job->options->max_article : MAX_ARTICLE;
}

void source_open(source *s, const batch_job *job, const work_list *list)
{
    *s = (source){ .job = job, .list = list };
    stream_open(&s->in, -1, false);
}

void source_close(source *s)
{
    stream_close(&s->in);
    bytes_free(&s->id);
    bytes_free(&s->published);
    bytes_free(&s->url);
    bytes_free(&s->title);
}

/* ---- items ------------------------------------------------------------------------------------------------------------------ */

__attribute__((format(printf, 3, 4)))
static bool reject(source_item *item, hs_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(item->reason, sizeof item->reason, format, args);
    va_end(args);
    item->is_reject = true;
    item->status = status;
    return true;
}

static void begin_item(source_item *item, const work_item *work)
{
    item->is_reject = false;
    item->uri = work->path;
    item->line = 0;
    item->column = 0;
    item->article = (hs_article){ .id = str(work->id), .uri = str(work->path), .url = str(work->url), .title = str(work->title) };
}

/* The date from the record, else the manifest, else the option. */
static void set_published(const source *s, source_item *item, const work_item *work, hs_str of_record)
{
    bool has_row = work->published && *work->published;
    item->article.published = of_record.len ? of_record : has_row ? str(work->published) : str(s->job->published);
    item->article.published_from = str(of_record.len ? "record" : has_row ? "manifest" : "option");
    if (!item->article.published.len) item->article.published_from = str("");
}

/* ---- records ---------------------------------------------------------------------------------------------------------------- */

static void name_fields(const source *s, scan_field fields[FIELDS])
{
    const batch_fields *names = &s->job->fields;
    memset(fields, 0, FIELDS * sizeof *fields);
    fields[FIELD_TEXT].name = names->text ? names->text : "text";
    fields[FIELD_ID].name = names->id ? names->id : "id";
    fields[FIELD_PUBLISHED].name = names->published ? names->published : "published";
    fields[FIELD_URL].name = names->url ? names->url : "url";
    fields[FIELD_TITLE].name = names->title ? names->title : "title";
}

/* Asked by the stream while a line grows: is the text in it already longer than an article may be? */
static bool is_hopeless(void *user, hs_str part)
{
    source *s = user;
    scan_field fields[FIELDS];
    scan_problem problem;
    name_fields(s, fields);
    scan_outcome outcome = scan_record(part, fields, FIELDS, &problem);
    const scan_field *text = &fields[FIELD_TEXT];
    s->is_too_large = text->type == SCAN_STRING && text->end - text->start > most_bytes(s->job);
    return s->is_too_large || outcome == SCAN_BAD;
}

/* A string decoded, a number as it is written; anything else counts as absent. */
static hs_str decode_field(hs_str line, const scan_field *field, batch_bytes *out)
{
    bytes_clear(out);
    hs_str raw = { line.ptr + field->start, field->end - field->start };
    if (field->type == SCAN_NUMBER) bytes_append(out, raw.ptr, raw.len);
    if (field->type == SCAN_STRING) scan_decode(raw, out);
    return bytes_view(out);
}

static void set_default_id(source *s, source_item *item)
{
    bytes_clear(&s->id);
    bytes_printf(&s->id, "%s-%llu", s->work->id, (unsigned long long)s->record);
    item->article.id = bytes_view(&s->id);
}

static bool fill_record(source *s, source_item *item, hs_str line, uint64_t offset, const scan_field fields[FIELDS])
{
    const scan_field *text = &fields[FIELD_TEXT], *id = &fields[FIELD_ID];
    hs_str own_id = decode_field(line, id, &s->id);
    if (own_id.len) item->article.id = own_id;
    else set_default_id(s, item);
    if (id->type > SCAN_NULL) return reject(item, HS_ERR_INPUT, "the field '%.60s' is %s, expected a string", id->name, scan_type_name(id->type));
    if (text->type == SCAN_MISSING)
        return reject(item, HS_ERR_INPUT, "no field '%.60s'; if the text stands in another field, name that one", text->name);
    if (text->type != SCAN_STRING)
        return reject(item, HS_ERR_INPUT, "the field '%.60s' is %s, expected a string", text->name, scan_type_name(text->type));
    if (text->end - text->start > most_bytes(s->job))
        return reject(item, HS_ERR_LIMIT, "the article has %zu bytes, more than the limit max-article of %u", text->end - text->start,
                      most_bytes(s->job));
    hs_str url = decode_field(line, &fields[FIELD_URL], &s->url), title = decode_field(line, &fields[FIELD_TITLE], &s->title);
    item->article.bytes = (hs_str){ line.ptr + text->start, text->end - text->start };
    item->article.is_json_string = true;
    item->article.record_offset = offset + text->start;
    if (url.len) item->article.url = url;
    if (title.len) item->article.title = title;
    set_published(s, item, s->work, decode_field(line, &fields[FIELD_PUBLISHED], &s->published));
    if (s->id.failed || s->url.failed || s->title.failed || s->published.failed) return reject(item, HS_ERR_MEMORY, "out of memory");
    return true;
}

static bool read_record(source *s, source_item *item, hs_str line, uint64_t offset)
{
    scan_field fields[FIELDS];
    scan_problem problem;
    name_fields(s, fields);
    if (scan_record(line, fields, FIELDS, &problem) == SCAN_DONE) return fill_record(s, item, line, offset, fields);
    set_default_id(s, item);
    item->column = scan_column(line, problem.at);
    return reject(item, HS_ERR_INPUT, "bad JSON: %s", problem.message);
}

static bool pass_record(source *s, source_item *item)
{
    set_default_id(s, item);
    if (s->is_too_large)
        return reject(item, HS_ERR_LIMIT, "the article has more bytes than the limit max-article of %u", most_bytes(s->job));
    return reject(item, HS_ERR_LIMIT, "bad JSON in a line of more than 1 MiB, or a line of more than %d MiB", STREAM_LONGEST_LINE >> 20);
}

static bool is_white(hs_str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!memchr(" \t\r", line.ptr[i], 3)) return false;
    return true;
}

/* The next record of the open file; false at its end. */
static bool next_record(source *s, source_item *item)
{
    hs_str line;
    uint64_t offset;
    stream_outcome outcome;
    s->is_too_large = false;
    do outcome = stream_line(&s->in, is_hopeless, s, &line, &offset);
    while (outcome == STREAM_LINE && is_white(line));
    begin_item(item, s->work);
    if (outcome == STREAM_END) {
        if (s->record) return false;
        s->work = NULL;
        return reject(item, HS_ERR_INPUT, "holds no records");
    }
    item->line = s->in.line;
    item->article.record = ++s->record;
    if (outcome == STREAM_LINE) return read_record(s, item, line, offset);
    if (outcome == STREAM_TOO_LONG) return pass_record(s, item);
    s->work = NULL; /* nothing more can be read from it */
    if (outcome == STREAM_MEMORY) return reject(item, HS_ERR_MEMORY, "out of memory");
    return reject(item, HS_ERR_IO, "can't be read: %s", strerror(s->in.failed_errno));
}

/* ---- files ------------------------------------------------------------------------------------------------------------------ */

static bool open_work(source *s, const work_item *work, source_item *item)
{
    bool is_stdin = strcmp(work->path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(work->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return !reject(item, HS_ERR_IO, "can't be opened: %s", strerror(errno));
    stream_reuse(&s->in, fd, !is_stdin);
    return true;
}

static bool is_jsonl(source *s, const work_item *work)
{
    if (s->job->input != BATCH_INPUT_AUTO) return s->job->input == BATCH_INPUT_JSONL;
    if (work_is_jsonl_name(work->path)) return true;
    size_t len = strlen(work->path);
    bool is_txt = len >= 4 && strcmp(work->path + len - 4, ".txt") == 0;
    return !is_txt && stream_peek(&s->in) == '{';
}

static bool read_text(source *s, source_item *item, const work_item *work)
{
    struct stat info;
    uint32_t most = most_bytes(s->job);
    if (!fstat(s->in.fd, &info) && S_ISREG(info.st_mode) && info.st_size > (off_t)most)
        return reject(item, HS_ERR_LIMIT, "the article has %lld bytes, more than the limit max-article of %u", (long long)info.st_size, most);
    switch (stream_all(&s->in, most, &item->article.bytes)) {
    case STREAM_LINE: break;
    case STREAM_TOO_LONG: return reject(item, HS_ERR_LIMIT, "the article has more bytes than the limit max-article of %u", most);
    case STREAM_MEMORY: return reject(item, HS_ERR_MEMORY, "out of memory");
    default: return reject(item, HS_ERR_IO, "can't be read: %s", strerror(s->in.failed_errno));
    }
    set_published(s, item, work, str(""));
    return true;
}

bool source_next(source *s, source_item *item)
{
    if (s->work && next_record(s, item)) return true;
    s->work = NULL;
    while (s->next < s->list->count) {
        const work_item *work = &s->list->items[s->next++];
        begin_item(item, work);
        if (work->problem) {
            item->line = work->line;
            return reject(item, work->status, "%s", work->problem);
        }
        if (!open_work(s, work, item)) return true;
        if (!is_jsonl(s, work)) return read_text(s, item, work);
        stream_skip_bom(&s->in);
        s->work = work;
        s->record = 0;
        if (next_record(s, item)) return true;
        s->work = NULL;
    }
    return false;
}
