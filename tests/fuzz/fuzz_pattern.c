/* fuzz_pattern.c - any pattern against any text: "PATTERN\n=== text\nTEXT". The pattern stands in a rule of a small pack, once over
 * plain tokens and once as an attribution; triggers and the sieve must find what the plain loop finds, to the byte, but where a limit
 * was hit (which must be told). */
#include "fuzz/fuzz.h"

#include "base/buffer.h"

static const char pack_file[] = "name: fuzz\nlanguage: en\nversion: 1\nlayers: [class, np, mark, attribution]\ntables: {words: [words]}\n";
static const char word_list[] = "class: verb\nsay act=state manner=said frame=that,after\npoint out act=state\ntell act=state\ndeny act=deny\n";
static const char base_rules[] = "macros:\n  AUX: |\n    [has | had]?\nrules:\n  - id: np\n    layer: np\n    match: |\n      the? [!\",\" & !\".\" & !%words]{1,3}\n"
                                 "    set: {kind: thing}\n";

static bool keep(void *user, const char *bytes, size_t length)
{
    buffer_bytes(user, bytes, length);
    return true;
}

static bool extract(const hs_rules *rules, hs_str article_text, bool no_triggers, buffer *out)
{
    hs_document *doc;
    hs_error error;
    hs_options options = { .no_triggers = no_triggers };
    hs_article article = { .bytes = article_text, .id = STR("a"), .published = STR("2024-03-05") };
    if (hs_extract(rules, &article, &options, &doc, &error)) return false;
    bool has_warning = hs_document_warning(doc, 0).len > 0;
    if (hs_document_write(doc, HS_FORMAT_XML, 0, keep, out)) fuzz_fail("a document can't be written");
    hs_document_free(doc);
    return !has_warning;
}

static void compare(const hs_rules *rules, hs_str article_text)
{
    buffer with, without;
    buffer_init(&with);
    buffer_init(&without);
    bool is_whole = extract(rules, article_text, false, &with);
    is_whole = extract(rules, article_text, true, &without) && is_whole;
    if (is_whole && !str_eq(buffer_view(&with), buffer_view(&without))) fuzz_fail("triggers change what is found");
    buffer_free(&with);
    buffer_free(&without);
}

/* Each line of the pattern indented, so that it stays in its block. */
static void write_block(buffer *out, hs_str pattern)
{
    buffer_lit(out, "      ");
    for (size_t i = 0; i < pattern.len; i++) {
        buffer_char(out, pattern.ptr[i]);
        if (pattern.ptr[i] == '\n') buffer_lit(out, "      ");
    }
    buffer_char(out, '\n');
}

static void write_rules(hs_str pattern)
{
    buffer out;
    buffer_init(&out);
    buffer_lit(&out, base_rules);
    buffer_lit(&out, "  - id: plain\n    layer: mark\n    match: |\n");
    write_block(&out, pattern);
    buffer_lit(&out, "  - id: claim\n    layer: attribution\n    view: [paragraph, text]\n    match: |\n");
    write_block(&out, pattern);
    buffer_lit(&out, "    set: {act: $cue.act, manner: said}\n");
    fuzz_write("rules.yaml", buffer_view(&out));
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_str rest = { (const char *)data, size }, pattern = fuzz_cut(&rest, "=== text\n");
    const char *folders[] = { fuzz_folder() };
    hs_rules *rules;
    hs_error error;
    if (size > 16 * 1024) return 0;
    fuzz_write("pack.yaml", STR(pack_file));
    fuzz_write("lexicons/words.txt", STR(word_list));
    write_rules(pattern);
    if (!hs_rules_load(folders, 1, NULL, &rules, &error)) {
        compare(rules, rest.len ? rest : STR("The mayor said that it is closed. \"Over,\" she told us.\n"));
        hs_rules_free(rules);
    }
    fuzz_remove("rules.yaml");
    fuzz_remove("lexicons/words.txt");
    fuzz_remove("pack.yaml");
    return 0;
}
