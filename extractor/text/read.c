/* read.c - the intake: one article in, one text out.
 *
 * Says no to what is too large, empty or binary; decodes (decode.c); reads the date (date.c); cuts blocks (blocks.c, kinds.c);
 * keeps what lost nothing but is worth telling as one warning. */
#include "text/text.h"

#include "base/error.h"
#include "text/blocks.h"
#include "text/charset.h"
#include "text/decode.h"

enum { MAX_ARTICLE = 8 * 1024 * 1024 };

static hs_status check_size(hs_str bytes, const hs_options *options, hs_error *error)
{
    uint32_t most = options && options->max_article ? options->max_article : MAX_ARTICLE;
    if (bytes.len <= most) return HS_OK;
    return error_set(error, HS_ERR_LIMIT, "the article has %zu bytes, more than the limit max-article of %u", bytes.len, most);
}

/* JSON is UTF-8 by definition; an archive that says otherwise is believed, but UTF-16 can't lie inside of one. */
static hs_status choose_charset(const hs_article *article, const hs_options *options, charset_guess *guess, hs_error *error)
{
    hs_str label = options ? options->encoding : STR("");
    charset set = label.len ? charset_from(label) : CHARSET_UNKNOWN;
    if (label.len && set == CHARSET_UNKNOWN)
        return error_set(error, HS_ERR_USAGE, "unknown encoding '%.*s', expected one of %s", (int)(label.len < 40 ? label.len : 40),
                         label.ptr, charset_labels());
    if (article->is_json_string) {
        if (set == CHARSET_UTF16LE || set == CHARSET_UTF16BE)
            return error_set(error, HS_ERR_USAGE, "JSON can't be read as %s", charset_name(set));
        *guess = charset_given(article->bytes, label.len ? set : CHARSET_UTF8);
        guess->is_clean = guess->is_clean && !guess->bom;
        guess->bom = 0; /* a record's first character, whatever it is, belongs to it */
        return HS_OK;
    }
    *guess = label.len ? charset_given(article->bytes, set) : charset_detect(article->bytes);
    return HS_OK;
}

static hs_status check_binary(const hs_article *article, charset_guess guess, hs_error *error)
{
    const char *kind = charset_binary_kind(article->bytes, guess);
    return kind ? error_set(error, HS_ERR_INPUT, "looks binary (%s)", kind) : HS_OK;
}

/* ---- warnings: one line, parts joined by "; " ------------------------------------------------------------------------------ */

static void warn(text *t, arena *memory, hs_str part)
{
    t->warning = t->warning.len ? arena_printf(memory, "%.*s; %.*s", (int)t->warning.len, t->warning.ptr, (int)part.len, part.ptr)
                                : part;
}

static void warn_of_losses(text *t, arena *memory, decode_losses losses)
{
    t->replaced = losses.replaced;
    if (losses.replaced)
        warn(t, memory, arena_printf(memory, "%u invalid or forbidden character%s became U+FFFD, the first at byte %u",
                                     losses.replaced, losses.replaced == 1 ? "" : "s", losses.first_replaced));
}

static void warn_of_guess(text *t, arena *memory, charset_guess guess)
{
    if (guess.utf8_sequences)
        warn(t, memory, arena_printf(memory, "taken for windows-1252, though %u valid UTF-8 sequence%s in it: perhaps the encoding "
                                     "is utf-8 with errors", guess.utf8_sequences, guess.utf8_sequences == 1 ? " is" : "s are"));
}

/* ---- metadata --------------------------------------------------------------------------------------------------------------- */

static void read_published(text *t, arena *memory, const hs_article *article)
{
    char day[11];
    t->published = t->published_from = STR("");
    if (!article->published.len) return;
    if (text_read_date(article->published, day)) {
        t->published = arena_copy(memory, (hs_str){ day, 10 });
        t->published_from = decode_label(memory, article->published_from);
        return;
    }
    hs_str shown = decode_label(memory, (hs_str){ article->published.ptr, article->published.len < 60 ? article->published.len : 60 });
    warn(t, memory, arena_printf(memory, "no date could be read from '%.*s'", (int)shown.len, shown.ptr));
}

static void read_metadata(text *t, arena *memory, const hs_article *article)
{
    t->id = decode_label(memory, article->id);
    t->uri = decode_label(memory, article->uri);
    t->url = decode_label(memory, article->url);
    t->title = decode_label(memory, article->title);
    t->record = article->record;
    t->record_offset = article->record_offset;
    read_published(t, memory, article);
}

hs_status text_read(text *out, arena *memory, const hs_article *article, const hs_options *options, const text_tables *tables,
                    hs_error *error)
{
    *out = (text){ .warning = STR("") };
    charset_guess guess;
    decode_losses losses;
    hs_status status;
    if (!article->bytes.len) return error_set(error, HS_ERR_INPUT, "the article is empty");
    if ((status = check_size(article->bytes, options, error)) ||
        (status = choose_charset(article, options, &guess, error)) ||
        (status = check_binary(article, guess, error)) ||
        (status = decode_bytes(out, memory, article->bytes, guess, article->is_json_string, &losses, error)))
        return status;
    out->charset = (hs_str){ charset_name(guess.set), strlen(charset_name(guess.set)) };
    warn_of_guess(out, memory, guess);
    warn_of_losses(out, memory, losses);
    read_metadata(out, memory, article);
    if (!blocks_cut(out, memory) || memory->failed) return error_memory(error);
    if (!out->block_count) return error_set(error, HS_ERR_INPUT, "the article is empty (nothing but white space)");
    blocks_classify(out, tables);
    return HS_OK;
}
