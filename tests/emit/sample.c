/* sample.c - see sample.h. */
#include "emit/sample.h"

#include "base/utf8.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>

static const char words[] =
    "Bridge \xE2\x80\x9Creopens\xE2\x80\x9D \xF0\x9F\x9A\xA2 & <more>\r\n"
    "\r\n"
    "Mayor Ana Ruiz told the council on Tuesday that \xE2\x80\x9Cit\xE2\x80\x99s <safe> & sound ]]> \"now\"\xE2\x80\x9D in 2016, said\xC2\xA0"
    "Bob.\r\n"
    "\r\n"
    "Re\xCC\x81sume\xCC\x81 na\xC3\xAFve \xF0\x9F\x98\x80\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC: the report, Lee\r\n"
    "added, shows \\ it\tfailed last week.\r\n";

hs_str sample_words(void)
{
    return (hs_str){ words, sizeof words - 1 };
}

/* ---- tokens ---- */

static size_t token_length(hs_str t, size_t at)
{
    size_t i = at;
    while (i < t.len) {
        size_t n;
        uint32_t cp = utf8_decode(t.ptr + i, &n);
        if (!utf8_is_letter(cp) && !utf8_is_digit(cp) && !utf8_is_mark(cp)) return i > at ? i - at : n;
        i += n;
    }
    return i - at;
}

static void cut(sample *s)
{
    hs_str t = s->text.bytes;
    uint32_t cap = 0;
    for (size_t i = 0; i < t.len;) {
        size_t n;
        if (utf8_is_space(utf8_decode(t.ptr + i, &n))) {
            i += n;
            continue;
        }
        n = token_length(t, i);
        token word = { .start = (uint32_t)i, .end = (uint32_t)(i + n), .upos = (uint8_t)(s->tokens.count % UPOS_COUNT) };
        ARENA_PUSH(&s->memory, s->tokens.items, s->tokens.count, cap, word);
        i += n;
    }
    s->tokens.sentences = arena_zalloc(&s->memory, 2, sizeof(token_range));
    s->tokens.sentence_count = s->tokens.count > 4 ? 2 : 0;
    s->tokens.sentences[0] = (token_range){ 0, 4 };
    s->tokens.sentences[1] = (token_range){ 4, s->tokens.count };
}

sample *sample_read(const hs_article *article)
{
    sample *s = calloc(1, sizeof *s);
    hs_error error = { 0 };
    arena_init(&s->memory);
    cr_assert_eq(text_read(&s->text, &s->memory, article, NULL, &(text_tables){ 0 }, &error), HS_OK, "%s", error.message);
    cut(s);
    layers_init(&s->layers, &s->memory, 0);
    s->pack = (emit_pack){ STR("en"), STR("1"), STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef") };
    s->document = (emit_document){ &s->text, &s->tokens, &s->layers, &s->pack, 1, STR("en") };
    return s;
}

void sample_free(sample *s)
{
    arena_free(&s->memory);
    free(s);
}

/* ---- annotations ---- */

token_range sample_find(const sample *s, const char *phrase)
{
    size_t n = strlen(phrase);
    hs_str t = s->text.bytes;
    for (uint32_t i = 0; i < s->tokens.count; i++) {
        uint32_t at = s->tokens.items[i].start, last = i;
        if (t.len - at < n || memcmp(t.ptr + at, phrase, n) != 0) continue;
        while (last < s->tokens.count && s->tokens.items[last].end < at + n) last++;
        cr_assert(last < s->tokens.count && s->tokens.items[last].end == at + n, "\"%s\" ends inside a token", phrase);
        return (token_range){ i, last + 1 };
    }
    cr_assert_fail("\"%s\" is not in the text", phrase);
    return (token_range){ 0, 1 };
}

pieces sample_pieces(sample *s, ...)
{
    pieces p = { arena_zalloc(&s->memory, 8, sizeof(token_range)), 0 };
    va_list args;
    va_start(args, s);
    for (const char *phrase; (phrase = va_arg(args, const char *));) p.items[p.count++] = sample_find(s, phrase);
    va_end(args);
    return p;
}

static uint32_t *numbers(sample *s, uint32_t a, uint32_t b)
{
    uint32_t *list = arena_alloc(&s->memory, 2 * sizeof *list);
    list[0] = a;
    list[1] = b;
    return list;
}

static void put_entities(sample *s)
{
    speaker people[] = {
        { STR("p:5d41"), STR("Ana \"Anita\" Ruiz & Co"), STR("person"), STR("Mayor"), 2 },
        { STR("d:77aa"), STR("the report"), STR("document"), STR(""), 1 },
    };
    timex times[] = {
        { sample_find(s, "Tuesday"), STR("DATE"), STR("2015-09-22"), STR(""), STR("published"), STR("en.weekday@1") },
        { sample_find(s, "2016"), STR("DATE"), STR("2016"), STR("APPROX"), STR(""), STR("") },
        { sample_find(s, "last week"), STR("DATE"), STR(""), STR(""), STR("t1"), STR("") },
    };
    s->layers.speakers = arena_alloc(&s->memory, sizeof people);
    s->layers.times = arena_alloc(&s->memory, sizeof times);
    memcpy(s->layers.speakers, people, sizeof people);
    memcpy(s->layers.times, times, sizeof times);
    s->layers.speaker_count = 2;
    s->layers.time_count = 3;
}

void sample_annotate(sample *s)
{
    put_entities(s);
    claim claims[] = {
        { .kind = HS_KIND_MIXED, .manner = HS_MANNER_SAID, .source = sample_pieces(s, "Mayor Ana Ruiz", NULL),
          .cue = sample_pieces(s, "told", NULL), .hearer = sample_pieces(s, "the council", NULL),
          .content = sample_pieces(s, "that \xE2\x80\x9Cit\xE2\x80\x99s <safe> & sound ]]> \"now\"\xE2\x80\x9D in 2016", NULL),
          .target = sample_pieces(s, "<safe> & sound", NULL), .key = STR("9f3c"), .lemma = STR("tell"),
          .wording = STR("\xE2\x80\x9Cit\xE2\x80\x99s <safe> & sound ]]> \"now\"\xE2\x80\x9D in 2016"), .act = STR("state"),
          .side = STR("for"), .commitment = STR("CT+"), .said = STR("2015-09-22"), .rule = STR("en.told-hearer@9f3c1a"),
          .about = numbers(s, 1, 2), .about_count = 2, .speakers = numbers(s, 0, 1), .speaker_count = 2,
          .nested_in = CLAIM_NONE, .confidence = 0.936, .confidence_n = 212 },
        { .kind = HS_KIND_INDIRECT, .manner = HS_MANNER_SHOWS, .source = sample_pieces(s, "Lee", NULL),
          .cue = sample_pieces(s, "added", NULL), .content = sample_pieces(s, "the report", "shows \\ it\tfailed last week", NULL),
          .key = STR("aa01"), .act = STR("unlabelled"), .side = STR("neutral"), .commitment = STR("Uu"),
          .rule = STR("en.said@1"), .nested_in = 0, .confidence = -1 },
        { .kind = HS_KIND_STATEMENT, .content = sample_pieces(s, "it\tfailed last week", NULL), .key = STR("aa02"),
          .nested_in = CLAIM_NONE, .confidence = -1 },
    };
    s->layers.claims = arena_alloc(&s->memory, sizeof claims);
    memcpy(s->layers.claims, claims, sizeof claims);
    s->layers.claim_count = 3;
}

/* ---- origins ---- */

static hs_str as_utf16(arena *memory)
{
    char *out = arena_alloc(memory, 2 * sizeof words + 2), *p = out;
    *p++ = '\xFF';
    *p++ = '\xFE';
    for (size_t i = 0, n; i < sizeof words - 1; i += n) {
        uint32_t cp = utf8_decode(words + i, &n), units[2] = { cp, 0 };
        if (cp > 0xFFFF) {
            units[0] = 0xD800 + ((cp - 0x10000) >> 10);
            units[1] = 0xDC00 + ((cp - 0x10000) & 0x3FF);
        }
        for (int u = 0; u < (cp > 0xFFFF ? 2 : 1); u++) {
            *p++ = (char)(units[u] & 0xFF);
            *p++ = (char)(units[u] >> 8);
        }
    }
    return (hs_str){ out, (size_t)(p - out) };
}

/* With its quotation marks; every character beyond ASCII escaped. */
static hs_str as_json(arena *memory)
{
    json_t *string = json_stringn(words, sizeof words - 1);
    char *dumped = json_dumps(string, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
    hs_str copy = arena_copy(memory, (hs_str){ dumped, strlen(dumped) });
    free(dumped);
    json_decref(string);
    return copy;
}

#define BEFORE "{\"id\":\"first\"}\n{\"text\":"

hs_str sample_file(arena *memory, int kind)
{
    hs_str json;
    switch (kind) {
    case SAMPLE_BOM: return arena_printf(memory, "\xEF\xBB\xBF%s", words);
    case SAMPLE_UTF16: return as_utf16(memory);
    case SAMPLE_JSON:
        json = as_json(memory);
        return arena_printf(memory, BEFORE "%.*s}\n", (int)json.len, json.ptr);
    default: return sample_words();
    }
}

sample *sample_make(int kind)
{
    static const char *const names[] = { "plain.txt", "bom.txt", "utf16.txt", "two.jsonl" };
    arena memory;
    arena_init(&memory);
    hs_article article = { .bytes = sample_file(&memory, kind), .id = { names[kind], strlen(names[kind]) },
                           .uri = { names[kind], strlen(names[kind]) }, .published = STR("2015-09-24"),
                           .published_from = STR("option"), .title = STR("A \"title\" <1>\nand more"), .url = STR("http://a.example/?x&y") };
    if (kind == SAMPLE_JSON) {
        article.record = 2;
        article.record_offset = sizeof BEFORE; /* behind the quotation mark */
        article.is_json_string = true;
        article.bytes = (hs_str){ article.bytes.ptr + sizeof BEFORE, article.bytes.len - sizeof BEFORE - 3 };
    }
    sample *s = sample_read(&article);
    sample_annotate(s);
    arena_free(&memory);
    return s;
}
