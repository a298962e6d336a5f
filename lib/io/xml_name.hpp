// Keys as names that XML allows for ids (NCName), and back.
#pragma once

#include <string>
#include <string_view>

namespace planloom::detail {

/// A key as an xsd:ID: what may not stand in one is written as `_x0020_`, the number of its code
/// point. Not for an empty key.
[[nodiscard]] std::string xml_name_of(std::string_view key);

/// The key that xml_name_of made a name of.
[[nodiscard]] std::string key_of_xml_name(std::string_view name);

}  // namespace planloom::detail
