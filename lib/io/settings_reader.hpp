// Settings of checks out of a tree of values.
#pragma once

#include <planloom/model/check_settings.hpp>

#include "value_tree.hpp"

namespace planloom::detail {

/// Reads what can be read; the rest are faults, with pointers below the tree.
[[nodiscard]] CheckSettings read_settings(const Tree& tree, TreeFaults& faults);

}  // namespace planloom::detail
