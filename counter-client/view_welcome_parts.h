// What the welcome desk's views share; private to them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "counter-client/view_parts.h"
#include "knowledge/triage.h"
#include "site/way_words.h"

namespace foyer::counter_client {

/// What can be done for somebody who asks for this.
enum class HelpKind { ticket, answer, refer };

/// Something that was found, and the row that shows it. One of the members is set.
struct Found {
  WelcomeRow row;
  const ServiceInfo* service = nullptr;
  const knowledge::Article* article = nullptr;  ///< Also beside a service.
  const Visit* visit = nullptr;
  bool gone = false;  ///< The visit has left, or did not come.
  std::optional<Destination> way;
  HelpKind kind{};
};

/// What is found for the words that are typed, in the order in which it is shown.
std::vector<Found> find_rows(const Situation& now);
HelpKind kind_of(const Situation& now, const ServiceInfo& info);
std::string icon_of(HelpKind kind);

/// How far the triage of an article is.
struct Triage {
  std::vector<knowledge::Question> questions;
  std::size_t asked = 0;                 ///< Index of the question that is asked now.
  std::optional<knowledge::Branch> end;  ///< Where the answers led to.
};
Triage triage_now(const Situation& now, const knowledge::Article& article);

/// From where ways are told: the kiosk that stands nearest to the desk's place in the building.
/// Null where the site describes no building.
const KioskInfo* desk_place(const SiteFiles& site);

WelcomeButton welcome_button(std::string id, std::string label, std::string icon, std::string key,
                             ui::Shortcut shortcut, WelcomeAct act);
/// What is wrong with the printer; empty: nothing, or there is none.
std::string printer_words(const Situation& now);
/// How far the paper is, where this was printed last, and the key that prints it (again).
void add_print(const Situation& now, const PrintOrder& order, std::string label,
               WelcomePersonView& view);

/// The column about the person, for what was taken; null: nothing was.
WelcomePersonView build_person(const Situation& now, const Found* taken);

}  // namespace foyer::counter_client
