#include "kiosk/keyboard.h"

#include <glib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "kiosk/keyboard_layouts.h"

namespace foyer::kiosk {
namespace {

struct Free {
  void operator()(char* text) const { g_free(text); }
};

constexpr KeyboardLayout latin_layout{.language = "en", .sample = "abc", .letters = plain_letters};

const KeyboardLayout& layout_of(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  const auto known =
      std::find_if(layouts.begin(), layouts.end(),
                   [&](const KeyboardLayout& layout) { return layout.language == primary; });
  return known == layouts.end() ? latin_layout : *known;
}

bool is_latin_mark(std::string_view text) {
  const gunichar c = g_utf8_get_char(std::string(text).c_str());
  return c >= 0x0300 && c <= 0x036F;
}

/// Indic fonts put a mark on a dotted circle by themselves; under a Latin one stands ours.
std::string label_of(const std::string& text) {
  return is_latin_mark(text) ? "\u25CC" + text : text;
}

std::vector<std::vector<KeyView>> rows_of(std::string_view keys) {
  std::vector<std::vector<KeyView>> rows(1);
  std::string key;
  const auto end_key = [&] {
    if (!key.empty()) rows.back().push_back({key, label_of(key)});
    key.clear();
  };
  for (const char c : keys) {
    if (c != ' ' && c != '\n') {
      key += c;
      continue;
    }
    end_key();
    if (c == '\n') rows.emplace_back();
  }
  end_key();
  return rows;
}

std::string_view keys_of(const KeyboardLayout& layout, KeyLayer layer) {
  switch (layer) {
    case KeyLayer::letters:
      return layout.letters;
    case KeyLayer::more:
      return layout.more.empty() ? layout.letters : layout.more;
    case KeyLayer::latin:
      return plain_letters;
    case KeyLayer::figures:
      return figures;
  }
  return layout.letters;
}

/// Letters and figures take turns, and so do the own script and Latin letters.
std::vector<LayerKey> layers_of(const KeyboardLayout& layout, KeyLayer layer) {
  const LayerKey to_letters{"key/layer", std::string(layout.sample), KeyLayer::letters};
  const LayerKey to_figures{"key/layer", "123", KeyLayer::figures};
  const LayerKey to_latin{"key/script", "abc", KeyLayer::latin};
  std::vector<LayerKey> keys{layer == KeyLayer::figures ? to_letters : to_figures};
  if (layout.latin) return keys;
  keys.push_back(layer == KeyLayer::latin ? to_letters : to_latin);
  keys.back().id = "key/script";
  return keys;
}

std::optional<LayerKey> more_of(const KeyboardLayout& layout, KeyLayer layer) {
  if (layout.more.empty()) return std::nullopt;
  if (layer == KeyLayer::letters) {
    return LayerKey{"key/more", std::string(layout.more_sample), KeyLayer::more};
  }
  if (layer == KeyLayer::more) {
    return LayerKey{"key/more", std::string(layout.sample), KeyLayer::letters};
  }
  return std::nullopt;
}

// --- what a key does

struct Sign {
  std::string_view vowel;
  std::string_view sign;
};
constexpr std::array<Sign, 12> tamil_signs = {{{"அ", ""},
                                               {"ஆ", "\u0BBE"},
                                               {"இ", "\u0BBF"},
                                               {"ஈ", "\u0BC0"},
                                               {"உ", "\u0BC1"},
                                               {"ஊ", "\u0BC2"},
                                               {"எ", "\u0BC6"},
                                               {"ஏ", "\u0BC7"},
                                               {"ஐ", "\u0BC8"},
                                               {"ஒ", "\u0BCA"},
                                               {"ஓ", "\u0BCB"},
                                               {"ஔ", "\u0BCC"}}};

/// The character before byte `at`; 0 at the beginning.
gunichar before(const std::string& text, std::size_t at) {
  if (at == 0) return 0;
  return g_utf8_get_char(g_utf8_prev_char(text.c_str() + at));
}

bool is_tamil_consonant(gunichar c) {
  return c >= 0x0B95 && c <= 0x0BB9;
}

constexpr std::u32string_view tones = U"\u0300\u0301\u0309\u0303\u0323";

/// The letter with this tone in place of the one that it has.
std::string with_tone(const std::string& letter, const std::string& tone) {
  const std::unique_ptr<char, Free> parts(
      g_utf8_normalize(letter.c_str(), -1, G_NORMALIZE_DEFAULT));
  std::string bare;
  for (const char* at = parts.get(); *at != '\0'; at = g_utf8_next_char(at)) {
    const bool is_tone =
        tones.find(static_cast<char32_t>(g_utf8_get_char(at))) != std::u32string_view::npos;
    if (!is_tone) bare.append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
  }
  bare += tone;
  const std::unique_ptr<char, Free> one(
      g_utf8_normalize(bare.c_str(), -1, G_NORMALIZE_DEFAULT_COMPOSE));
  return one.get();
}

bool carries_tone(gunichar c) {
  std::array<gunichar, 4> base{};
  if (g_unichar_fully_decompose(g_unichar_tolower(c), FALSE, base.data(), base.size()) == 0) {
    return false;
  }
  static constexpr std::u32string_view vowels = U"aeiouy";
  return vowels.find(static_cast<char32_t>(base[0])) != std::u32string_view::npos;
}

/// Puts the tone on the last vowel of the word before the caret. False: there is none.
bool type_tone(ui::TextEdit& edit, const std::string& tone) {
  std::size_t end = edit.caret;
  while (end > 0 && g_unichar_isalpha(before(edit.text, end)) != FALSE &&
         !carries_tone(before(edit.text, end))) {
    end = static_cast<std::size_t>(g_utf8_prev_char(edit.text.c_str() + end) - edit.text.c_str());
  }
  if (!carries_tone(before(edit.text, end))) return false;
  const auto start =
      static_cast<std::size_t>(g_utf8_prev_char(edit.text.c_str() + end) - edit.text.c_str());
  const std::string composed = with_tone(edit.text.substr(start, end - start), tone);
  edit.text.replace(start, end - start, composed);
  edit.caret += composed.size() - (end - start);
  return true;
}

void add_words(const Texts& in, KeyboardView& view) {
  view.delete_word = in(tr_context("kiosk", "Delete"));
  view.space_word = in(tr_context("kiosk", "Space"));
  view.hide_word = in(tr_context("kiosk", "Hide"));
}

}  // namespace

KeyboardView build_code_keyboard(const Texts& in) {
  KeyboardView view;
  view.rows = rows_of(code_keys);
  add_words(in, view);
  return view;
}

KeyboardView build_keyboard(const Texts& in, KeyLayer layer) {
  const KeyboardLayout& layout = layout_of(in.tag().value);
  KeyboardView view;
  view.rows = rows_of(keys_of(layout, layer));
  view.more = more_of(layout, layer);
  view.layers = layers_of(layout, layer);
  add_words(in, view);
  return view;
}

void type_key(ui::TextEdit& edit, const std::string& text, std::size_t characters_max) {
  edit.caret = std::min(edit.caret, edit.text.size());
  if (is_latin_mark(text)) {
    // Without a vowel there is nothing that a tone could be on.
    (void)type_tone(edit, text);
    return;
  }
  const auto sign = std::find_if(tamil_signs.begin(), tamil_signs.end(),
                                 [&](const Sign& one) { return one.vowel == text; });
  if (sign != tamil_signs.end() && is_tamil_consonant(before(edit.text, edit.caret))) {
    edit.insert(sign->sign, characters_max);
    return;
  }
  edit.insert(text, characters_max);
}

}  // namespace foyer::kiosk
