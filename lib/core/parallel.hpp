// Deals numbered pieces of work out to threads. Who writes only to the place of its piece gives the
// same answer with any number of them.
#pragma once

#include <planloom/core/monitor.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace planloom::detail {

/// Calls `work(i)` once for every i below `count`. The thread that asks works too, and is the only
/// one to call the monitor.
/// @param threads  0 for as many as the machine has
/// @throws whatever the piece with the lowest number throws; pieces after it may be left undone
template <class Work>
void for_each_piece(std::size_t count, unsigned threads, Monitor* monitor, const Work& work) {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stops = false;
    std::mutex mutex;
    std::exception_ptr failure;
    std::size_t failed = 0;
    const auto run = [&](bool is_first) {
        std::size_t piece = 0;
        try {
            while (!stops) {
                piece = next.fetch_add(1);
                if (piece >= count) return;
                if (is_first) report_progress(monitor, piece, count);
                work(piece);
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            stops = true;
            // Pieces are dealt out in order, so that the first one to fail has been tried.
            if (failure != nullptr && piece >= failed) return;
            failure = std::current_exception();
            failed = piece;
        }
    };
    {
        const unsigned wanted =
            threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min<std::size_t>(wanted, count); ++i)
            others.emplace_back([&run] { run(false); });
        run(true);
    }
    if (failure != nullptr) std::rethrow_exception(failure);
}

}  // namespace planloom::detail
