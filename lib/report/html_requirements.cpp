#include "html_parts.hpp"

namespace planloom::report {
namespace {

/// The table of requirements with what answers them.
class Requirements {
public:
    explicit Requirements(Page& page) : page_(page), plan_(page.plan()) {
        for (const RequirementId id : plan_.requirements()) {
            const RequirementView view = plan_.requirement(id);
            has_comments_ = has_comments_ || view.kind() == RequirementKind::comment ||
                            view.disposition() != Disposition::none || view.round() ||
                            !view.reason().empty() || !view.raised_by().empty();
        }
    }

    void write() {
        if (plan_.requirements().empty()) return;
        page_.element("h3", phrases::requirement_answers);
        page_.raw("<div class=\"scroll\"><table class=\"requirements\"><thead><tr>");
        if (page_.has_keys(NodeKind::requirement)) page_.element("th scope=\"col\"", phrases::key);
        for (const Phrase* head : {&phrases::requirement, &phrases::kind, &phrases::answered_by}) {
            page_.element("th scope=\"col\"", *head);
        }
        if (has_comments_) page_.element("th scope=\"col\"", phrases::disposition);
        page_.raw("</tr></thead><tbody>\n");
        for (const RequirementId id : plan_.requirements()) {
            if (id.index() >= page_.max_rows()) break;
            write_requirement(id);
        }
        page_.raw("</tbody></table></div>\n");
        if (plan_.requirements().size() > page_.max_rows()) {
            page_.leave_out(
                page_.words(phrases::requirement_answers) + page_.words(phrases::colon) +
                page_.count(plan_.requirements().size() - page_.max_rows(), nouns::requirement));
        }
    }

private:
    void write_requirement(RequirementId id) {
        constexpr const Phrase* kinds[] = {&phrases::clause, &phrases::problem, &phrases::comment};
        const RequirementView view = plan_.requirement(id);
        page_.rawf("<tr id=\"{}\">", Page::anchor(id));
        if (page_.has_keys(NodeKind::requirement)) {
            page_.raw("<td class=\"key\">");
            page_.text(view.key());
            page_.raw("</td>");
        }
        page_.raw("<th scope=\"row\">");
        page_.title(id);
        page_.paragraph(view.text(), "text");
        page_.paragraph(view.source(), "text");
        page_.raw("</th><td class=\"short\">");
        page_.say(*kinds[static_cast<std::size_t>(view.kind())]);
        if (view.is_optional()) page_.element("span class=\"tag\"", phrases::optional);
        page_.raw("</td><td>");
        write_answers(id);
        page_.raw("</td>");
        if (has_comments_) {
            page_.raw("<td>");
            write_disposition(view);
            page_.raw("</td>");
        }
        page_.raw("</tr>\n");
    }

    void write_answers(RequirementId id) {
        const auto rows = page_.graph().implements(id);
        if (rows.empty()) page_.element("strong", phrases::nobody);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i > 0) page_.say(phrases::comma);
            page_.link(plan_.implements_table().node[rows[i].index()]);
        }
    }

    void write_disposition(const RequirementView& view) {
        constexpr const Phrase* names[] = {&phrases::open, &phrases::open, &phrases::adopted,
                                           &phrases::partly, &phrases::rejected};
        if (view.disposition() != Disposition::none || view.kind() == RequirementKind::comment) {
            page_.say(*names[static_cast<std::size_t>(view.disposition())]);
        }
        page_.paragraph(view.reason(), "text");
        if (view.round()) page_.element("p class=\"text\"", phrases::in_round, *view.round());
        if (!view.raised_by().empty()) {
            page_.element("p class=\"text\"", phrases::raised_by, view.raised_by());
        }
    }

    Page& page_;
    const Plan& plan_;
    bool has_comments_ = false;
};

}  // namespace

void write_requirements(Page& page) {
    Requirements(page).write();
}

void write_consultation(Page& page) {
    const Consultation& said = page.plan().head().consultation;
    if (said == Consultation{}) return;
    page.element("h3", phrases::consultation);
    page.raw("<p>");
    const auto number = [](std::int32_t value) { return static_cast<std::size_t>(value); };
    if (said.rounds != no_number) {
        page.say(phrases::consulted, page.count(number(said.rounds), nouns::round));
        page.raw(" ");
    }
    if (said.comments != no_number) {
        page.say(phrases::comments, page.count(number(said.comments), nouns::comment));
        page.raw(" ");
    }
    const auto part = [&](const Phrase& phrase, std::int32_t value) {
        if (value == no_number) return;
        page.say(phrase, said.comments != no_number
                             ? page.share(number(value), number(said.comments))
                             : fmt::format("{}", value));
        page.raw(" ");
    };
    part(phrases::comments_adopted, said.adopted);
    part(phrases::comments_partly, said.partly);
    part(phrases::comments_rejected, said.rejected);
    page.raw("</p>\n");
}

}  // namespace planloom::report
