#include "kiosk/keyboard.h"

namespace foyer::kiosk {
namespace {

using Rows = std::vector<std::vector<std::string>>;

const Rows figures = {{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"},
                      {"-", "'", "&", "/", ".", ",", "(", ")", "#"},
                      {"@", "+", "?", "!", ":", "%", "$"}};

const Rows letters = {{"q", "w", "e", "r", "t", "y", "u", "i", "o", "p"},
                      {"a", "s", "d", "f", "g", "h", "j", "k", "l"},
                      {"z", "x", "c", "v", "b", "n", "m"}};

/// At most 10 a language; its own word for "bingo" can be typed with these and the letters.
std::vector<std::string> accents_of(std::string_view language) {
  if (language.starts_with("fr")) {
    return {"é", "è", "ê", "à", "â", "ç", "ù", "î", "ô", "œ"};
  }
  if (language.starts_with("es")) return {"á", "é", "í", "ó", "ú", "ü", "ñ"};
  if (language.starts_with("pt")) return {"á", "â", "ã", "à", "ç", "é", "ê", "í", "ó", "õ"};
  if (language.starts_with("pl")) return {"ą", "ć", "ę", "ł", "ń", "ó", "ś", "ź", "ż"};
  return {};
}

}  // namespace

KeyboardView build_keyboard(const Texts& in, KeyLayer layer) {
  KeyboardView view;
  view.rows = layer == KeyLayer::figures ? figures : letters;
  const std::vector<std::string> accents = accents_of(in.tag().value);
  if (layer == KeyLayer::letters && !accents.empty()) {
    view.rows.insert(view.rows.begin(), accents);
  }
  view.delete_word = in(tr_context("kiosk", "Delete"));
  view.space_word = in(tr_context("kiosk", "Space"));
  view.hide_word = in(tr_context("kiosk", "Hide"));
  view.layer_word = layer == KeyLayer::letters ? "123" : "abc";
  return view;
}

}  // namespace foyer::kiosk
