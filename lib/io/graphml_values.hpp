// Values of GraphML data as fields of a plan.
#pragma once

#include <planloom/model/plan_builder.hpp>

#include "attribute_json.hpp"
#include "graphml_document.hpp"
#include "graphml_fields.hpp"
#include "json_text.hpp"

#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail::graphml {

/// Takes values out of data and gathers every fault.
class Values {
public:
    explicit Values(Graph& graph) : graph_(graph) {}

    /// Lives as long as the data; empty where there is none.
    [[nodiscard]] std::string_view text(const Data& data, std::string_view name) const {
        const auto found = data.find(name);
        return found == data.end() ? std::string_view() : std::string_view(found->second);
    }
    [[nodiscard]] bool flag(const GraphEdge& edge, std::string_view name);
    [[nodiscard]] double number(const GraphEdge& edge, std::string_view name, double otherwise);
    [[nodiscard]] Minutes minutes(const GraphEdge& edge, std::string_view name, Minutes otherwise);
    template <class Enum>
    [[nodiscard]] Enum word_of(const GraphEdge& edge, std::string_view name, Enum otherwise) {
        take(text(edge.data, name), edge.line, name, otherwise);
        return otherwise;
    }

    /// Sets the fields of a row that a node has.
    template <class Table, class Row>
    void fill(const GraphNode& node, const Table* table, Row& row) {
        visit_fields(table, Fill<Row>{*this, node, row});
    }
    /// A list or an object of JSON; a fault where it is none.
    [[nodiscard]] Json json(const GraphNode& node, std::string_view name);
    [[nodiscard]] std::vector<std::string> texts(const GraphNode& node, std::string_view name);
    /// The attributes that were written, then all data that no field takes.
    void add_attributes(PlanBuilder& builder, Node row, const GraphNode& node);
    /// A value as JSON of the type that its name was declared with.
    [[nodiscard]] std::string as_json(std::string_view name, std::string_view value) const;

    void fault(std::uint32_t line, std::string message) {
        faults_.push_back({"bad_value", Severity::error, "", line, std::move(message)});
    }
    /// @throws ReadError  if there was a fault
    void require_faultless();

private:
    template <class Row>
    struct Fill {
        Values& values;
        const GraphNode& node;
        Row& row;

        template <class Table, class Cell, class Value>
        void operator()(const char* name, Column<Cell> Table::*, Value Row::*member) const {
            values.take(values.text(node.data, name), node.line, name, row.*member);
        }
        template <class Table>
        void operator()(const char* name, Column<Date> Table::*, Column<DatePrecision> Table::*,
                        DatePeriod Row::*member) const {
            values.take(values.text(node.data, name), node.line, name, row.*member);
        }
    };

    // A text that is empty leaves the value as it is.
    void take(std::string_view text, std::uint32_t line, std::string_view name,
              std::string_view& value);
    void take(std::string_view text, std::uint32_t line, std::string_view name, bool& value);
    void take(std::string_view text, std::uint32_t line, std::string_view name, double& value);
    void take(std::string_view text, std::uint32_t line, std::string_view name, Minutes& value);
    void take(std::string_view text, std::uint32_t line, std::string_view name,
              std::int32_t& value);
    void take(std::string_view text, std::uint32_t line, std::string_view name, Date& value);
    void take(std::string_view text, std::uint32_t line, std::string_view name, DatePeriod& value);
    template <class Enum, class = std::enable_if_t<std::is_enum_v<Enum>>>
    void take(std::string_view text, std::uint32_t line, std::string_view name, Enum& value) {
        if (text.empty()) return;
        if (const auto found = parse_word<Enum>(text))
            value = *found;
        else
            refuse(line, name, "one of its words", text);
    }
    void refuse(std::uint32_t line, std::string_view name, std::string_view expected,
                std::string_view found) {
        fault(line, std::string(name) + ": expected " + std::string(expected) + ", found " +
                        quoted(found));
    }

    Graph& graph_;
    std::vector<Diagnostic> faults_;
};

/// Leaves at most so many faults, and one that counts the rest.
void limit_faults(std::vector<Diagnostic>& faults, std::size_t limit);

}  // namespace planloom::detail::graphml
