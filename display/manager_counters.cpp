// Who is at which counter, and since when.
#include <algorithm>
#include <cctype>

#include "display/manager_view_parts.h"

namespace foyer::display {
namespace {

/// "ann-marie" as "Ann Marie": the lobby knows clerks by their sign-in names alone.
std::string clerk_name(const ClerkId& clerk) {
  std::string name = clerk.value;
  bool starts = true;
  for (char& c : name) {
    if (starts) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    starts = c == '-';
    if (starts) c = ' ';
  }
  return name;
}

std::string break_words(const Texts& in, BreakReason reason) {
  switch (reason) {
    case BreakReason::lunch:
      return in(tr_context("reason for a break", "Lunch"));
    case BreakReason::short_break:
      return in(tr_context("reason for a break", "Short break"));
    case BreakReason::meeting:
      return in(tr_context("reason for a break", "Meeting"));
    case BreakReason::paperwork:
      return in(tr_context("reason for a break", "Paperwork"));
    case BreakReason::other:
      return in(tr_context("state of a counter", "Break"));
  }
  return {};
}

std::string since_words(const Texts& in, Instant since) {
  return in(tr_context("manager board", "since {time}"), {{"time", in.time_24(since)}});
}

Seconds optimum_of(const SiteFiles& site, const Visit& visit) {
  Seconds optimum{0};
  for (const Need& need : visit.needs) {
    const Service* service = find_service(site.lobby, need.service);
    if (need.state == NeedState::serving && service != nullptr) optimum += service->optimum_handle;
  }
  return optimum;
}

void add_serving(const Situation& now, const Visit& visit, CounterTile& tile) {
  tile.is = CounterTile::Is::serving;
  tile.icon = "user";
  tile.words = now.in(tr_context("manager board", "Serving {ticket}"), {{"ticket", visit.ticket}});
  const Milliseconds served =
      std::max(now.now - visit.serving_since.value_or(now.now), Milliseconds{0});
  const Milliseconds optimum = optimum_of(now.lobby.site, visit);
  if (optimum <= Milliseconds{0}) {
    tile.since = since_words(now.in, now.now - served);
    return;
  }
  tile.over = served > optimum;
  const auto minutes = std::chrono::floor<std::chrono::minutes>(served).count();
  const std::string of = now.in.minutes(std::chrono::ceil<Seconds>(optimum), Length::brief);
  const std::string so_far = now.in.number(minutes);
  tile.since = tile.over ? now.in(tr_context("manager board", "{minutes} of {optimum}, over"),
                                  {{"minutes", so_far}, {"optimum", of}})
                         : now.in(tr_context("manager board", "{minutes} of {optimum}"),
                                  {{"minutes", so_far}, {"optimum", of}});
  if (tile.over) tile.icon = "warn";
  // The bar goes to 4/3 of the optimum.
  const float share = static_cast<float>(served.count()) / static_cast<float>(optimum.count());
  tile.bar = ui::ClockBar{std::min(1.0F, share * 0.75F), 0.75F,
                          tile.over ? ui::ClockBar::Kind::over : ui::ClockBar::Kind::normal};
}

void add_open(const Situation& now, const Counter& counter, CounterTile& tile) {
  const Visit* visit = counter.visit ? find_visit(now.state, *counter.visit) : nullptr;
  if (visit == nullptr) {
    tile.is = CounterTile::Is::free;
    tile.icon = "check";
    tile.words = now.in(tr_context("state of a counter", "Free"));
    tile.since = since_words(now.in, counter.idle_since);
  } else if (visit->serving_since) {
    add_serving(now, *visit, tile);
  } else {
    tile.is = CounterTile::Is::calling;
    tile.icon = "megaphone";
    tile.words =
        now.in(tr_context("manager board", "Calling {ticket}"), {{"ticket", visit->ticket}});
    tile.since = since_words(now.in, visit->called_at.value_or(now.now));
  }
}

CounterTile tile_of(const Situation& now, const CounterInfo& info) {
  CounterTile tile;
  tile.label = info.label;
  tile.name = now.in.of_site(info.name);
  const Advised* advised = now.waits == nullptr ? nullptr : now.lobby.advised;
  tile.advised = advised != nullptr && advised->advice && advised->advice->step.counter == info.id;
  const Counter* counter = find_counter(now.state, info.id);
  const CounterState is = counter == nullptr ? CounterState::closed : counter->state;
  if (counter != nullptr && is != CounterState::closed) tile.clerk = clerk_name(counter->clerk);
  switch (is) {
    case CounterState::open:
      add_open(now, *counter, tile);
      break;
    case CounterState::on_break:
      tile.is = CounterTile::Is::on_break;
      tile.icon = "cup";
      tile.words = break_words(now.in, counter->break_reason);
      tile.since = since_words(now.in, counter->since);
      break;
    case CounterState::closed:
      tile.icon = "closed";
      tile.words = now.in(tr_context("state of a counter", "Closed"));
      // Counters that were not open today have no time.
      if (counter != nullptr) tile.since = since_words(now.in, counter->since);
      break;
  }
  return tile;
}

}  // namespace

void add_counters(const Situation& now, ManagerView& view) {
  int open = 0;
  int on_break = 0;
  for (const CounterInfo& info : now.lobby.site.counters) {
    const CounterTile& tile = view.counters.emplace_back(tile_of(now, info));
    const bool away = tile.is == CounterTile::Is::on_break;
    on_break += away ? 1 : 0;
    open += !away && tile.is != CounterTile::Is::closed ? 1 : 0;
  }
  const auto closed = static_cast<int>(view.counters.size()) - open - on_break;
  view.counters_title = now.in(tr("Counters"));
  view.counters_note =
      now.in(tr_context("manager board", "{open} open, {on_break} on a break, {closed} closed"),
             {{"open", now.in.number(open)},
              {"on_break", now.in.number(on_break)},
              {"closed", now.in.number(closed)}});
}

}  // namespace foyer::display
