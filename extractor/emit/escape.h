/* escape.h - text made safe for XML and JSON.
 *
 * Everything that comes here is valid UTF-8 (the text by text_read(), labels too); clean runs are found a word at a time and
 * copied whole. No format is indented inside text. */
#ifndef EMIT_ESCAPE_H
#define EMIT_ESCAPE_H

#include "base/buffer.h"

/** Element content: & < > and CR, which a parser would turn into LF. */
void escape_xml(buffer *out, hs_str s);

/** Between double quotes: also " and white space, which a parser would turn into blanks; other controls become U+FFFD. */
void escape_xml_attribute(buffer *out, hs_str s);

/** The inside of a JSON string: " \ and controls. */
void escape_json(buffer *out, hs_str s);

/** A whole JSON string with its marks. */
void escape_json_string(buffer *out, hs_str s);

#endif
