#include "display/customer_view.h"

#include <algorithm>
#include <cctype>

#include "display/views.h"

namespace foyer::display {
namespace {

const Counter* counter_of(const CustomerNow& lobby) {
  return lobby.state == nullptr ? nullptr : find_counter(*lobby.state, lobby.counter);
}

const Visit* visit_at(const CustomerNow& lobby) {
  const Counter* counter = counter_of(lobby);
  return counter == nullptr || !counter->visit ? nullptr
                                               : find_visit(*lobby.state, *counter->visit);
}

/// The customer's language while there is one, else the site's in turn.
const LanguageTag& language_of(const CustomerNow& lobby) {
  if (const Visit* visit = visit_at(lobby)) return visit->language;
  if (lobby.said != nullptr && lobby.state != nullptr) {
    const Departed* departed = find_departed(*lobby.state, lobby.said->visit);
    if (departed != nullptr) return departed->language;
  }
  const auto& languages = lobby.site.lobby_languages;
  const auto turn = static_cast<std::uint64_t>(to_ms(lobby.now) / language_turn.count());
  return languages[turn % languages.size()];
}

/// "asha" of "asha-patel" as "Asha": the lobby knows clerks by their sign-in names alone.
std::string first_name(const ClerkId& clerk) {
  std::string name = clerk.value.substr(0, clerk.value.find('-'));
  if (!name.empty()) {
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  }
  return name;
}

void add_resting(const CustomerNow& lobby, const Texts& in, CustomerView& view) {
  view.headline = in(tr_context("customer display", "Your number will appear here"));
  const Counter* counter = counter_of(lobby);
  if (counter == nullptr || counter->state == CounterState::closed) {
    view.headline = in(tr_context("customer display", "This counter is closed"));
    view.subline = in(tr_context("customer display", "Please watch the screens for your number."));
  } else if (counter->state == CounterState::on_break) {
    view.headline = in(tr_context("customer display", "This counter is on a break"));
    view.subline = in(tr_context("customer display", "Please watch the screens for your number."));
  }
}

void add_visit(const CustomerNow& lobby, const Texts& in, const Visit& visit, CustomerView& view) {
  view.ticket = visit.ticket;
  if (stage_of(visit) == NeedState::called) {
    view.page = CustomerView::Page::called;
    view.headline = in(tr_context("customer display", "Please come here"));
    return;
  }
  view.page = CustomerView::Page::serving;
  view.headline = in(tr_context("customer display", "It is your turn"));
  const Counter* counter = counter_of(lobby);
  if (lobby.site.privacy.clerk_first_name && counter != nullptr && !counter->clerk.empty()) {
    view.subline = in(tr_context("customer display", "{name} is helping you"),
                      {{"name", first_name(counter->clerk)}});
  }
}

void add_question(const Texts& in, const Said& said, CustomerView& view) {
  std::vector<FeedbackQuestion> questions = feedback_questions(in);
  view.page = CustomerView::Page::asking;
  view.progress = in(
      tr_context("customer display", "Question {number} of {count}"),
      {{"number", std::to_string(said.question + 1)}, {"count", std::to_string(questions.size())}});
  view.question = std::move(questions[said.question]);
  view.headline = view.question->words;
  view.skip = in(tr_context("customer display", "Skip"));
  view.done = in(tr_context("customer display", "End"));
}

void add_thanks(const Texts& in, const Said& said, CustomerView& view) {
  view.page = CustomerView::Page::thanks;
  view.headline = in(tr_context("customer display", "Thank you"));
  if (said.taken) {
    view.subline = in(tr_context("customer display", "Your answer helps us to do better."));
  }
}

}  // namespace

const Departed* visit_to_ask_about(const SiteFiles& site, const State& state,
                                   const CounterId& counter, Instant now) {
  const Counter* place = find_counter(state, counter);
  if (place != nullptr && place->visit) return nullptr;
  const auto last = std::find_if(state.departed.begin(), state.departed.end(),
                                 [&](const Departed& one) { return one.counter == counter; });
  if (last == state.departed.end() || last->rating) return nullptr;
  const Milliseconds since = std::chrono::duration_cast<Milliseconds>(now - last->at);
  const Milliseconds within = std::min<Milliseconds>(asked_for, site.lobby.rules.feedback_within);
  return since < within ? &*last : nullptr;
}

CustomerView build_customer_view(const CustomerNow& lobby) {
  const Texts in = lobby.translations.in(language_of(lobby));
  CustomerView view;
  view.language = in.tag().value;
  view.counter_word = in(tr_context("lobby display", "Counter"));
  const CounterInfo* info = find_counter_info(lobby.site, lobby.counter);
  view.counter = info == nullptr ? lobby.counter.value : info->label;
  if (info != nullptr) view.name = in.of_site(info->name);
  if (lobby.silent >= missing_after || lobby.state == nullptr) {
    view.headline = in(tr_context("customer display", "Please wait for the clerk"));
    view.notice =
        in(tr_context("customer display", "This screen cannot show your number right now."));
    return view;
  }
  if (const Visit* visit = visit_at(lobby)) {
    add_visit(lobby, in, *visit, view);
  } else if (lobby.said != nullptr && !lobby.said->sent) {
    add_question(in, *lobby.said, view);
  } else if (lobby.said != nullptr && !lobby.said->refused) {
    add_thanks(in, *lobby.said, view);
  } else {
    add_resting(lobby, in, view);
  }
  return view;
}

}  // namespace foyer::display
