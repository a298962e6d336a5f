// Whether a text is well-formed XML 1.0 without a document type. For a parsed one see
// "xml_document.hpp".
#pragma once

#include "xml_document.hpp"

namespace planloom::detail {

/// Walks once over a text.
/// @throws ReadError  as XmlDocument does
/// @complexity O(bytes) time, O(depth limit) space
void require_well_formed(std::string_view text, const XmlOptions& options);

}  // namespace planloom::detail
