/* hearsay.h - the whole public interface of libhearsay.
 *
 * hearsay reads news articles and finds who said what, when, and where they stand. The way through this header:
 *
 *     hs_rules_load()      a pack of rules -> hs_rules            read-only, shared by any number of threads
 *     hs_extract()         one article     -> hs_document         owned by the caller
 *     hs_document_claim()  what was found, span by span
 *     hs_document_write()  XML, documents or jsonl into a callback
 *
 *     hs_rules *rules; hs_document *doc; hs_error error;
 *     const char *folders[] = { "rules/en" };
 *     if (hs_rules_load(folders, 1, NULL, &rules, &error)) ...;
 *     hs_article article = { .bytes = { buffer, length }, .id = { "a1", 2 } };
 *     if (hs_extract(rules, &article, NULL, &doc, &error)) ...;
 *     hs_document_write(doc, HS_FORMAT_XML, 0, write_to_stdout, NULL);
 *     hs_document_free(doc);
 *     hs_rules_free(rules);
 *
 * Conventions
 *   Strings are slices (hs_str): bytes and a length, never ended by NUL. Text is UTF-8.
 *   Positions inside the library are byte offsets into the document's text; half-open, from 0. Lines and columns count from 1.
 *   What a function with an `out` parameter makes belongs to the caller; what an accessor returns belongs to its parent.
 *   The library never prints, exits, reads the clock, the environment or the locale, and holds no global state.
 *   Lifetimes: the rules must outlive every document made with them. */
#ifndef HEARSAY_H
#define HEARSAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HS_VERSION "0.1.0"
#define HS_SCHEMA 1 /* of the XML and of the documents format */

#if defined(__GNUC__)
#define HS_API __attribute__((visibility("default")))
#else
#define HS_API
#endif

/* ---- values -------------------------------------------------------------------------------------------------- */

typedef struct { const char *ptr; size_t len; } hs_str;     /* borrowed bytes, no final NUL                */
typedef struct { uint32_t start, end; } hs_span;            /* bytes of the text, [start,end)              */

typedef enum {
    HS_OK = 0,
    HS_ERR_MEMORY,       /* an allocation failed                                                             */
    HS_ERR_IO,           /* a file can't be read or written                                                  */
    HS_ERR_INPUT,        /* the article is not something that can be read (binary, bad JSON, ...)            */
    HS_ERR_LIMIT,        /* a documented limit was exceeded; the message names it                            */
    HS_ERR_SYNTAX,       /* a rule pack has errors                                                           */
    HS_ERR_USAGE         /* an argument makes no sense                                                       */
} hs_status;

/* An error is a value that the caller owns. `file` is borrowed from the call's arguments or from the rules. */
typedef struct {
    hs_status status;
    hs_str    file;
    hs_span   where;          /* bytes of that file                                       */
    uint32_t  line, column;   /* 1-based, column in code points; 0 where there is none    */
    char      message[240];   /* one line, no final period, ended by NUL                  */
} hs_error;

/* ---- rules --------------------------------------------------------------------------------------------------- */

typedef struct hs_rules hs_rules;

typedef enum { HS_PROBLEM_ERROR, HS_PROBLEM_WARNING } hs_severity;

/* One problem of a pack: where it is, its stable code, and the help that belongs under the caret. */
typedef struct {
    hs_severity severity;
    const char *code;         /* "H021"                                                   */
    hs_error    error;        /* where and what                                           */
    hs_str      source_line;  /* the line of the file as it stands there                  */
    uint32_t    width;        /* code points under the caret, at least 1                  */
    const char *help;         /* "did you mean %tell?", or ""                             */
} hs_problem;

/** Called once for each problem of a pack, in the order of files and lines. The problem is borrowed for the call. */
typedef void (*hs_problem_fn)(void *user, const hs_problem *problem);

typedef struct {
    hs_problem_fn on_problem; /* NULL: only the first error is reported, in `error`       */
    void         *user;
    const char   *pack_folder;/* where a pack named by `extends:` is looked for, after the pack's own parent folder; may be NULL */
    bool          strict;     /* any error makes loading fail; else broken rules are left out and the rest loads */
} hs_load_options;

/** Loads and compiles rule packs.
 *
 * @param folders  paths, each a pack (pack.yaml, rule files, lexicons/); later ones extend or override earlier ones
 * @param out      receives the rules, to be freed with hs_rules_free(); NULL on error
 * @return HS_OK (perhaps with problems reported), HS_ERR_IO, HS_ERR_SYNTAX, HS_ERR_MEMORY
 * The result is constant and may be used by any number of threads at once. */
HS_API hs_status hs_rules_load(const char *const *folders, size_t folder_count, const hs_load_options *options,
                               hs_rules **out, hs_error *error);
HS_API void hs_rules_free(hs_rules *rules);

/** The number of rules that compiled. */
HS_API size_t hs_rules_count(const hs_rules *rules);

/* ---- articles ------------------------------------------------------------------------------------------------ */

/* One article as it was given. All slices are borrowed for the call of hs_extract() only.
 * `bytes` are the origin: a whole file, or the text field of a record as it stands in the file, escapes included. */
typedef struct {
    hs_str   bytes;
    hs_str   id;              /* stable name of the article                                               */
    hs_str   uri;             /* where the bytes come from, for the output                                */
    hs_str   url, title;      /* metadata, may be empty                                                   */
    hs_str   published;       /* any ISO 8601, RFC 3339 or RFC 2822 date, or empty                        */
    hs_str   published_from;  /* "record", "manifest", "metadata" or "option"                             */
    uint64_t record;          /* 1-based number of the record in its file; 0: the article is the file     */
    uint64_t record_offset;   /* where `bytes` begin in that file                                         */
    bool     is_json_string;  /* `bytes` are the inside of a JSON string: decode its escapes              */
} hs_article;

/* What relative and incomplete dates lean on: "last year", "in May". */
typedef enum {
    HS_TIMES_NEWS,       /* the day of publication, "a year earlier" the text                                */
    HS_TIMES_NARRATIVE   /* histories: always the dates told before                                          */
} hs_times;

/* What 9/10/2015 means. A number above 12 is the day in any case. */
typedef enum { HS_ORDER_MDY, HS_ORDER_DMY } hs_date_order;

typedef struct {
    hs_str   encoding;        /* "utf-8", "utf-16le", "windows-1252" ..., or empty: found out              */
    uint32_t max_article;     /* bytes; 0: 8 MiB                                                          */
    uint32_t manners;         /* bits of 1 << hs_manner to keep; 0: all                                   */
    uint32_t kinds;           /* bits of 1 << hs_kind to keep; 0: all                                     */
    double   min_confidence;  /* claims with a lower measured confidence are left out; 0: all             */
    bool     no_triggers;     /* run every rule everywhere: slow, the same result; for tests              */
    hs_times times;           /* 0: news                                                                  */
    hs_date_order date_order; /* 0: the month first                                                       */
} hs_options;

typedef enum { HS_KIND_DIRECT, HS_KIND_MIXED, HS_KIND_INDIRECT, HS_KIND_STATEMENT } hs_kind;
typedef enum { HS_MANNER_NONE, HS_MANNER_SAID, HS_MANNER_WROTE, HS_MANNER_THOUGHT, HS_MANNER_FELT, HS_MANNER_SHOWS,
               HS_MANNER_DOES } hs_manner;

typedef struct hs_document hs_document;

/** Finds every claim and quotation in one article.
 *
 * @param rules    compiled rules; only read, may be shared by threads
 * @param article  copied into the document, may be freed at once
 * @param options  NULL for the defaults
 * @param out      receives the document, to be freed with hs_document_free(); NULL on error
 * @param error    filled on failure; may be NULL
 * @return HS_OK, HS_ERR_INPUT (binary, empty), HS_ERR_LIMIT (which limit) or HS_ERR_MEMORY
 * Safe to call from several threads at once. The same input gives the same document, whatever ran before. */
HS_API hs_status hs_extract(const hs_rules *rules, const hs_article *article, const hs_options *options,
                            hs_document **out, hs_error *error);
HS_API void hs_document_free(hs_document *document);

/* ---- what was found ------------------------------------------------------------------------------------------ */

/* Spans in pieces, in text order. */
typedef struct { const hs_span *items; size_t count; } hs_spans;

/* One claim, read-only; all slices belong to the document. */
typedef struct {
    uint32_t  number;         /* its id in the output is c<number>                         */
    hs_kind   kind;
    hs_manner manner;
    hs_spans  source, cue, content, hearer, target;
    hs_str    wording;        /* the content without `that` and outer marks                */
    hs_str    speaker;        /* name of the first speaker, or empty                       */
    hs_str    act, side, commitment, said, rule;
    uint32_t  nested_in;      /* number of the outer claim, 0 for none                     */
} hs_claim;

HS_API hs_str hs_document_text(const hs_document *document);
HS_API hs_str hs_document_id(const hs_document *document);
HS_API size_t hs_document_claim_count(const hs_document *document);

/** The claim at `index` (from 0, in text order). Returns false if there is none. */
HS_API bool hs_document_claim(const hs_document *document, size_t index, hs_claim *out);

/** Maps a span of the text to the bytes of the origin. */
HS_API hs_span hs_origin_of(const hs_document *document, hs_span span);

/** Things worth telling that lost nothing: a limit that was hit, bytes that were replaced, a date that can't be read.
 * Returns the text of warning `index` ("" with length 0 after the last). */
HS_API hs_str hs_document_warning(const hs_document *document, size_t index);

/* ---- writing ------------------------------------------------------------------------------------------------- */

typedef enum { HS_FORMAT_XML, HS_FORMAT_DOCUMENTS, HS_FORMAT_JSONL } hs_format;

#define HS_WRITE_WITH_TEXT 1u /* documents: adds the key "text" */

/** Receives bytes; returns false to stop. */
typedef bool (*hs_sink)(void *user, const char *bytes, size_t length);

/** Writes what stands before the first and after the last document of a stream (XML has a root element; others nothing). */
HS_API hs_status hs_write_begin(hs_format format, hs_sink sink, void *user);
HS_API hs_status hs_write_end(hs_format format, hs_sink sink, void *user);

/** Writes one document. @return HS_OK, HS_ERR_IO if the sink said stop, HS_ERR_MEMORY */
HS_API hs_status hs_document_write(const hs_document *document, hs_format format, uint32_t flags, hs_sink sink, void *user);

/** Name of a status for messages: "memory", "limit", ... Never NULL. */
HS_API const char *hs_status_name(hs_status status);

/** Writes one line with the versions of hearsay, PCRE2, utf8proc, Unicode and libyaml into out (ended by NUL, cut to size).
 * @return its full length, as snprintf() does */
HS_API size_t hs_versions(char *out, size_t size);

#ifdef __cplusplus
}
#endif
#endif
