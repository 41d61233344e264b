/* emit.h - writing one document in a format.
 *
 * A writer sees the finished document as plain data and appends bytes to a buffer; it is the only room where bytes become
 * code points, lines and columns (emit/position.h). One file per format. */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "base/buffer.h"
#include "layer/layer.h"
#include "text/text.h"
#include "token/token.h"

typedef struct { hs_str name, version, sha256; } emit_pack;

typedef struct {
    const text      *text;
    const tokens    *tokens;
    const layers    *layers;
    const emit_pack *packs;         /* the packs the rules were made of, in order */
    uint32_t         pack_count;
    hs_str           language;
} emit_document;

void emit_xml_begin(buffer *out);
void emit_xml(buffer *out, const emit_document *d);
void emit_xml_end(buffer *out);

/** One line of JSON; `with_text` adds the key text. */
void emit_documents(buffer *out, const emit_document *d, bool with_text);

/** One line of JSON per claim. */
void emit_jsonl(buffer *out, const emit_document *d);

#endif
