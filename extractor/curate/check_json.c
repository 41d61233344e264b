/* check_json.c - a check as one JSON object, for scripts:
 *
 *   {"version":1,"problems":[{"code":"H021","severity":"error","file":"rules/en/a.yaml","line":31,"column":27,"width":4,
 *     "message":"unknown lexicon %tel","help":"did you mean %tell?","source":"…","ignored":null}, …],
 *    "rules":58,"lexicons":9,"errors":1,"warnings":0,"ignored":0}
 *
 * Keys may be added within version 1, never renamed. */
#include "curate/check.h"
#include "emit/escape.h"

static void write_string(buffer *out, const char *key, hs_str value)
{
    buffer_printf(out, "\"%s\":", key);
    if (!value.len) {
        buffer_lit(out, "null");
        return;
    }
    buffer_char(out, '"');
    escape_json(out, value);
    buffer_char(out, '"');
}

static void write_text(buffer *out, const char *key, const char *value)
{
    write_string(out, key, (hs_str){ value, strlen(value) });
}

static void write_problem(buffer *out, const checked *one)
{
    const hs_problem *p = &one->problem;
    buffer_char(out, '{');
    write_text(out, "code", p->code);
    buffer_char(out, ',');
    write_text(out, "severity", p->severity == HS_PROBLEM_ERROR ? "error" : "warning");
    buffer_char(out, ',');
    write_string(out, "file", p->error.file);
    buffer_printf(out, ",\"line\":%u,\"column\":%u,\"width\":%u,", p->error.line, p->error.column, p->width);
    write_text(out, "message", p->error.message);
    buffer_char(out, ',');
    write_text(out, "help", p->help);
    buffer_char(out, ',');
    write_string(out, "source", p->source_line);
    buffer_char(out, ',');
    write_string(out, "ignored", one->reason);
    buffer_char(out, '}');
}

void check_write_json(const check *c, check_totals n, buffer *out)
{
    buffer_lit(out, "{\"version\":1,\"problems\":[");
    for (uint32_t i = 0; i < c->count; i++) {
        buffer_str(out, i ? STR(",\n  ") : STR("\n  "));
        write_problem(out, &c->items[i]);
    }
    buffer_printf(out, "],\n\"rules\":%u,\"lexicons\":%u,\"errors\":%u,\"warnings\":%u,\"ignored\":%u}\n", n.rules, n.lexicons,
                  c->errors, c->warnings, c->ignored);
}
