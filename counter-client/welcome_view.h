// What the welcome desk's page shows, as plain data; made by build_welcome, drawn by
// screen_welcome*.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "counter-client/welcome_form.h"
#include "ui/staff_components.h"

namespace foyer::counter_client {

/// What pressing something on this page does.
struct WelcomeAct {
  enum class What {
    none,
    take,   ///< The row `id`.
    again,  ///< Back to typing, with nothing typed.
    open,   ///< Another task.
    all_services,
    lobby,
    language,  ///< The next of the site's.
    special_need,
    priority,
    another_need,
    answer_yes,  ///< To the question of the triage that is asked.
    answer_no,
    jump,     ///< To the article `id`, which the triage names.
    look_up,  ///< The code that is typed.
    command,
    print,
  };
  What what{};
  std::string id;
  WelcomeTask task{};
  SpecialNeed need{};
  std::optional<Command> command;
  std::optional<PrintOrder> paper;
};

struct WelcomeButton {
  ui::StaffButton button;
  WelcomeAct act;
};

struct WelcomeRow {
  std::string id, icon, label, text;
  std::string end, end_text;  ///< What comes of it, and how long that takes.
  bool chosen = false;
};

/// "Step-free [ ] 2".
struct WelcomeOption {
  std::string id, icon, label, value, key;
  bool ticks = false;  ///< With a box in place of a value.
  bool on = false;
  WelcomeAct act;
};

/// A question with what follows from its answers. Words of a branch are empty where it goes on to
/// the next question.
struct TriageRow {
  enum class State { answered, asked, coming } state{};
  std::string question;
  struct Branch {
    std::string word, key, icon, to;
    bool given = false;  ///< It was the answer.
    WelcomeAct act;
  } yes, no;
};

/// A line about the person: number and words, or an icon and words.
struct WelcomeLine {
  std::string icon, text, help;
};

struct WelcomePersonView {
  std::string icon, head;
  std::string title;  ///< Large: a ticket's number, or what is chosen.
  bool number = false;
  std::string text;
  std::vector<ui::StaffFact> facts;
  std::string qr_url, qr_text;
  std::string lines_title;
  std::vector<WelcomeLine> lines;  ///< Steps of a way, needs of a visit.
  std::string options_title, options_note;
  std::vector<WelcomeOption> options;
  std::optional<WelcomeButton> primary;
  std::vector<WelcomeButton> others;
};

struct WelcomeView {
  std::string search_label, search_icon;
  bool typing = false;  ///< Nothing is taken: the field has the focus.
  WelcomeButton again;  ///< "Type again /".
  std::string found, choose_hint;
  std::vector<WelcomeRow> rows;
  std::size_t chosen = 0;
  std::string empty;  ///< In place of rows.
  WelcomeAct enter;   ///< What Enter in the field does.
  std::string starts_title;
  std::vector<WelcomeButton> starts;
  struct Figure {
    std::string number, words;
  };
  std::vector<Figure> figures;
  WelcomeButton lobby;
  std::string triage_title;
  std::vector<TriageRow> triage;
  WelcomePersonView person;
};

}  // namespace foyer::counter_client
