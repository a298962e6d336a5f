#include <planloom/io/baseline.hpp>
#include <planloom/io/text.hpp>

#include "json_lines.hpp"
#include "json_text.hpp"
#include "value_tree.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace planloom {
namespace {

using detail::Tree;

constexpr Limits limits = {.depth = 8, .bytes = std::size_t{1} << 30, .errors = 1000};

bool is_fingerprint(std::string_view text) noexcept {
    return text.size() == 16 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

class BaselineReader {
public:
    [[nodiscard]] Baseline read(const Tree& tree) {
        Baseline baseline;
        const Tree* entries = nullptr;
        if (tree.kind == Tree::Kind::object)
            for (const detail::TreeField& each : tree.fields) {
                if (each.name == "baseline" && each.value.text != "1")
                    fault("/baseline", each.value.line, "version",
                          "expected version 1 of the format");
                if (each.name == "findings") entries = &each.value;
            }
        if (entries == nullptr || entries->kind != Tree::Kind::list) {
            fault("/findings", tree.line, "missing_field", "expected a list of findings");
        } else {
            for (std::size_t i = 0; i < entries->items.size(); ++i)
                baseline.entries.push_back(
                    read_entry("/findings/" + std::to_string(i), entries->items[i]));
        }
        std::move(faults_).throw_if_any();
        std::stable_sort(baseline.entries.begin(), baseline.entries.end(),
                         [](const BaselineEntry& a, const BaselineEntry& b) {
                             return a.fingerprint < b.fingerprint;
                         });
        return baseline;
    }

private:
    void fault(std::string place, std::uint32_t line, std::string code, std::string message) {
        faults_.add(std::move(place), line, std::move(code), std::move(message));
    }

    [[nodiscard]] BaselineEntry read_entry(const std::string& place, const Tree& tree) {
        BaselineEntry entry;
        for (const detail::TreeField& each : tree.fields) {
            const std::string_view text = each.value.text;
            if (each.name == "fingerprint") entry.fingerprint = text;
            if (each.name == "rule") entry.rule = text;
            if (each.name == "subjects")
                for (const Tree& subject : each.value.items) entry.subjects.push_back(subject.text);
            if (each.name != "count") continue;
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), entry.count);
            if (error != std::errc() || end != text.data() + text.size() || entry.count == 0)
                fault(place + "/count", each.value.line, "bad_number",
                      "expected a whole number from 1");
        }
        if (!is_fingerprint(entry.fingerprint))
            fault(place + "/fingerprint", tree.line, "bad_field",
                  "found " + detail::quoted(entry.fingerprint) +
                      ", expected sixteen hexadecimal digits");
        return entry;
    }

    detail::TreeFaults faults_{limits.errors};
};

}  // namespace

std::string write_baseline(const Baseline& baseline) {
    std::string out;
    detail::ObjectLines lines(out, 2);
    lines.raw("baseline", "1");
    detail::ListLines list(lines.field("findings"), 4);
    for (const BaselineEntry& each : baseline.entries) {
        detail::InlineObject object(list.element());
        object.text("fingerprint", each.fingerprint);
        object.raw("count", std::to_string(each.count));
        object.text("rule", each.rule);
        std::string subjects = "[";
        for (std::size_t i = 0; i < each.subjects.size(); ++i) {
            if (i > 0) subjects += ", ";
            detail::append_json_string(subjects, each.subjects[i]);
        }
        object.raw("subjects", subjects + ']');
        object.close();
    }
    list.close();
    lines.close();
    return out += '\n';
}

Baseline read_baseline(std::string_view text) {
    return BaselineReader().read(detail::read_json_tree(text, limits));
}

Baseline read_baseline_file(const std::string& path) {
    return read_baseline(read_bytes(path));
}

}  // namespace planloom
