// The display in front of the customer between its edges: takes what the link knows, asks how it
// was when a visit has ended, and says so to the server once. Knows no window and no socket.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "display/app.h"
#include "display/customer_view.h"

namespace foyer::display {

struct CustomerSettings {
  int text_percent = 100;  ///< 100 to 200.
  ui::Scheme scheme = ui::Scheme::light;
};

class CustomerApp {
 public:
  /// Sends a command, and returns the id of its request.
  using Send = std::function<std::string(Command)>;

  /// `site` and `translations` must outlive it.
  CustomerApp(const SiteFiles& site, const Translations& translations, CounterId counter,
              CustomerSettings settings, Send send);

  /// One frame: takes `answers`, draws, and asks for the next one when something changes by itself.
  void frame(const ui::FrameContext& context, const Heard& heard,
             const std::vector<protocol::Answer>& answers);

 private:
  void take_answers(const std::vector<protocol::Answer>& answers, std::int64_t now_ms);
  void follow(const State& state, Instant now, std::int64_t now_ms);
  void go_on(std::int64_t now_ms);
  void finish(std::int64_t now_ms);

  const SiteFiles& site_;
  const Translations& translations_;
  const CounterId counter_;
  const CustomerSettings settings_;
  const ui::Theme theme_;
  const Send send_;
  HeardClock clock_;
  std::optional<Said> said_;
  VisitId closed_;            // Of what was said last; it is not asked about again.
  std::string request_;       // Of what was sent; empty: nothing is on its way.
  std::int64_t ends_ms_ = 0;  // Of the question, or of the thanks.
};

/// The counter whose customer display this device is by the site's files. Throws
/// std::runtime_error that says what to write there.
[[nodiscard]] CounterId counter_of_display(const SiteFiles& site, const DeviceId& device);

}  // namespace foyer::display
