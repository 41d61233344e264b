/* write.c - documents into formats: picks the writer, hands its bytes to the sink; and what hearsay is made of. */
#include "api/document.h"
#include "base/error.h"
#include "base/regex.h"
#include "emit/emit.h"

#include <stdio.h>

/* What most documents take at most, so that the buffer isn't moved while it fills. */
enum { WRITE_FIRST = 4096, WRITE_GROWTH = 8 };

static hs_status pour(buffer *b, hs_sink sink, void *user)
{
    hs_status status = b->failed ? HS_ERR_MEMORY : HS_OK;
    if (!status && b->len && !sink(user, b->data, b->len)) status = HS_ERR_IO;
    buffer_free(b);
    return status;
}

hs_status hs_write_begin(hs_format format, hs_sink sink, void *user)
{
    buffer b;
    buffer_init(&b);
    if (format == HS_FORMAT_XML) emit_xml_begin(&b);
    return pour(&b, sink, user);
}

hs_status hs_write_end(hs_format format, hs_sink sink, void *user)
{
    buffer b;
    buffer_init(&b);
    if (format == HS_FORMAT_XML) emit_xml_end(&b);
    return pour(&b, sink, user);
}

hs_status hs_document_write(const hs_document *document, hs_format format, uint32_t flags, hs_sink sink, void *user)
{
    const struct hs_rules *rules = document->rules;
    emit_pack packs[16];
    uint32_t count = rules->pack_count < 16 ? rules->pack_count : 16;
    for (uint32_t i = 0; i < count; i++)
        packs[i] = (emit_pack){ rules->packs[i].name, rules->packs[i].version, rules->packs[i].sha256 };
    emit_document d = { &document->text, &document->tokens, &document->layers, packs, count, rules->language };
    buffer b;
    buffer_init(&b);
    buffer_reserve(&b, WRITE_FIRST + WRITE_GROWTH * document->text.bytes.len);
    switch (format) {
    case HS_FORMAT_XML: emit_xml(&b, &d); break;
    case HS_FORMAT_DOCUMENTS: emit_documents(&b, &d, (flags & HS_WRITE_WITH_TEXT) != 0); break;
    case HS_FORMAT_JSONL: emit_jsonl(&b, &d); break;
    }
    return pour(&b, sink, user);
}
