#include <planloom/io/format.hpp>
#include <planloom/io/read.hpp>
#include <planloom/io/text.hpp>

#include <string>
#include <utility>

namespace planloom {

ReadResult read_plan(const std::string& path, const Limits& limits, Monitor* monitor) {
    std::string bytes = read_bytes(path);
    const Format format = format_of(path, bytes);
    return read_bytes_as(std::move(bytes), format, path, limits, monitor);
}

void write_plan(const std::string& path, const Plan& plan) {
    save(path, write_json(plan));
}

}  // namespace planloom
