// What the counter client shows, as plain data: every text is looked up, every number has become
// words, every button says whether it can be used and why not. Made by build_view, drawn by
// screens*.cpp, which decide nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "counter-client/form.h"
#include "counter-client/welcome_view.h"
#include "counter-client/words.h"
#include "engine/waits.h"
#include "knowledge/library.h"
#include "printing/paperwork.h"
#include "protocol/message.h"
#include "ui/staff_components.h"

namespace foyer::counter_client {

enum class Page {
  connecting,
  sign_in,
  confirm,  ///< With the city's account, on a phone.
  choose_counter,
  closed,
  on_break,
  idle,
  called,
  serving,
  finishing,
  welcome,  ///< The welcome desk, which is no counter.
};

/// Pages of a counter with its two columns: what stands over the others stands alone.
[[nodiscard]] bool at_counter(Page page);

/// What a button is for. The screen turns it into an intent or a change of the form.
enum class Action {
  none,
  sign_in,
  sign_on,
  cancel_sign_on,
  sign_out,
  other_counter,
  open,
  pause,
  close_counter,
  call_next,
  call_another,
  recall,
  take_back,
  start,
  no_show,
  park,
  transfer,
  refer,
  add_need,
  resume,
  call_visit,
  finish,
  close_visit,
  back,
  undo,
  quick,
  back_again,
  bring_back,
  alarm,
  show_keys,
  show_screen,
  search,
  open_article,
  close_article,
  show_follow_ups,
  show_follow_up,
  advance_follow_up,
  note,
  keep_note,
  remark,
  send_remark,
  show_supervise,
  show_services,
  show_people,
  show_notices,
  show_audit,
  show_end,
  supervise_open,
  supervise,  ///< A supervisor's change.
  clear_alarm,
  more_audit,
  still_here,
  show_bar,  ///< Or the whole window again.
};

/// What happened today, as far back as it was asked for.
struct Audit {
  std::vector<Event> events;  ///< Newest first.
  std::map<VisitId, std::string> tickets;
  Instant at{};           ///< When the newest were asked for.
  bool complete = false;  ///< There is nothing earlier today.
};

/// What is known of the desk beside the lobby's state; kept by App.
struct Desk {
  DeviceId device;
  bool session_known = false;               ///< The server has said who is signed in here.
  ClerkId clerk;                            ///< Empty: nobody.
  std::vector<Right> rights;                ///< Of that clerk; sorted.
  bool training = false;                    ///< Nothing of this lobby is real.
  std::vector<protocol::SignInWay> ways;    ///< As the server says; empty: with a PIN alone.
  std::optional<protocol::SignOn> sign_on;  ///< How it stands with the city's account.
  CounterId counter;                        ///< Where the clerk stands; empty: not chosen.
  bool counter_fixed = false;               ///< The machine stands at this counter.
  bool welcome = false;                     ///< It stands at the welcome desk.
  /// What was sent and has no answer yet; `busy_shown` after 150 ms.
  Action pending = Action::none;
  VisitId pending_visit;
  bool busy_shown = false;
  /// A refusal, or why something cannot be: stays until the next command or Escape.
  std::optional<Sentence> notice;
  bool notice_bad = false;
  bool notice_good = false;  ///< It tells that something was done.
  /// Link.
  bool connected = false;
  bool was_connected = false;           ///< At any time since the start.
  Instant last_news{};                  ///< The server's time when it was last heard.
  std::optional<Instant> linked_again;  ///< Shown for 5 s.
  /// The visit that was closed last here: "B041 finished 10:40, after 9 min".
  struct Closed {
    std::string ticket;
    Instant at{};
    Milliseconds handled{};
    std::vector<std::string> references;  ///< Of follow-ups, to be told to the resident.
  };
  std::optional<Closed> closed;
  std::optional<Audit> audit;  ///< For supervisors; nothing: not known yet.
  /// What is written down privately for whoever serves this visit next.
  struct Note {
    VisitId visit;  ///< At the counter; none: nobody is.
    bool known = false;
    bool unreadable = false;  ///< The server was asked and does not tell.
    bool unsent = false;      ///< The text is the clerk's; the server has not said that it has it.
    std::string text;
  };
  Note note;
  /// The welcome desk's printer.
  struct Printer {
    bool there = false;
    std::vector<printing::PrinterProblem> problems;  ///< The most telling first.
    printing::PaperState state{};                    ///< Of `paper`,
    PrintOrder paper;                                ///< which was asked for last.
  };
  Printer printer;
};

struct ActionView {
  ui::StaffButton button;
  Action action = Action::none;
  std::string short_label;  ///< Where the label is too long for the button.
};

struct TopBarView {
  std::string counter;
  std::string clerk;
  std::optional<ui::Pill> state;
  std::string serves;
  std::vector<ActionView> actions;  ///< Keys, Screen.
  bool linked = false;
  std::string link;
  std::string clock;
};

/// A row with words at both ends.
struct EndsRow {
  std::string start;  ///< Bold.
  std::string text;
  std::string end;
  std::string icon;
  std::optional<ui::StateMark> mark;  ///< At the end, in place of `end`.
  bool soft = false;
  bool mine = false;
};

struct ClockView {
  ui::ClockBar bar;
  float mark_at = 0;  ///< 0..1, where `mark` stands.
  std::string start, mark, end;
};

struct NeedView {
  NeedId id;
  ui::NeedRow row;
};

/// For whoever serves the visit next; no resident's screen has it.
struct NoteView {
  std::string title;
  std::string text;   ///< Empty: none, or not known.
  std::string state;  ///< Why it is not there, or not with the server yet; may be empty.
  std::optional<ActionView> write;
};

struct CustomerView {
  VisitId visit;
  VisitId undo;  ///< What the toast takes back, where nobody is here.
  bool amber = false;
  std::string icon, state, state_end;
  std::string ticket;
  std::string title;  ///< In place of a ticket, with `text` under it: nobody is here.
  std::string text;
  std::string figure, figure_note;
  bool figure_small = false;
  std::optional<ui::StateMark> figure_mark;
  std::optional<ClockView> clock;
  std::vector<ui::StaffFact> facts;
  std::string facts_folded;
  std::string needs_title;
  std::optional<ActionView> add_need;
  std::vector<NeedView> needs;  ///< While serving: with boxes and keys.
  std::vector<EndsRow> plain;   ///< Else: names and minutes; in `finishing` the outcomes.
  std::optional<NoteView> note;
  std::vector<EndsRow> asked;  ///< Icon and words: language, special needs.
  std::string why_title;
  std::vector<Sentence> why;
  std::string after_title;
  std::vector<EndsRow> after;
  std::optional<ui::Toast> toast;
  ActionView primary;
  std::vector<ActionView> others;
};

/// A line of an article.
struct KnowledgeLine {
  knowledge::BlockKind kind{};
  std::string text;
  std::string number;          ///< Of a step.
  std::optional<StepId> step;  ///< It can be ticked,
  bool done = false;           ///< and is.
  std::size_t bold_bytes = 0;  ///< The first so many bytes of the text are bold.
};

struct KnowledgeView {
  std::string title;
  std::optional<ActionView> back;  ///< Of an article that was searched for.
  /// Which article it is; empty: none, only what the site's files say.
  knowledge::ArticleId article;
  LanguageTag language;              ///< In which it is shown.
  std::optional<ActionView> remark;  ///< To say something of the article.
  std::string next_hint, next_key;   ///< To the next need's article; empty where there is one only.
  NeedId need, next;
  std::string heading;
  std::optional<ui::StateMark> review;  ///< Past its review date.
  std::string reviewed;                 ///< When it was, where that still holds.
  std::vector<KnowledgeLine> summary;
  std::string bring_title;
  std::vector<ui::CheckItem> bring;
  std::vector<ItemId> bring_items;      ///< Of each of `bring`.
  std::vector<std::string> bring_help;  ///< Under each of `bring`; may be empty.
  std::string bring_note;               ///< Under the list; may be empty.
  struct Section {
    std::string title;
    std::vector<KnowledgeLine> lines;
  };
  std::vector<Section> sections;
};

struct LobbyView {
  std::string title;
  std::vector<EndsRow> figures;  ///< start: the number, text: what it counts.
  std::string joins_title, joins_waiting, joins_minutes;
  std::vector<EndsRow> joins;  ///< icon: how many wait, as digits.
  std::string counters_title;
  std::vector<EndsRow> counters;
};

struct LineRowView {
  VisitId visit;
  Action action = Action::none;  ///< call_visit or resume.
  std::string why_not;           ///< What Enter says where there is no action.
  std::string short_words;       ///< In place of the mark's where the column is narrow.
  std::string spoken_call;       ///< "Call expected: 10:45–10:52"; on the screen only the times.
  ui::LineRow row;
};

struct NextView {
  std::string title, ticket, minutes, service, more;
  ui::StateMark mark;
  std::string why_lead, why;
};

struct LineView {
  std::string title;
  std::vector<ui::StateMark> counts;  ///< 1 late, 2 at risk; or "none at risk".
  std::optional<NextView> next;
  std::string empty_lead, empty;  ///< Where nobody waits for this counter.
  std::vector<LineRowView> rows;
  std::string footer;
  std::string go_to, key;
  std::string more;  ///< "{n} more"; made by the screen, which knows how many fit.
};

struct ChipView {
  std::string id, label, key;
  bool on = false;
};

struct ItemView {
  ItemId item;
  std::string name, key;
  int count = 0;
  bool current = false;
  std::string less, more;  ///< What speech says of − and +.
};

struct FinishNeedView {
  NeedId id;
  std::string number, name, kind;
  bool current = false;
  bool hands_out = false;  ///< Something may be counted when it is resolved.
  std::vector<ui::Choice> outcomes;
  std::optional<std::size_t> chosen;
  std::string missing_title;
  std::vector<ChipView> missing;
  std::string delivered_title;
  std::vector<ItemView> delivered;
  std::vector<ui::StaffFact> facts;  ///< Of a follow-up or a referral.
  std::optional<ActionView> department;
};

struct FinishView {
  std::string title, choose_hint, note;
  std::vector<FinishNeedView> needs;
  std::size_t current = 0;
};

struct PanelRow {
  std::string id, label, text, end, key, icon;
  std::string confirm;  ///< What the big button says when this row is chosen.
  Action action = Action::none;
  Command command;               ///< What choosing it asks for,
  std::string opens;             ///< or the follow-up that it opens; empty: none.
  knowledge::ArticleId article;  ///< Of the panel `search`.
  /// Where choosing it leads, in a supervisor's panels; nothing: nowhere.
  struct Lead {
    Panel panel = Panel::none;
    CounterId counter;
    ServiceId service;
  };
  std::optional<Lead> leads;
  std::string why_not;                    ///< Why it cannot be done now; empty: it can.
  bool twice = false;                     ///< Done when it is pressed a second time.
  std::optional<protocol::Query> remark;  ///< Of the panel `remark`.
};

struct KeyLine {
  std::string key, words;
};

struct PanelView {
  Panel kind = Panel::none;
  std::string title, text;
  bool searchable = false;
  std::string search_label, choose_hint;
  std::vector<std::string> needs;  ///< Which of several needs: names; chosen is need_at.
  std::vector<NeedId> need_ids;
  std::size_t need_at = 0;
  std::string needs_title;
  std::vector<PanelRow> rows;
  std::size_t chosen = 0;
  std::string empty;
  struct KeyGroup {
    std::string title;
    std::vector<KeyLine> keys;
  };
  std::vector<KeyGroup> keys;
  struct ChoiceRow {
    std::string title;
    std::vector<ui::Choice> parts;
    std::size_t chosen = 0;
  };
  std::vector<ChoiceRow> choices;  ///< Of the panel `screen`: language, text size, contrast.
  std::vector<ScreenChoice> languages;
  std::vector<ActionView> doors;      ///< To other panels, in a line over the rows.
  bool alone = false;                 ///< The page has no big button and no way back;
  std::optional<ActionView> confirm;  ///< then the panel has its own.
  std::string note_label, note_left;  ///< Of the panel `note`.
  std::optional<ActionView> keep;     ///< Likewise: in place of choosing a row.
  ActionView back;
};

struct SignInView {
  std::string title, text, name_label, secret_label;
  bool by_pin = true;  ///< With the two fields.
  ActionView primary;
  std::string or_words;             ///< Between the two ways.
  std::optional<ActionView> other;  ///< With the city's account, where a PIN will do too.
};

struct ConfirmView {
  std::string title, text, address, code_label, code, left;
  std::string qr_url;
  ActionView cancel;
};

struct CounterRow {
  CounterId counter;
  std::string label, name, state, key, spoken;
  bool enabled = true;
};

struct ChooseView {
  std::string title, text;
  std::vector<CounterRow> rows;
  ActionView sign_out;
};

/// A call for help of another counter, or of a welcome desk, over every page.
struct AlarmView {
  ClearAlarm seen_to;  ///< What the button asks for.
  ui::Banner banner;
  ActionView clear;
};

/// The customer has been served for so long that the clerk is asked whether they are still here.
/// It asks until it is answered; nothing happens by itself.
struct ForgottenView {
  ui::Banner banner;
  ActionView still_here;
};

/// Where the window is a small bar beside other programs: what it says that no page does.
struct BarWindowView {
  bool wanted = false;  ///< The clerk wants the bar, and nothing needs the whole window.
  std::string next;
  ActionView open;
};

struct CounterView {
  Page page = Page::connecting;
  CounterId counter;
  TopBarView bar;
  std::optional<ui::Banner> link;
  std::optional<AlarmView> alarm;
  std::optional<ForgottenView> forgotten;
  std::string training;  ///< A band over everything; empty: this lobby is real.
  std::optional<ui::Banner> notice;
  bool old_news = false;  ///< The line is of then.
  std::string connecting_title, connecting_text;
  SignInView sign_in;
  ConfirmView confirm;
  ChooseView choose;
  CustomerView customer;
  std::optional<KnowledgeView> knowledge;
  std::optional<LobbyView> lobby;
  LineView line;
  FinishView finish;
  std::optional<WelcomeView> welcome;
  std::optional<PanelView> panel;
  /// What the silent key asks for; nothing where nobody can ask for help.
  std::optional<RaiseAlarm> call_for_help;
  BarWindowView bar_window;
  std::string more_hint;      ///< To the next page of a column.
  std::string knowledge_key;  ///< The key that does it.
};

struct ViewInput {
  const SiteFiles& site;
  const Translations& translations;
  Texts in;
  const State* state = nullptr;  ///< Null: the lobby was never heard.
  const Waits* waits = nullptr;  ///< What the server forecasts; null: not known.
  Instant now;
  const Desk& desk;
  const CounterForm& form;
  const knowledge::Library* library = nullptr;  ///< Null: the site's articles are not read.
  /// What the panel `search` has found, best first.
  const std::vector<const knowledge::Article*>* found = nullptr;
};

[[nodiscard]] CounterView build_view(const ViewInput& input);

}  // namespace foyer::counter_client
