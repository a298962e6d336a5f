// Project networks of the scheduling literature: PSPLIB (Kolisch and Sprecher 1996,
// doi:10.1016/S0377-2217(96)00170-1) and RCPSP/max of ProGen/max (Schwindt 1995).
#pragma once

#include <planloom/io/json.hpp>

#include <string_view>

namespace planloom {

/// Reads a single-mode or multi-mode PSPLIB file (`.sm`, `.mm`). Jobs become tasks `1` to `n`, the
/// source and the sink milestones; resources become units `R 1`, `N 1`, ... with their capacity,
/// and a request an assignment with its amount. The file has no unit of time: one period is one
/// minute. Of several modes the first is taken, and a note says so. Values that no plan holds
/// (`horizon`, `mpm_time`, `tardiness_cost`) are kept as attributes.
/// @throws ReadError  with the line
/// @complexity O(bytes)
[[nodiscard]] ReadResult read_psplib(std::string_view text, const Limits& limits = {});

/// Reads an RCPSP/max file (`.sch`). Every arc becomes a start-to-start link whose lag is the
/// number in brackets: a negative one says how much earlier than its predecessor the successor may
/// start at most, which is how the format writes a maximum time lag.
/// @throws ReadError  with the line
/// @complexity O(bytes)
[[nodiscard]] ReadResult read_rcpsp_max(std::string_view text, const Limits& limits = {});

}  // namespace planloom
