#include "mspdi_tasks.hpp"

#include <algorithm>
#include <cmath>

namespace planloom::detail::mspdi {

LinkType TaskReader::type_of(pugi::xml_node node) {
    const std::int64_t type = values_.integer(child_of(node, "Type")).value_or(1);
    const auto* const found = std::find(link_types.begin(), link_types.end(), type);
    if (found != link_types.end()) return static_cast<LinkType>(found - link_types.begin());
    values_.note("bad_link_type", Severity::warning, node,
                 "expected a link type 0 to 3, found " + std::to_string(type) +
                     "; finish-to-start is taken");
    return LinkType::finish_to_start;
}

std::string TaskReader::external_link(pugi::xml_node node) {
    values_.note("external_link", Severity::warning, node,
                 "a link to another project is kept as an attribute only");
    const std::int64_t lag = values_.integer(child_of(node, "LinkLag")).value_or(0);
    const std::int64_t format = values_.integer(child_of(node, "LagFormat")).value_or(7);
    const std::int64_t uid = values_.integer(child_of(node, "PredecessorUID")).value_or(0);
    return "{\"project\":" + as_json(text_of(child_of(node, "CrossProjectName"))) +
           ",\"uid\":" + std::to_string(uid) + ",\"type\":" + as_json(word(type_of(node))) +
           ",\"lag\":" + std::to_string(lag) + ",\"format\":" + std::to_string(format) + '}';
}

void TaskReader::add_links(std::size_t at) {
    const Row& row = rows_[at];
    for (const pugi::xml_node node : row.node.children()) {
        if (local_name(node) != "PredecessorLink" || values_.flag(child_of(node, "CrossProject")))
            continue;
        const auto uid = values_.integer(child_of(node, "PredecessorUID"));
        const auto found = uid ? row_of_uid_.find(*uid) : row_of_uid_.end();
        if (found == row_of_uid_.end()) {
            values_.fault("unknown_task", node,
                          uid ? "a link names the unknown task UID " + std::to_string(*uid)
                              : "a link has no <PredecessorUID>");
            continue;
        }
        Link link{.type = type_of(node), .line = values_.line(node)};
        set_lag(node, rows_[found->second], link);
        builder_.depend(row.id, key_of_row_[found->second], link);
    }
}

void TaskReader::set_lag(pugi::xml_node node, const Row& before, Link& link) {
    const std::int64_t lag = values_.integer(child_of(node, "LinkLag")).value_or(0);
    const int format = static_cast<int>(
        std::clamp<std::int64_t>(values_.integer(child_of(node, "LagFormat")).value_or(7), 0, 99));
    if (lag == 0) return;
    link.is_elapsed = is_elapsed_format(format);
    if (lag > max_minutes || lag < -max_minutes) {
        values_.fault("bad_number", node, "<LinkLag>: " + std::to_string(lag) + " is too long");
        return;
    }
    if (is_percent_format(format)) {
        if (before.duration == no_minutes)
            values_.note("lag_left_out", Severity::warning, node,
                         "a lag in per cent of a task without a duration is left out");
        else
            link.lag = std::llround(static_cast<double>(before.duration) *
                                    static_cast<double>(lag) / 100.0);
        values_.count("lag_in_per_cent",
                      "lags in per cent are read as shares of the duration as it stands");
        return;
    }
    link.lag = std::llround(static_cast<double>(lag) / 10.0);
    const Minutes unit = unit_of_format(format, builder_.head().work);
    if (std::abs(link.lag) * 10 <= unit)
        values_.note("small_lag", Severity::warning, node,
                     "a lag of " + std::to_string(link.lag) +
                         " minutes is shown in days or weeks; LinkLag counts tenths of a "
                         "minute, which the file's program may not know");
}

}  // namespace planloom::detail::mspdi
