// What is to be said of a screen, for those who do not see it. Pure: looks at what a frame drew,
// where the focus is and what has changed since the last frame, and gives the words. How they
// become sound is ui/voice.h.
#pragma once

#include <string>
#include <vector>

#include "site/translations.h"
#include "ui/audit.h"
#include "ui/voice.h"

namespace foyer::kiosk {

/// A frame, as the reader sees it. References must outlive the call only.
struct Scene {
  const Texts& in;
  std::string place;  ///< Is another one when the page, its part or what lies over it is.
  std::string title;
  const ui::AuditRecord& record;
  std::string focus;   ///< Control that has it; empty: none.
  bool acted = false;  ///< Something was pressed or touched in this frame.
  std::string urgent;  ///< Said as soon as it is there, whatever else is; may be empty.
};

struct Words {
  ui::Utterances words;
  bool cuts = true;  ///< In place of what is being said; otherwise after it.
};

/// Title first, then all that is on the page, or on what lies over it, in reading order.
[[nodiscard]] ui::Utterances words_of_page(const Scene& scene);
/// Label, what it is, its state, and where it stands in its list; empty if it is not there.
[[nodiscard]] ui::Utterances words_of_control(const Scene& scene, const std::string& id);
/// How the kiosk is used by ear.
[[nodiscard]] ui::Utterances words_of_help(const Texts& in);

/// Remembers the last frame.
class Reader {
 public:
  /// To call for every frame. Empty: nothing has happened that is worth a word.
  Words follow(const Scene& scene);
  /// The next frame is the first.
  void forget() { *this = Reader(); }

 private:
  [[nodiscard]] Words new_page(const Scene& scene) const;
  void add_changes(const Scene& scene, Words& out) const;
  void add_typed(const Scene& scene, Words& out) const;
  void add_notices(const Scene& scene, Words& out) const;
  void remember(const Scene& scene);

  bool any_ = false;
  std::string place_;
  std::string focus_;
  std::string urgent_;
  std::vector<ui::SpokenItem> items_;
};

}  // namespace foyer::kiosk
