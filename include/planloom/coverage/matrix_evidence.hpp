// The rows of the plan that stand behind one cell of a matrix.
#pragma once

#include <planloom/coverage/matrix.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace planloom {

/// In which table a row of evidence stands. `task` is no relation: a task that two units share.
enum class EvidenceKind : std::uint8_t { serves, assignment, implements, task, dependency };

/// `serves`, `assignment`, `implements`, `task`, `dependency`.
[[nodiscard]] std::string_view word(EvidenceKind kind) noexcept;

struct Evidence {
    EvidenceKind kind = EvidenceKind::serves;
    /// The row of the table, as in ServesId and the like.
    std::uint32_t row = 0;

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// The relations behind a cell, by kind, then plan order: as many as Cell::count says, none for an
/// empty cell.
/// @param matrix       of this graph
/// @param row, column  places in the matrix
/// @complexity O(goals + relations of the column) for goals and requirements, O(relations of the
///             row) for task_unit, O(tasks + links) for unit_unit
[[nodiscard]] std::vector<Evidence> cell_evidence(const PlanGraph& graph, const Matrix& matrix,
                                                  std::size_t row, std::size_t column);

}  // namespace planloom
