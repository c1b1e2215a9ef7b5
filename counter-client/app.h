// The counter client between the link and the screen: applies what the clerk wants, one request at
// a time, takes the answers, and keeps the form. Knows no window and no sockets: it is given the
// replica's state and a way to send, so that tests play both with the engine itself.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "counter-client/intents.h"
#include "counter-client/view.h"
#include "protocol/message.h"

namespace foyer::counter_client {

/// What is known of the lobby at the head of a frame.
struct News {
  const State* state = nullptr;  ///< Null: never heard.
  const Waits* waits = nullptr;  ///< What the server forecasts; null: not known.
  std::int64_t seq = 0;          ///< Of the last event in `state`.
  bool connected = false;
  Instant now;                ///< The server's time.
  Milliseconds silent_for{};  ///< Since the server was last heard.
};

class App {
 public:
  /// Sends a request and returns its id. Retrying is the link's work.
  using Send = std::function<std::string(std::variant<Command, protocol::Query>)>;
  struct Options {
    DeviceId device;
    CounterId counter;     ///< Where the machine stands; empty: the clerk chooses.
    bool welcome = false;  ///< It stands at the welcome desk, which is no counter.
    ScreenChoice screen;
    const knowledge::Library* library = nullptr;  ///< Must outlive the app; null: no articles.
    printing::PaperDesk paper = {};               ///< The printer; empty: none.
  };

  /// `site` and `translations` must outlive it. Throws std::runtime_error if the site has no such
  /// counter.
  App(const SiteFiles& site, const Translations& translations, Options options, Send send);

  /// One frame: takes the news and the answers, draws, and sends what the clerk wants.
  void frame(const ui::FrameContext& frame, const News& news,
             const std::vector<protocol::Answer>& answers);

  [[nodiscard]] const ScreenChoice& screen() const { return form_.screen; }
  /// The size in pixels that the window should have as a bar; nothing: it should be whole.
  [[nodiscard]] const std::optional<ui::Size>& bar() const { return bar_; }
  [[nodiscard]] const CounterForm& form() const { return form_; }
  [[nodiscard]] CounterForm& form() { return form_; }
  [[nodiscard]] const Desk& desk() const { return desk_; }
  /// The page as it stands.
  [[nodiscard]] CounterView view(const News& news) const;

 private:
  /// The one request whose answer is awaited; while it is, nothing else is sent.
  struct Pending {
    std::string id;
    Action action = Action::none;
    VisitId visit;
    std::string ticket;
    std::int64_t sent_ms = 0;
    bool may_fail = false;  ///< What follows it goes on all the same.
    /// Answered: its events come with this seq; the screen waits for them, so that a second press
    /// does not act on the page of before.
    std::optional<std::int64_t> until_seq;
  };

  void hear(const News& news, const std::vector<protocol::Answer>& answers, std::int64_t now_ms);
  void hear_link(const News& news);
  void hear_state(const News& news, std::int64_t now_ms);
  void hear_answer(const News& news, const protocol::Answer& answer, std::int64_t now_ms);
  void hear_session(const protocol::Session& session);
  void hear_refusal(const News& news, const Refusal& refusal);
  void hear_done(const News& news, const protocol::Answer& answer, std::int64_t now_ms);
  /// What was done at the welcome desk: the next person may come.
  void hear_welcome(const News& news, const protocol::Answer& answer);
  void settle(const News& news);

  void apply(const News& news, const Intent& intent, std::int64_t now_ms);
  void sign_in(std::int64_t now_ms);
  void close_visit(const News& news, VisitId visit, std::int64_t now_ms);
  void send(const News* news, std::variant<Command, protocol::Query> body, Action action,
            VisitId visit, std::int64_t now_ms);
  void send_next_of_plan(const News& news, std::int64_t now_ms);
  std::vector<Command> steps_before(const News& news, const Command& command) const;
  void follow_steps(const Visit* here);
  void keep_steps(const News& news, std::int64_t now_ms);
  void ask_session();
  // --- paper, in a file of its own
  void print(const News& news, const PrintOrder& order);
  void keep_up_paper();
  // --- the note, in a file of its own
  void follow_note(const News& news, VisitId visit, std::int64_t now_ms);
  void keep_note(const News& news, VisitId visit);
  /// Whether the answer was to one of its requests.
  bool hear_note(const News& news, const protocol::Answer& answer);
  void keep_asking(const News& news, std::int64_t now_ms);
  void change_page(const ui::FrameContext& frame, const CounterView& view);
  void look_up(const News& news);
  void keep_audit(const News& news);
  void ask_audit(std::int64_t before_seq);
  void hear_audit(const News& news, const protocol::Answer& answer);

  const SiteFiles& site_;
  const Translations& translations_;
  Send send_;
  const knowledge::Library* library_;
  Desk desk_;
  CounterForm form_;
  std::optional<Pending> pending_;
  printing::Paperwork paperwork_;
  std::vector<Command> plan_;  ///< What follows, one by one, when the pending one is done.
  std::optional<Desk::Closed> closing_;
  std::string session_request_;        ///< Empty: nothing is asked for.
  std::int64_t session_again_ms_ = 0;  ///< When it is asked for again, by the frame's clock.
  std::string note_request_;           ///< Empty: nothing is asked for.
  std::int64_t note_again_ms_ = 0;     ///< After it could not be read; by the frame's clock.
  /// What was ticked and is told while serving: on its way (empty: nothing is), told last, and as
  /// it was in the last frame, since when.
  std::string steps_request_;
  std::map<NeedId, StepsTicked> steps_sent_;
  std::map<NeedId, StepsTicked> ticked_seen_;
  std::int64_t ticked_at_ms_ = 0;
  /// Notes on their way, by request: whose, and its ticket.
  struct NoteSent {
    VisitId visit;
    std::string ticket;
  };
  std::map<std::string, NoteSent> notes_sent_;
  /// The visit that was called here in the last frame, to say that its call ran out.
  std::optional<Instant> call_expires_at_;
  std::string called_ticket_;
  /// What the panel `search` has found, and for which words.
  std::vector<const knowledge::Article*> found_;
  std::string found_for_;
  std::string audit_request_;    ///< Empty: nothing is asked for.
  bool audit_open_ = false;      ///< Its panel was there in the last frame.
  bool armed_ = false;           ///< Ending the day was, in the last frame.
  std::optional<ui::Size> bar_;  ///< As of the last frame.
  ui::Size whole_{1440, 900};    ///< Of the window, when it was no bar.
  std::optional<Page> page_;
  VisitId page_visit_;
};

}  // namespace foyer::counter_client
