#include <planloom/core/error.hpp>
#include <planloom/io/ledger.hpp>

#include "json_text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace planloom {
namespace {

class MappingReader {
public:
    LedgerMapping read(const nlohmann::json& json) {
        if (!json.is_object()) {
            fault("", "expected an object");
            return {};
        }
        for (const auto& [name, value] : json.items()) {
            if (name == "columns")
                read_columns(value);
            else if (name == "header_row")
                read_header_row(value);
            else if (name == "sheet" && value.is_string())
                mapping_.sheet = value.get<std::string>();
            else
                fault(detail::pointer_to(name),
                      name == "sheet" ? "expected the name of a sheet"
                                      : "unknown field, expected columns, header_row or sheet");
        }
        return std::move(mapping_);
    }
    [[nodiscard]] std::vector<Diagnostic> faults() && { return std::move(faults_); }

private:
    void fault(std::string where, std::string message) {
        faults_.push_back({"mapping", Severity::error, std::move(where), 0, std::move(message)});
    }
    void read_header_row(const nlohmann::json& value) {
        constexpr std::uint64_t last_row = 1'048'576;
        if (value.is_number_unsigned() && value.get<std::uint64_t>() >= 1 &&
            value.get<std::uint64_t>() <= last_row)
            mapping_.header_row = value.get<std::uint32_t>();
        else
            fault("/header_row", "expected a row from 1 to " + std::to_string(last_row));
    }
    void read_columns(const nlohmann::json& value) {
        if (!value.is_object()) {
            fault("/columns", "expected an object of headers and fields");
            return;
        }
        for (const auto& [header, field] : value.items()) {
            const auto known = field.is_string()
                                   ? parse_ledger_field(field.get_ref<const std::string&>())
                                   : std::nullopt;
            if (known) {
                mapping_.columns.emplace(header, *known);
                continue;
            }
            std::string words;
            for (int i = 0; i <= static_cast<int>(LedgerField::attribute); ++i)
                words +=
                    (words.empty() ? "" : ", ") + std::string(word(static_cast<LedgerField>(i)));
            fault("/columns" + detail::pointer_to(header),
                  "unknown field, expected one of " + words);
        }
    }

    LedgerMapping mapping_;
    std::vector<Diagnostic> faults_;
};

}  // namespace

LedgerMapping parse_ledger_mapping(std::string_view json) {
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    constexpr std::size_t deepest = 8;
    const auto refuse = [](const std::string& message) {
        throw ReadError({{"mapping", Severity::error, "", 0, message}});
    };
    if (json.size() > most_bytes)
        refuse("expected at most " + std::to_string(most_bytes) + " bytes");
    bool is_deep = false;
    const auto watch = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        is_deep = is_deep || depth > static_cast<int>(deepest);
        return !is_deep;
    };
    nlohmann::json value;
    try {
        value = nlohmann::json::parse(json.begin(), json.end(), watch);
    } catch (const nlohmann::json::exception& error) {
        refuse(std::string("the mapping is no JSON: ") + error.what());
    }
    if (is_deep) refuse("the mapping is nested too deep");
    MappingReader reader;
    LedgerMapping mapping = reader.read(value);
    std::vector<Diagnostic> faults = std::move(reader).faults();
    if (!faults.empty()) throw ReadError(std::move(faults));
    return mapping;
}

}  // namespace planloom
