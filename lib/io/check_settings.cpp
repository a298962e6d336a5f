#include <planloom/io/check_settings.hpp>
#include <planloom/io/text.hpp>

#include "settings_reader.hpp"
#include "settings_writer.hpp"

namespace planloom {

CheckSettings read_check_settings(std::string_view text, const Limits& limits) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string_view::npos && text[first] == '{';
    const detail::Tree tree =
        is_json ? detail::read_json_tree(text, limits) : detail::read_yaml_tree(text, limits);
    detail::TreeFaults faults(limits.errors);
    CheckSettings settings = detail::read_settings(tree, faults);
    std::move(faults).throw_if_any();
    return settings;
}

CheckSettings read_check_settings_file(const std::string& path, const Limits& limits) {
    return read_check_settings(decode_text(read_bytes(path)).text, limits);
}

std::string write_check_settings(const CheckSettings& settings) {
    std::string out;
    detail::write_settings(out, 2, settings);
    return out += '\n';
}

}  // namespace planloom
