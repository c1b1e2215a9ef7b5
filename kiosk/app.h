// The kiosk's memory and hands: carries out what screens ask for, sends the one command there is,
// understands its answer, and forgets the person when they are gone. Time, link and window come in
// from outside, so tests run it without any of them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/availability.h"
#include "kiosk/form.h"
#include "kiosk/indexes.h"
#include "kiosk/issuing.h"
#include "kiosk/rest.h"
#include "kiosk/speaking.h"
#include "kiosk/supervisor.h"
#include "kiosk/views.h"
#include "printing/paperwork.h"
#include "protocol/message.h"
#include "site/translations.h"
#include "ui/controls.h"
#include "ui/motion.h"

namespace foyer::kiosk {

struct AppOptions {
  std::int64_t rest_after_ms = 120'000;  ///< Then the screen rests; 0: never.
  std::string pin_hash;                  ///< See PinGate.
  printing::PaperDesk paper;             ///< The printer; empty: none.
  std::shared_ptr<Store> store;          ///< What the kiosk keeps; null: see Issuing.
  Machine machine;                       ///< What this kiosk is, and what was set here before.
  std::function<void()> restart;         ///< Ends the program.
  Mouth mouth;                           ///< The voice; empty: it is silent.
  SpeechStart speech = SpeechStart::asked;
  std::function<void(const Settings&)> keep;  ///< Over restarts.
  bool warm_up = false;        ///< Makes languages ready while nobody is there; see app_warm.cpp.
  std::function<void()> wake;  ///< Asks for a frame, from any thread; see ui::PlanPictures.
  std::function<void()> gone;  ///< Called when somebody has gone: time to tidy up. A few ms.
  /// What residents may read about the services; null: nothing.
  std::shared_ptr<const knowledge::Library> library;
};

class App {
 public:
  /// `site` and `translations` must outlive it.
  App(const SiteFiles& site, const Translations& translations, Outbox outbox, AppOptions options);

  /// An answer of the server; a ticket that nobody waits for any more is given back.
  void answered(const protocol::Answer& answer, const Lobby& lobby, std::int64_t now_ms);
  /// One frame: builds the view, draws it, carries out what was asked for, says when it wants to be
  /// drawn again.
  void draw(const ui::FrameContext& given, const Lobby& lobby);

  [[nodiscard]] const Form& form() const { return form_; }
  [[nodiscard]] bool waits_for_ticket() const { return issuing_.waits(); }
  [[nodiscard]] const Issuing& issuing() const { return issuing_; }
  /// What staff should see to, as of the last frame.
  [[nodiscard]] const std::vector<protocol::DeviceProblem>& problems() const { return problems_; }

 private:
  void carry_out(const Intent& intent, std::int64_t now_ms, const ViewContext& context);
  void get_ticket(std::int64_t now_ms, const ViewContext& context);
  void take_ticket(const Lobby& lobby);
  void find_appointment(std::string_view typed, std::int64_t now_ms);
  void found_appointment(const Result<Lookup::Found>& found);
  void check_in_now(std::int64_t now_ms, const ViewContext& context);
  /// Takes a scanner's code out of the keys.
  void read_scanner(ui::Input& input, std::int64_t now_ms);
  void show(const Given& given, std::optional<int> before);
  void offer_again(const Lobby& lobby);
  void go(Place place);
  void go_back();
  void start_over();
  void tick_need(SpecialNeed need);
  void tick_brought(const Brought& brought);
  void keep_up(const ui::FrameContext& frame, const Lobby& lobby);
  void keep_time(const ui::Ui& ui, bool asked);
  void forget_if_due(std::int64_t now_ms);
  void plan_wake(ui::Ui& ui, const Lobby& lobby);
  void wake_for_issuing(ui::Ui& ui) const;
  void arrive_if_page_changed(const ui::FrameContext& frame);
  void cut_slow_way(std::int64_t now_ms);
  /// Whoever uses keys finds the focus on every page, sheet and part.
  void keep_focus(const ui::FrameContext& frame);
  void speak(const ui::FrameContext& frame, const Texts& in, const KioskView& view);
  /// The supervisor's corner was held, or F12 pressed.
  void open_pin_if_asked(const ui::FrameContext& frame);
  void try_pin(std::int64_t now_ms);
  void set(const Settings& settings);
  /// Does nothing without a printer; app_paper.cpp.
  void print_ticket(Instant issued_at);
  void print_way(const ViewContext& context);
  void print_test_page(const ViewContext& context);
  void keep_up_paper();
  void keep_up_problems(const Lobby& lobby);
  void draw_rest_screen(const ui::FrameContext& frame, const Lobby& lobby);

  [[nodiscard]] Busy busy_at(std::int64_t now_ms, const Lobby& lobby) const;
  [[nodiscard]] std::optional<TimeLeft> time_left_at(std::int64_t now_ms) const;
  [[nodiscard]] std::int64_t notice_turn_at(std::int64_t now_ms, const Lobby& lobby) const;
  [[nodiscard]] std::int64_t idle_ms() const;
  [[nodiscard]] std::int64_t warn_ms() const;
  [[nodiscard]] bool moves() const;
  [[nodiscard]] ui::Look look_for(const ui::FrameContext& frame) const {
    return look_for(frame, form_);
  }
  [[nodiscard]] ui::Look look_for(const ui::FrameContext& frame, const Form& form) const;
  [[nodiscard]] bool is_warm() const;
  /// What may be asked for next, while nobody touches the screen.
  void make_ready(ui::Ui& ui, const ui::FrameContext& frame, const Lobby& lobby,
                  const ViewContext& context);
  /// The next step of it, if one is due.
  void warm_up(const ui::FrameContext& frame, const Lobby& lobby);
  /// The page at the next text size, which is one touch away on every page.
  void rehearse(const ui::FrameContext& frame, const ViewContext& context);
  void lay_out_home(const ui::FrameContext& frame, const Lobby& lobby, const LanguageTag& language);
  [[nodiscard]] LanguageTag first_language() const;
  /// Nobody is served here: the screen says so.
  [[nodiscard]] bool out_of_service() const;

  const SiteFiles& site_;
  const Translations& translations_;
  AppOptions options_;
  Form form_;
  Issuing issuing_;
  Lookup lookup_;
  Scanner scanner_;
  printing::Paperwork paperwork_;
  std::optional<KeptTicket> shown_ticket_;  ///< While its page is open.
  std::vector<protocol::DeviceProblem> problems_;
  bool started_ = false;
  Indexes indexes_;
  std::size_t warm_languages_ = 0;  ///< Done.
  std::int64_t warm_at_ms_ = 0;     ///< The next one; 0: none yet.
  ui::PlanPictures plans_;
  ui::Transition way_;             ///< The route draws itself.
  std::int64_t way_drawn_ms_ = 0;  ///< Its last frame; 0: it stands still.

  Rest rest_;
  CornerHold corner_;
  PinGate gate_;
  std::int64_t deadline_ms_ = 0;  ///< Then the screen clears; 0: nobody is there.
  /// What was on the screen in the last frame, to see that a page is new.
  struct Shown {
    Place place;
    Sheet sheet{};
    int part = 0;
    wayfinding::Preference way_preference{};  ///< Also where nobody has chosen one.
    std::optional<wayfinding::LevelIndex> way_level;
    bool warned = false;
    friend bool operator==(const Shown&, const Shown&) = default;
  };
  std::optional<Shown> shown_;
  struct Rehearsed {
    std::optional<Shown> shown;
    LanguageTag language;
    int text_percent = 100;
    ui::Scheme scheme{};
    friend bool operator==(const Rehearsed&, const Rehearsed&) = default;
  };
  Rehearsed rehearsed_;              ///< The page that it was done for, or will be.
  std::int64_t rehearse_at_ms_ = 0;  ///< 0: it was done.
  std::string focus_under_;  ///< Gets the focus back when the sheet over the page goes away.
  Speaking speaking_;
  ui::Transition arrival_;
};

}  // namespace foyer::kiosk
