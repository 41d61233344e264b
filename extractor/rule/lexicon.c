/* lexicon.c - reading lexicon files, and asking entries for their attributes. */
#include "rule/lexicon.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "rule/lexicon_word.h"

void lexicons_init(lexicons *l, arena *memory)
{
    *l = (lexicons){ .memory = memory, .work = memory };
    strmap_init(&l->by_name, memory);
    strmap_init(&l->heads, memory);
    strmap_init(&l->irregular, memory);
    strmap_init(&l->words, memory);
}

void lexicons_forget_work(lexicons *l)
{
    for (uint32_t i = 0; i < l->count; i++) {
        l->items[i]->selections = NULL;
        l->items[i]->values = NULL;
        l->items[i]->first_form = NULL;
    }
    l->lemma_places = NULL;
    l->lemma_count = l->lemmas_asked = 0;
    l->work = l->memory;
}

lexicon *lexicon_find(const lexicons *l, hs_str name)
{
    uint32_t i = strmap_get(&l->by_name, name);
    return i == STRMAP_NONE ? NULL : l->items[i];
}

/* Keys and values are short and there are many: no call for a few bytes. */
static inline bool same_bytes(const char *a, const char *b, size_t n)
{
    if (n > 16) return memcmp(a, b, n) == 0;
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i]) return false;
    return true;
}

static inline hs_str value_of(const lexicon_entry *e, hs_str key)
{
    const lexicon_attribute *a = e->attributes;
    for (uint32_t i = 0; i < e->attribute_count; i++)
        if (a[i].key.len == key.len && same_bytes(a[i].key.ptr, key.ptr, key.len)) return a[i].value;
    return STR("");
}

hs_str lexicon_value(const lexicon_entry *e, hs_str key)
{
    return value_of(e, key);
}

bool lexicon_has(const lexicon_entry *e, hs_str key, hs_str wanted)
{
    hs_str list = value_of(e, key);
    const char *p = list.ptr, *end = p + list.len;
    while ((size_t)(end - p) >= wanted.len && p < end) {
        const char *after = p + wanted.len;
        if (same_bytes(p, wanted.ptr, wanted.len) && (after == end || *after == ',')) return !memchr(p, ',', wanted.len);
        while (p < end && *p++ != ',') {}
    }
    return false;
}

static void add_value(arena *memory, lexicon_values *v, hs_str value, uint32_t entry)
{
    uint32_t place = v->place_count, number = strmap_add(&v->numbers, value, v->chain_count);
    ARENA_PUSH(memory, v->places, v->place_count, v->place_cap, (lexicon_value_place){ entry, UINT32_MAX });
    if (number == STRMAP_NONE) ARENA_PUSH(memory, v->chains, v->chain_count, v->chain_cap, (lexicon_value_chain){ place, place });
    if (memory->failed || number == STRMAP_NONE) return;
    v->places[v->chains[number].last].next = place;
    v->chains[number].last = place;
}

static bool know_first_forms(lexicons *l, lexicon *lex)
{
    if (lex->first_form) return true;
    uint32_t *first = arena_zalloc(l->work, lex->entry_count + 2, sizeof *first), f = 0;
    if (!first) return false;
    for (uint32_t i = 0; i <= lex->entry_count; i++) {
        while (f < lex->form_count && lex->forms[f].entry < i) f++;
        first[i] = f;
    }
    lex->first_form = first;
    return true;
}

static const lexicon_values *values_of(lexicons *l, lexicon *lex, hs_str key)
{
    for (const lexicon_values *v = lex->values; v; v = v->next)
        if (str_eq(v->key, key)) return v;
    lexicon_values *v = arena_zalloc(l->work, 1, sizeof *v);
    if (!v || !know_first_forms(l, lex)) return NULL;
    *v = (lexicon_values){ .next = lex->values, .key = key };
    strmap_init(&v->numbers, l->work);
    for (uint32_t i = 0; i < lex->entry_count; i++) {
        hs_str list = value_of(&lex->entries[i], key);
        while (list.len) {
            const char *comma = memchr(list.ptr, ',', list.len);
            size_t n = comma ? (size_t)(comma - list.ptr) : list.len, skip = comma ? n + 1 : n;
            add_value(l->work, v, (hs_str){ list.ptr, n }, i);
            list = (hs_str){ list.ptr + skip, list.len - skip };
        }
    }
    if (l->work->failed) return NULL;
    lex->values = v;
    return v;
}

/* The forms of the entries from the place on, into `out` if it isn't NULL. @return their number */
static uint32_t list_forms(const lexicon *lex, const lexicon_values *v, uint32_t place, uint32_t *out)
{
    uint32_t n = 0, last = UINT32_MAX;
    for (; place != UINT32_MAX; place = v->places[place].next) {
        uint32_t entry = v->places[place].entry;
        for (uint32_t f = lex->first_form[entry]; entry != last && f < lex->first_form[entry + 1]; f++, n++)
            if (out) out[n] = f;
        last = entry; /* a value written twice counts once */
    }
    return n;
}

static lexicon_selection *select_value(lexicons *l, lexicon *lex, hs_str key, hs_str wanted)
{
    const lexicon_values *v = values_of(l, lex, key);
    lexicon_selection *s = v ? arena_zalloc(l->work, 1, sizeof *s) : NULL;
    uint32_t number = v ? strmap_get(&v->numbers, wanted) : STRMAP_NONE;
    if (!s || number == STRMAP_NONE) return s;
    s->count = list_forms(lex, v, v->chains[number].first, NULL);
    s->forms = arena_alloc(l->work, s->count * sizeof *s->forms);
    if (!s->forms) return NULL;
    list_forms(lex, v, v->chains[number].first, s->forms);
    return s;
}

static lexicon_selection *select_all(lexicons *l, const lexicon *lex)
{
    lexicon_selection *s = arena_zalloc(l->work, 1, sizeof *s);
    if (s) s->forms = arena_alloc(l->work, lex->form_count * sizeof *s->forms);
    if (!s || !s->forms) return NULL;
    while (s->count < lex->form_count) {
        s->forms[s->count] = s->count;
        s->count++;
    }
    return s;
}

const lexicon_selection *lexicon_select(lexicons *l, lexicon *lex, hs_str key, hs_str wanted)
{
    for (const lexicon_selection *s = lex->selections; s; s = s->next)
        if (str_eq(s->value, wanted) && str_eq(s->key, key)) return s;
    lexicon_selection *s = key.len ? select_value(l, lex, key, wanted) : select_all(l, lex);
    if (!s) return NULL;
    s->key = key;
    s->value = wanted;
    s->next = lex->selections;
    lex->selections = s;
    return s;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

typedef struct { hs_str written; lexicon_attribute *items; uint32_t count; } shared_attributes;
enum { SHARED_MOST = 128 };

typedef struct {
    lexicons *all;
    lexicon  *lex;
    problems *problems;
    uint32_t  cap;
    uint32_t  line_number;
    shared_attributes seen[SHARED_MOST]; /* by hash of what is written */
} reading;

static hs_str trim(hs_str s)
{
    const char *p = s.ptr, *end = s.ptr + s.len;
    while (p < end && is_space(*p)) p++;
    while (end > p && (is_space(end[-1]) || end[-1] == '\r')) end--;
    return (hs_str){ p, (size_t)(end - p) };
}

static hs_span place_of(const reading *r, hs_str piece)
{
    uint32_t start = (uint32_t)(piece.ptr - r->lex->source.bytes.ptr);
    return (hs_span){ start, start + (uint32_t)piece.len };
}

/* key=value, the key lower case letters and hyphens; "=" and "a=" are words, not attributes */
static const char *attribute_sign(hs_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '=') return i && i + 1 < word.len ? word.ptr + i : NULL;
        if (!((c >= 'a' && c <= 'z') || c == '-' || c == '_' || (c >= '0' && c <= '9'))) return NULL;
    }
    return NULL;
}

static void read_attributes(reading *r, lexicon_entry *e, hs_str rest)
{
    lexicon_attribute list[24];
    uint32_t n = 0;
    while (rest.len) {
        hs_str word = take_word(&rest);
        const char *sign = attribute_sign(word);
        if (!sign) {
            problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, place_of(r, word),
                        "an entry is: words {forms} key=value ...", "expected key=value, found %.*s", (int)word.len, word.ptr);
            continue;
        }
        hs_str key = { word.ptr, (size_t)(sign - word.ptr) };
        hs_str value = { sign + 1, word.len - key.len - 1 };
        bool is_twice = false;
        for (uint32_t i = 0; i < n; i++) is_twice |= str_eq(list[i].key, key);
        if (is_twice || n == sizeof list / sizeof *list)
            problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, place_of(r, word), NULL,
                        is_twice ? "attribute %.*s is given twice" : "too many attributes at %.*s", (int)key.len, key.ptr);
        else
            list[n++] = (lexicon_attribute){ key, value };
    }
    e->attributes = arena_alloc(r->all->memory, n * sizeof *list);
    if (!e->attributes) return;
    memcpy(e->attributes, list, n * sizeof *list);
    e->attribute_count = n;
}

/* Entries of a list share their attributes if these are written alike: n=1, gender=f, type=place kind=city. */
static void share_attributes(reading *r, lexicon_entry *e, hs_str rest)
{
    shared_attributes *seen = &r->seen[hash_bytes(rest.ptr, rest.len) % SHARED_MOST];
    if (str_eq(seen->written, rest)) {
        e->attributes = seen->items;
        e->attribute_count = seen->count;
        return;
    }
    uint32_t problems_before = r->problems->count;
    read_attributes(r, e, rest);
    if (r->problems->count == problems_before) *seen = (shared_attributes){ rest, e->attributes, e->attribute_count };
}

/* Splits a line into the head and the rest: the head ends at { or at the first key=value. */
static hs_str read_head(hs_str line, hs_str *given, hs_str *rest)
{
    hs_str left = line, head = { line.ptr, 0 };
    *given = STR("");
    while (left.len) {
        if (left.ptr[0] == '{' && left.len > 1) {
            const char *close = memchr(left.ptr, '}', left.len);
            size_t n = close ? (size_t)(close - left.ptr) : left.len;
            *given = trim((hs_str){ left.ptr + 1, n - 1 });
            size_t skip = close ? n + 1 : n;
            *rest = trim((hs_str){ left.ptr + skip, left.len - skip });
            return head;
        }
        hs_str before = left, word = take_word(&left);
        if (head.len && attribute_sign(word)) {
            *rest = before;
            return head;
        }
        head.len = (size_t)(word.ptr + word.len - head.ptr);
    }
    *rest = STR("");
    return head;
}

static void add_irregular(reading *r, hs_str head, hs_str given)
{
    lexicons *l = r->all;
    hs_str key = join(l->memory, r->lex->word_class, ' ', head);
    ARENA_PUSH(l->memory, l->irregular_forms, l->irregular_count, l->irregular_cap, given);
    if (!l->memory->failed) strmap_put(&l->irregular, key, l->irregular_count - 1);
}

static void read_entry(reading *r, hs_str line)
{
    lexicon_entry e = { .line = r->line_number, .where = place_of(r, line) };
    hs_str rest;
    e.head = read_head(line, &e.given, &rest);
    if (!e.head.len) {
        problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, e.where, NULL, "an entry begins with its word");
        return;
    }
    if (e.given.ptr + e.given.len == line.ptr + line.len && memchr(line.ptr, '{', line.len))
        problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, e.where, "close it with }", "a brace has no end");
    share_attributes(r, &e, rest);
    uint32_t known = strmap_add(&r->all->heads, e.head, r->lex->entry_count);
    if (known != STRMAP_NONE) {
        problem_add(r->problems, HS_PROBLEM_ERROR, "H031", &r->lex->source, e.where, NULL, "entry %.*s is already in line %u",
                    (int)e.head.len, e.head.ptr, r->lex->entries[known].line);
        return;
    }
    ARENA_PUSH(r->all->memory, r->lex->entries, r->lex->entry_count, r->cap, e);
    if (is_irregular_list(r->lex->name)) add_irregular(r, e.head, e.given);
}

static void read_inflection_line(reading *r, hs_str line)
{
    lexicons *l = r->all;
    inflection_line made = { 0 };
    hs_str rest = line;
    made.word_class = take_word(&rest);
    made.pattern = take_word(&rest);
    while (rest.len && made.form_count < INFLECT_FORMS) made.forms[made.form_count++] = take_word(&rest);
    ARENA_PUSH(l->memory, l->inflection.lines, l->inflection.count, l->inflection.cap, made);
}

static bool read_header(reading *r, hs_str line)
{
    static const char *const classes[] = { "verb", "noun", "adjective", "adverb", "phrase", "form", "table", "suffix", "inflection" };
    if (!str_starts(line, STR("class:"))) {
        problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, place_of(r, line),
                    "the first line says what is inflected: class: verb (noun, adjective, phrase, form, table ...)",
                    "a lexicon begins with its class");
        return false;
    }
    r->lex->word_class = trim((hs_str){ line.ptr + 6, line.len - 6 });
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (str_is(r->lex->word_class, classes[i])) return true;
    problem_add(r->problems, HS_PROBLEM_ERROR, "H032", &r->lex->source, place_of(r, r->lex->word_class), NULL,
                "unknown class %.*s", (int)r->lex->word_class.len, r->lex->word_class.ptr);
    return false;
}

/* The tokenizer trusts what it is given. */
static bool is_valid(reading *r)
{
    size_t n = utf8_valid_prefix(r->lex->source.bytes);
    if (n == r->lex->source.bytes.len) return true;
    problem_add(r->problems, HS_PROBLEM_ERROR, "H030", &r->lex->source, (hs_span){ (uint32_t)n, (uint32_t)n + 1 },
                "save the list as UTF-8", "this byte is not UTF-8: none of the list is used");
    return false;
}

static void read_lines(reading *r)
{
    hs_str bytes = r->lex->source.bytes;
    bool has_header = false;
    for (size_t at = 0; at < bytes.len;) {
        const char *newline = memchr(bytes.ptr + at, '\n', bytes.len - at);
        size_t end = newline ? (size_t)(newline - bytes.ptr) : bytes.len;
        hs_str line = trim((hs_str){ bytes.ptr + at, end - at });
        at = end + 1;
        r->line_number++;
        if (!line.len || line.ptr[0] == '#') continue;
        if (!has_header) {
            if (!read_header(r, line)) return;
            has_header = true;
        } else if (!r->lex->entry_count && str_is(line, "case: exact")) {
            r->lex->is_exact = true;
        } else if (str_is(r->lex->word_class, "inflection")) {
            read_inflection_line(r, line);
        } else {
            read_entry(r, line);
        }
    }
}

/* The entries of an earlier pack's list of the same name that the new one doesn't override come after its own. */
static void extend_from(reading *r, const lexicon *old)
{
    for (uint32_t i = 0; i < old->entry_count; i++)
        if (strmap_get(&r->all->heads, old->entries[i].head) == STRMAP_NONE)
            ARENA_PUSH(r->all->memory, r->lex->entries, r->lex->entry_count, r->cap, old->entries[i]);
}

static uint32_t count_lines(hs_str bytes)
{
    uint32_t n = 1;
    for (const char *at = bytes.ptr, *end = at + bytes.len; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++) n++;
    return n;
}

void lexicons_expect(lexicons *l, size_t bytes)
{
    enum { BYTES_PER_LINE = 16 };
    if (bytes / BYTES_PER_LINE < UINT32_MAX) strmap_reserve(&l->heads, (uint32_t)(bytes / BYTES_PER_LINE));
}

void lexicon_read(lexicons *l, hs_str name, hs_str pack, source_file source, problems *p)
{
    lexicon *lex = arena_zalloc(l->memory, 1, sizeof *lex);
    if (!lex) return;
    *lex = (lexicon){ .name = name, .pack = pack, .source = source };
    if (!digest_bytes(source.bytes, lex->sha256)) l->memory->failed = true;
    reading r = { .all = l, .lex = lex, .problems = p };
    r.cap = count_lines(source.bytes); /* room for all at once: what a list grows out of is lost in the arena */
    lex->entries = arena_alloc(l->memory, r.cap * sizeof *lex->entries);
    if (!lex->entries) return;
    strmap_clear(&l->heads, r.cap);
    if (is_valid(&r)) read_lines(&r);
    uint32_t known = strmap_get(&l->by_name, name);
    if (known != STRMAP_NONE) {
        extend_from(&r, l->items[known]);
        hs_str both[] = { { l->items[known]->sha256, 64 }, { lex->sha256, 64 } };
        if (!digest_pieces(both, 2, lex->sha256)) l->memory->failed = true;
        l->items[known] = lex;
        return;
    }
    ARENA_PUSH(l->memory, l->items, l->count, l->cap, lex);
    if (!l->memory->failed) strmap_put(&l->by_name, name, l->count - 1);
}
