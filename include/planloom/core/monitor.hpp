// The seam through which long work shows progress and can be stopped.
#pragma once

#include <planloom/core/error.hpp>

#include <cstdint>

namespace planloom {

/// Watches long work. The library calls it from the thread that was given the work, at least every
/// few thousand steps; it must be cheap.
class Monitor {
public:
    Monitor() = default;
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;
    virtual ~Monitor() = default;

    /// @param done, total  steps of the present work, in no fixed unit; total 0 when unknown
    /// @return whether to go on; on false the work throws Interrupted
    virtual bool proceed(std::uint64_t done, std::uint64_t total) = 0;
};

/// Tells the monitor, if any, how far the work is.
/// @throws Interrupted  if the monitor says stop
inline void report_progress(Monitor* monitor, std::uint64_t done, std::uint64_t total) {
    if (monitor != nullptr && !monitor->proceed(done, total)) throw Interrupted();
}

}  // namespace planloom
