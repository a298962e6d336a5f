#include <planloom/io/unit_name.hpp>

#include <utility>

namespace planloom {

UnitRegister::Entry UnitRegister::add(std::string_view name, UnitKind kind) {
    std::string spelling = normalize_unit_name(name);
    if (const auto known = spellings_.find(spelling); known != spellings_.end())
        return {known->second, Outcome::known};
    std::string form = unit_name_form(spelling);
    if (const auto known = forms_.find(form); known != forms_.end()) {
        bodies_[known->second].aliases.push_back(spelling);
        spellings_.emplace(std::move(spelling), known->second);
        return {known->second, Outcome::joined};
    }
    const std::size_t body = bodies_.size();
    bodies_.push_back({spelling, {}, kind});
    spellings_.emplace(std::move(spelling), body);
    forms_.emplace(std::move(form), body);
    return {body, Outcome::added};
}

UnitRegister::Entry UnitRegister::add_alias(std::size_t body, std::string_view alias) {
    std::string spelling = normalize_unit_name(alias);
    std::string form = unit_name_form(spelling);
    const auto known = spellings_.find(spelling);
    const auto like = forms_.find(form);
    const std::size_t other = known != spellings_.end() ? known->second
                              : like != forms_.end()    ? like->second
                                                        : body;
    if (other != body) return {other, Outcome::conflict};
    if (known != spellings_.end()) return {body, Outcome::known};
    bodies_[body].aliases.push_back(spelling);
    spellings_.emplace(std::move(spelling), body);
    forms_.emplace(std::move(form), body);
    return {body, Outcome::added};
}

}  // namespace planloom
