// Inside kiosk/: what the views of the single pages share.
#pragma once

#include "kiosk/views.h"
#include "site/ticket_words.h"

namespace foyer::kiosk::parts {

[[nodiscard]] std::string job_icon(Job job);
/// The row of a service in a list: its wait, or why it can't be had now.
[[nodiscard]] Row service_row(const ViewContext& context, const ServiceInfo& service,
                              std::string_view id_prefix);
/// Whether that row stands with those of the service desk.
[[nodiscard]] bool at_the_desk(const ViewContext& context, const ServiceInfo& service);

[[nodiscard]] Action back_action(const Texts& in);
[[nodiscard]] Action start_over_action(const Texts& in);
[[nodiscard]] Action search_action(const Texts& in);
[[nodiscard]] Action ticket_action(const ViewContext& context, const Form& form);
/// A ticket for what is chosen can be issued although the server does not answer.
[[nodiscard]] bool can_go_alone(const ViewContext& context, const Form& form);
[[nodiscard]] std::string waits_not_known(const Texts& in);

/// "8:30 am" for today, "Tue 24 Nov, 8:30 am" for another day; empty if it is not known.
[[nodiscard]] std::string next_opening_words(const ViewContext& context);
/// What the kiosk can do for whoever comes.
enum class Front {
  open,
  alone,    ///< Tickets without the server.
  no_link,  ///< No tickets, and nobody knows why: ask at the welcome desk.
  closed,   ///< Says the server or, while it is silent, the site's calendar.
};
[[nodiscard]] Front front_of(const ViewContext& context);

/// "Opening hours", where the facts do not lead there; nothing while the date is not known.
[[nodiscard]] std::optional<LinkItem> hours_link(const ViewContext& context, const Form& form);
/// The fact that says until when it is open leads there.
[[nodiscard]] bool hours_by_fact(const ViewContext& context, const Form& form);

/// Of a service that is switched off for the rest of the day.
[[nodiscard]] std::string off_today_words(const Texts& in);

/// Those of everybody, one at a time; nothing where there is none.
[[nodiscard]] std::optional<NoticeBar> notice_bar(const ViewContext& context);
/// All that concern this service.
void add_notices_of(const ViewContext& context, const ServiceId& service, Items& items);

/// Open or closed, the wait now, people waiting.
[[nodiscard]] std::vector<ui::Fact> lobby_facts(const ViewContext& context, const Form& form);
/// Heading and chips of the languages, `chosen` ticked.
[[nodiscard]] Chips language_chips(const ViewContext& context, const LanguageTag& chosen,
                                   std::string_view id_prefix);

/// Facts, or the honest words in their place: what a ticket says of the wait.
[[nodiscard]] TicketCard wait_card(const Texts& in, const Wait& wait, std::optional<int> before);
/// Where to wait, and how the call comes.
[[nodiscard]] InfoCard waiting_card(const Texts& in, const std::vector<SpecialNeed>& special_needs,
                                    const std::string& ticket);

/// Heading and rows of what a service needs; nothing where it needs nothing.
void add_checklist(const ViewContext& context, const Form& form, const ServiceInfo& service,
                   Items& items);

/// "More about this"; nothing where no article about the service may be read by residents.
[[nodiscard]] std::optional<LinkItem> article_link(const ViewContext& context,
                                                   const ServiceInfo& service);

/// This kiosk, if it stands in a building that the site describes; otherwise null: no ways.
[[nodiscard]] const KioskInfo* kiosk_of(const ViewContext& context);
/// "Find my way", for the home page; nothing where there are no ways.
[[nodiscard]] std::optional<LinkItem> find_link(const ViewContext& context);
/// "Show me the way" to what a service refers to, to a counter, to the seats; nothing where it is
/// not known.
[[nodiscard]] std::optional<LinkItem> way_link(const ViewContext& context, const Contact& contact,
                                               const DepartmentId& department);
[[nodiscard]] std::optional<LinkItem> way_link(const ViewContext& context, const Destination& to,
                                               std::string title);

/// How the person wants to go.
[[nodiscard]] wayfinding::Preference way_preference_of(const Form& form);
/// How far their paper is; nothing without a printer.
void add_paper(const ViewContext& context, Items& items);
/// The same on the page of a ticket, which counts without paper.
void add_ticket_paper(const ViewContext& context, Items& items);
/// A button, where the paper did not come out well.
void add_print_again(const ViewContext& context, KioskView& view);
/// How the printer is, for staff; nothing where there is none.
[[nodiscard]] std::optional<InfoCard> printer_card(const ViewContext& context);

void home(const ViewContext& context, const Form& form, KioskView& view);
void search(const ViewContext& context, const Form& form, KioskView& view);
void services(const ViewContext& context, const Form& form, KioskView& view);
void service(const ViewContext& context, const Form& form, KioskView& view);
void article(const ViewContext& context, const Form& form, KioskView& view);
void for_you(const ViewContext& context, const Form& form, KioskView& view);
void ticket(const ViewContext& context, const Form& form, KioskView& view);
void find(const ViewContext& context, const Form& form, KioskView& view);
void way(const ViewContext& context, const Form& form, KioskView& view);
void check_in(const ViewContext& context, const Form& form, KioskView& view);
void appointment(const ViewContext& context, const Form& form, KioskView& view);
void hours(const ViewContext& context, const Form& form, KioskView& view);
void notices(const ViewContext& context, const Form& form, KioskView& view);
void pin(const ViewContext& context, const Form& form, KioskView& view);
void supervisor(const ViewContext& context, const Form& form, KioskView& view);

}  // namespace foyer::kiosk::parts
