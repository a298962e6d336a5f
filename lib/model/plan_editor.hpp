// Carries out edits on the columns of a plan.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/plan_edit.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace planloom {

/// A plan under edits. Whatever an edit names is looked up in the plan as it was, with the added
/// nodes last, before anything else is changed.
class PlanEditor {
public:
    PlanEditor(Plan plan, std::span<const PlanEdit> edits);

    /// @throws InvalidEdit
    [[nodiscard]] Plan apply();

private:
    using Field = DanglingRef::Field;
    /// What an edit speaks of.
    struct Target {
        bool is_found = false;
        /// The node, or the owner of the row.
        Node node;
        /// The row in its table or list of texts.
        std::uint32_t row = 0;
        /// What an added row leads to, if it is there.
        std::optional<Node> other = {};
    };
    /// A node that an edit adds, and the row that it follows: none for the last place, -1 for the
    /// first.
    struct Added {
        std::size_t edit = 0;
        std::optional<std::int64_t> place = {};
    };
    /// What two edits cannot both have: a field, or with an empty name the whole of a row.
    using Claim = std::tuple<std::size_t, Node, RowKind, std::uint32_t, std::string>;

    // plan_editor.cpp: what edits speak of, and whether they agree.
    void fault(std::size_t edit, std::string code, const std::string& message);
    void conflict(std::size_t edit, std::size_t earlier);
    void throw_faults();
    void add_nodes();
    void find_targets();
    [[nodiscard]] std::optional<Node> find(std::size_t edit, const NodeName& name);
    [[nodiscard]] Target find(std::size_t edit, const RowName& name, bool is_new);
    [[nodiscard]] std::optional<Node> find_other(const RowName& name) const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(RowKind kind, Node owner) const;
    [[nodiscard]] bool fits(const RowName& name, std::size_t row, std::optional<Node> other) const;
    [[nodiscard]] Claim claim_of(std::size_t edit) const;
    void find_conflicts();

    // plan_editor_values.cpp: fields.
    void set_fields();
    void set_node_field(std::size_t edit, const SetField& set);
    void set_row_field(std::size_t edit, RowKind kind, std::uint32_t row, std::string_view field,
                       const FieldValue& value);
    void refer(std::size_t edit, Field field, std::uint32_t row, const FieldValue& value);
    template <class Table>
    void set_column(std::size_t edit, Table& table, std::uint32_t row, std::string_view field,
                    const FieldValue& value);
    template <class T>
    [[nodiscard]] std::string_view store(Column<T>& column, std::uint32_t row,
                                         const FieldValue& value);
    void check_added_rows();
    /// Whether a reference with this key leads to the node.
    [[nodiscard]] bool names(NodeKind kind, std::string_view key, Node node) const;
    void rename();
    void set_key(Node node, std::string_view key);
    void rename_in_texts(const std::map<std::pair<NodeKind, std::string>, std::string>& keys,
                         const std::map<std::string, std::string>& subjects);

    // plan_editor_rows.cpp: rows that come, go and move.
    void remove_rows();
    void move_nodes();
    void lift_children();
    void move_references();
    void move_relations();
    void move_texts();
    void index_keys();
    void add_rows();
    void keep_dangling();
    [[nodiscard]] std::vector<std::uint32_t> order_of(NodeKind kind) const;
    [[nodiscard]] Node moved(Node node) const;

    [[nodiscard]] bool has(NodeKind kind, std::string_view key) const;
    [[nodiscard]] std::size_t count(NodeKind kind) const noexcept;
    [[nodiscard]] std::vector<RowText>& texts(RowKind kind) noexcept;

    std::span<const PlanEdit> edits_;
    Plan plan_;
    /// One for every edit.
    std::vector<Target> targets_;
    std::vector<bool> is_repeated_;
    std::vector<Diagnostic> faults_;
    std::map<Node, Added> added_;
    std::set<Node> removed_;
    /// The rows that go, by the number of their kind.
    std::array<std::set<std::uint32_t>, 7> removed_rows_;
    /// Where the nodes of each kind are in the end; empty if they stay.
    std::array<std::vector<std::uint32_t>, 4> moved_;
    /// References that name nothing, while they change.
    std::map<std::pair<Field, std::uint32_t>, TextRef> dangling_;
};

}  // namespace planloom
