// Parts of the writer of StratML.
#pragma once

#include <planloom/model/plan.hpp>

#include "xml_writer.hpp"

#include <cstddef>
#include <string>

namespace planloom::detail {

/// The identifier of what has no key. Files repeat them, so that they identify nothing; they are
/// kept. Nothing for an empty one.
void write_own_identifier(XmlWriter& xml, const std::string& identifier);

/// @return how many baselines are left out, which the format does not have
std::size_t write_indicators(XmlWriter& xml, const Plan& plan, GoalId goal);

}  // namespace planloom::detail
