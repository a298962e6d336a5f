// Prints who does what as CSV: a row for each task, a column for each unit.
#include <planloom/planloom.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace {

std::string quoted(std::string_view text) {
    std::string field = "\"";
    for (const char c : text) field.append(c == '"' ? 2 : 1, c);
    return field + '"';
}

// In a matrix of tasks and units, bit i of a cell's marks is the i-th role.
std::string roles(const planloom::Cell& cell) {
    std::string text;
    std::size_t bit = 0;
    for (const std::string_view role : planloom::words<planloom::Role>()) {
        if (((cell.marks >> bit) & 1U) != 0) text += (text.empty() ? "" : " ") + std::string(role);
        ++bit;
    }
    return text;
}

}  // namespace

int main(int count, char** words) {
    try {
        const std::string path = count > 1 ? words[1] : "examples/plans/house.json";
        planloom::ReadResult read = planloom::read_plan(path);
        const planloom::PlanGraph graph = planloom::freeze(std::move(read.plan));
        const planloom::Matrix matrix = planloom::matrix(graph, planloom::MatrixKind::task_unit);
        std::cout << "task";
        for (const planloom::Node unit : matrix.columns())
            std::cout << ',' << quoted(graph.plan().key(unit));
        std::cout << '\n';
        for (std::size_t row = 0; row < matrix.rows().size(); ++row) {
            std::cout << quoted(graph.plan().key(matrix.rows()[row]));
            for (std::size_t column = 0; column < matrix.columns().size(); ++column) {
                const planloom::Cell* cell = matrix.find(row, column);
                std::cout << ',' << (cell == nullptr ? "" : roles(*cell));
            }
            std::cout << '\n';
        }
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
