#include "html_parts.hpp"

#include <algorithm>
#include <array>

namespace planloom::report {
namespace {

constexpr std::size_t names_in_a_sentence = 30;
constexpr std::size_t names_in_sight = 8;

const Phrase& effect_name(Effect effect, NodeKind kind) noexcept {
    if (effect == Effect::weakened) return phrases::weakened;
    if (effect == Effect::incomplete) return phrases::incomplete;
    if (kind == NodeKind::goal) return phrases::lost;
    return kind == NodeKind::requirement ? phrases::not_answered : phrases::blocked;
}

class Cards {
public:
    explicit Cards(Page& page)
        : page_(page), plan_(page.plan()), owned_(page.plan().units().size(), 0) {
        for (const GoalId goal : plan_.goals()) {
            if (const auto owner = plan_.goal(goal).owner()) ++owned_[*owner];
        }
    }

    void write() {
        page_.open_section("units", phrases::dependence);
        const Facts& facts = page_.facts();
        if (plan_.units().empty()) {
            page_.element("p", phrases::no_units);
        } else if (facts.cards.empty()) {
            page_.element("p", phrases::no_dependence);
        } else {
            page_.element("p", phrases::units_explained);
            page_.raw("<div class=\"cards\">\n");
            for (const UnitCard& card : facts.cards) write_card(card);
            page_.raw("</div>\n");
        }
        if (!facts.cards.empty() && !facts.harmless.empty()) {
            std::vector<Node> harmless(facts.harmless.begin(), facts.harmless.end());
            page_.element("p", phrases::harmless, page_.list(harmless, names_in_a_sentence));
        }
        if (facts.unasked > 0) {
            page_.leave_out(page_.words(phrases::dependence) + page_.words(phrases::colon) +
                            page_.count(facts.unasked, nouns::unit));
        }
        page_.close_section();
    }

private:
    void write_card(const UnitCard& card) {
        page_.rawf("<article class=\"card\" id=\"{}\">\n<h3>", Page::anchor(card.unit));
        page_.key(card.unit);
        page_.title(card.unit);
        page_.raw("</h3>\n");
        write_duties(card.unit);
        if (card.stopped() == 0) {
            page_.element("p class=\"stops\"", phrases::stops_nothing);
        } else {
            write_counts(card);
        }
        write_notices(card);
        page_.raw("<details><summary>");
        page_.say(phrases::effects);
        page_.rawf(" <span class=\"many\">{}</span></summary>\n<ul class=\"effects\">\n",
                   card.affected);
        for (const Effects& each : card.shown) write_effect(each.affected, each.path);
        page_.raw("</ul>\n");
        if (card.affected > card.shown.size()) {
            page_.leave_out(std::string(plan_.title(card.unit)) + page_.words(phrases::colon) +
                            page_.count(card.affected - card.shown.size(), nouns::node));
        }
        page_.raw("</details>\n</article>\n");
    }

    [[nodiscard]] std::string level_word(std::string_view level) const {
        for (const Phrase& each : phrases::levels)
            if (each.en == level) return page_.words(each);
        return std::string(level);
    }

    void write_duties(UnitId unit) {
        std::array<std::size_t, std::size(phrases::roles)> duties{};
        for (const AssignmentId id : page_.graph().assignments(unit)) {
            ++duties[static_cast<std::size_t>(plan_.assignment_table().role[id.index()])];
        }
        page_.raw("<p class=\"meta\">");
        const auto item = [&](std::string_view text) {
            page_.raw("<span>");
            page_.text(text);
            page_.raw("</span> ");
        };
        if (!plan_.unit(unit).level().empty()) item(level_word(plan_.unit(unit).level()));
        if (plan_.unit(unit).kind() == UnitKind::group) item(page_.words(phrases::group));
        for (std::size_t role = 0; role < duties.size(); ++role) {
            if (duties[role] == 0) continue;
            item(page_.words(phrases::roles[role]) + " " + std::to_string(duties[role]));
        }
        if (owned_[unit] > 0) {
            item(page_.words(phrases::goals_owned, page_.count(owned_[unit], nouns::goal)));
        }
        page_.raw("</p>\n");
    }

    void write_counts(const UnitCard& card) {
        page_.raw("<ul class=\"stops\">");
        const auto item = [&](std::size_t number, const Noun& noun, const Phrase& effect) {
            if (number == 0) return;
            page_.raw("<li>");
            page_.text(page_.count(number, noun));
            page_.raw(" <strong>");
            page_.say(effect);
            page_.raw("</strong></li>");
        };
        item(card.blocked, nouns::task, phrases::blocked);
        item(card.lost, nouns::goal, phrases::lost);
        item(card.unanswered, nouns::requirement, phrases::not_answered);
        page_.raw("</ul>\n");
    }

    void write_notices(const UnitCard& card) {
        if (card.notify.empty()) {
            page_.element("p class=\"tell\"", phrases::tell_nobody);
            return;
        }
        const bool is_long = card.notify.size() > names_in_sight;
        if (is_long) {
            page_.raw("<details class=\"tell\"><summary>");
            page_.say(phrases::tell_many, page_.count(card.notify.size(), nouns::unit));
            page_.raw("</summary><p>");
        } else {
            page_.raw("<p class=\"tell\"><b>");
            page_.say(phrases::tell);
            page_.raw("</b>");
        }
        for (std::size_t i = 0; i < std::min(card.notify.size(), page_.max_rows()); ++i) {
            if (i > 0) page_.say(phrases::comma);
            page_.title(card.notify[i].unit);
        }
        page_.raw(is_long ? "</p></details>\n" : "</p>\n");
        if (card.notify.size() > page_.max_rows()) {
            page_.leave_out(std::string(plan_.title(card.unit)) + page_.words(phrases::colon) +
                            page_.count(card.notify.size() - page_.max_rows(), nouns::unit));
        }
    }

    void write_effect(const Affected& affected, std::span<const Step> path) {
        page_.rawf("<li><span class=\"effect {}\">",
                   affected.effect == Effect::stopped ? "stopped" : "lighter");
        page_.say(effect_name(affected.effect, affected.node.kind));
        page_.raw("</span> ");
        page_.key(affected.node);
        page_.link(affected.node);
        page_.raw(" <span class=\"path\">");
        page_.text(sentence(page_.graph(), path, page_.language()));
        page_.raw("</span></li>\n");
    }

    Page& page_;
    const Plan& plan_;
    IdMap<UnitId, std::size_t> owned_;
};

}  // namespace

void write_units(Page& page) {
    Cards(page).write();
}

}  // namespace planloom::report
