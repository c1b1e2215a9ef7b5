// The keys on the screen: which there are for a language, and what they do to a text. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/form.h"
#include "site/translations.h"

namespace foyer::kiosk {

struct KeyView {
  std::string text;   ///< What it types.
  std::string label;  ///< What it shows: a mark stands on a dotted circle.
};

/// A key that leads to other keys.
struct LayerKey {
  std::string id;
  std::string label;
  KeyLayer layer{};
};

struct KeyboardView {
  std::vector<std::vector<KeyView>> rows;  ///< Each at most 10 wide.
  std::optional<LayerKey> more;            ///< At the start of the last row: two keys wide.
  std::vector<LayerKey> layers;            ///< At the start of the lowest row: one or two.
  std::string delete_word;
  std::string space_word;
  std::string hide_word;
};

/// The layout of the language; Latin letters where it has none of its own.
[[nodiscard]] KeyboardView build_keyboard(const Texts& in, KeyLayer layer);

/// Figures and Latin capitals, in every language: what codes are made of.
[[nodiscard]] KeyboardView build_code_keyboard(const Texts& in);

/// Types a key's text at the caret, as the script wants it: a tone goes to the vowel of the word
/// and becomes one letter with it, a Tamil vowel after a consonant becomes its sign.
/// `characters_max`: as TextEdit::insert.
void type_key(ui::TextEdit& edit, const std::string& text, std::size_t characters_max);

}  // namespace foyer::kiosk
