#include "kiosk/folding.h"

#include <glib.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace foyer::kiosk {
namespace {

using icu::UnicodeString;

constexpr UChar32 devanagari_virama = 0x094D;
constexpr UChar32 devanagari_anusvara = 0x0902;
constexpr UChar32 gurmukhi_bindi = 0x0A02;
constexpr UChar32 alef = 0x0627;
constexpr UChar32 lam = 0x0644;
// An article is left out where at least a root of three letters stays.
constexpr std::int32_t with_article_min = 5;

std::string utf8(const UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

UnicodeString utf16(std::string_view text) {
  return UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

UnicodeString normalized(const UnicodeString& text,
                         const icu::Normalizer2* (*form)(UErrorCode& status)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = form(status);
  UnicodeString out;
  if (U_SUCCESS(status) != 0) out = normalizer->normalize(text, status);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no data to normalize with");
  return out;
}

bool is_mark(UChar32 c) {
  return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// Accents and vowel signs that are left out by many who type: of Latin, Greek and Cyrillic
/// letters, of Arabic ones, and the dots under Indic ones that tell borrowed sounds.
bool is_left_out(UChar32 c) {
  const bool accent = c >= 0x0300 && c <= 0x036F;
  const bool arabic = (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
                      (c >= 0x06D6 && c <= 0x06ED);
  const bool tatweel_or_hamza = c == 0x0640 || c == 0x0621;
  const bool nukta = c == 0x093C || c == 0x0A3C;
  const bool addak = c == 0x0A71;
  return accent || arabic || tatweel_or_hamza || nukta || addak;
}

/// Letters that are one letter to whoever types; 0: it stays as it is.
const char16_t* same_as(UChar32 c) {
  switch (c) {
    case 0x0111:  // đ
      return u"d";
    case 0x0142:  // ł
      return u"l";
    case 0x00F8:  // ø
      return u"o";
    case 0x00E6:  // æ
      return u"ae";
    case 0x0153:  // œ
      return u"oe";
    case 0x0131:  // ı
      return u"i";
    case 0x064A:  // Arabic yeh
    case 0x0649:  // alef maksura
    case 0x06D2:  // yeh barree
      return u"\u06CC";
    case 0x0643:  // Arabic kaf
      return u"\u06A9";
    case 0x0647:  // Arabic heh
    case 0x0629:  // teh marbuta
    case 0x06BE:  // heh doachashmee
    case 0x06C3:  // teh marbuta goal
    case 0x06D5:  // ae
      return u"\u06C1";
    case 0x0671:  // alef wasla
      return u"\u0627";
    case 0x0901:  // Devanagari candrabindu
      return u"\u0902";
    case 0x0A01:  // Gurmukhi adak bindi
    case 0x0A70:  // tippi
      return u"\u0A02";
    default:
      return nullptr;
  }
}

/// A nasal joined to the next consonant: written with a sign of its own by most, "हिन्दी" and
/// "हिंदी".
bool is_joined_nasal(const UnicodeString& text, std::int32_t at) {
  static constexpr std::array<UChar32, 5> nasals = {0x0919, 0x091E, 0x0923, 0x0928, 0x092E};
  const UChar32 c = text.char32At(at);
  const bool nasal = std::find(nasals.begin(), nasals.end(), c) != nasals.end();
  return nasal && at + 2 < text.length() && text.char32At(at + 1) == devanagari_virama &&
         u_isalpha(text.char32At(at + 2)) != 0;
}

UnicodeString letters_alike(const UnicodeString& parts) {
  UnicodeString out;
  for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    const UChar32 c = parts.char32At(at);
    if (is_left_out(c)) continue;
    if (is_joined_nasal(parts, at)) {
      out.append(devanagari_anusvara);
      ++at;  // the virama
    } else if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
      out.append(static_cast<UChar32>('0' + u_charDigitValue(c)));
    } else if (const char16_t* same = same_as(c)) {
      out.append(same, -1);
    } else {
      out.append(c);
    }
  }
  return out;
}

bool is_han(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == USCRIPT_HAN;
}

UnicodeString without_article(const UnicodeString& word) {
  const bool article =
      word.countChar32() >= with_article_min && word.char32At(0) == alef && word.char32At(1) == lam;
  return article ? UnicodeString(word, 2) : word;
}

/// Shared by all threads and locked, because reading its rules takes up to 100 ms.
class SharedTransliterator {
 public:
  explicit SharedTransliterator(const char* id) : id_(id) {}

  std::string to_latin(std::string_view text) {
    UnicodeString latin = utf16(text);
    transliterate(latin);
    return fold(utf8(latin));
  }

 private:
  void transliterate(UnicodeString& text) {
    const std::lock_guard lock(mutex_);
    if (made_ == nullptr) {
      UErrorCode status = U_ZERO_ERROR;
      made_.reset(icu::Transliterator::createInstance(id_, UTRANS_FORWARD, status));
      if (U_FAILURE(status) != 0) throw std::runtime_error(std::string("ICU cannot do ") + id_);
    }
    made_->transliterate(text);
  }

  const char* id_;
  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> made_;  ///< By mutex_.
};

/// ICU's transliteration of Arabic does not know Urdu's own letters.
UnicodeString arabic_letters(const UnicodeString& text) {
  static constexpr std::array<std::array<char16_t, 2>, 7> pairs = {{{0x0679, 0x062A},
                                                                    {0x0688, 0x062F},
                                                                    {0x0691, 0x0631},
                                                                    {0x06BA, 0x0646},
                                                                    {0x06C1, 0x0647},
                                                                    {0x06CC, 0x064A},
                                                                    {0x06A9, 0x0643}}};
  UnicodeString out(text);
  for (const auto& [urdu, arabic] : pairs) {
    for (std::int32_t at = 0; at < out.length(); ++at) {
      if (out.charAt(at) == urdu) out.setCharAt(at, arabic);
    }
  }
  return out;
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

}  // namespace

std::string fold(std::string_view text) {
  if (g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) == FALSE) return {};
  const UnicodeString small = normalized(utf16(text), icu::Normalizer2::getNFKCCasefoldInstance);
  const UnicodeString parts = normalized(small, icu::Normalizer2::getNFDInstance);
  return utf8(normalized(letters_alike(parts), icu::Normalizer2::getNFCInstance));
}

std::vector<std::string> words_in(std::string_view text) {
  const UnicodeString folded = utf16(fold(text));
  std::vector<std::string> words;
  UnicodeString word;
  const auto end_word = [&] {
    if (!word.isEmpty()) words.push_back(utf8(without_article(word)));
    word.remove();
  };
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 c = folded.char32At(at);
    const bool part = u_isalnum(c) != 0 || is_mark(c);
    const bool other_script = !word.isEmpty() && is_han(c) != is_han(word.char32At(0));
    if (!part || other_script) end_word();
    if (part) word.append(c);
  }
  end_word();
  return words;
}

std::vector<std::uint32_t> letters_of(std::string_view folded) {
  const UnicodeString text = utf16(folded);
  std::vector<std::uint32_t> letters;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (!is_mark(c) || letters.empty()) {
      letters.push_back(static_cast<std::uint32_t>(c));
      continue;
    }
    // Beyond all code points, so that no cluster is taken for a bare letter.
    constexpr std::uint32_t cluster = 0x8000'0000U;
    letters.back() = cluster | (letters.back() * 16'777'619U ^ static_cast<std::uint32_t>(c));
  }
  return letters;
}

Script script_of_word(std::string_view folded) {
  const UnicodeString text = utf16(folded);
  if (text.isEmpty()) return Script::latin;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(text.char32At(0), &status);
  // Figures are common to all scripts.
  if (script == USCRIPT_LATIN || script == USCRIPT_COMMON) return Script::latin;
  if (script == USCRIPT_ARABIC) return Script::arabic;
  if (script == USCRIPT_HAN) return Script::han;
  const bool indic = script == USCRIPT_DEVANAGARI || script == USCRIPT_GURMUKHI ||
                     script == USCRIPT_TAMIL || script == USCRIPT_BENGALI ||
                     script == USCRIPT_GUJARATI;
  return indic ? Script::indic : Script::other;
}

std::string romanized(std::string_view folded) {
  const Script script = script_of_word(folded);
  if (script == Script::latin) return std::string(folded);
  static SharedTransliterator any_script("Any-Latin; Latin-ASCII; Lower");
  const std::string latin = any_script.to_latin(utf8(arabic_letters(utf16(folded))));
  std::string out;
  for (std::size_t i = 0; i < latin.size(); ++i) {
    if (latin[i] == '\'') continue;
    out += latin[i];
    // The scholars' c is what people write as ch.
    if (script == Script::indic && latin[i] == 'c' && latin.compare(i + 1, 1, "h") != 0) out += 'h';
  }
  return out;
}

std::vector<std::string> pinyin_of(std::string_view folded) {
  static SharedTransliterator han("Han-Latin; Latin-ASCII; Lower");
  // ICU reads 地 as the particle "de"; in names of things it is "di", as 第.
  UnicodeString signs = utf16(folded);
  signs.findAndReplace(UnicodeString(u"\u5730"), UnicodeString(u"\u7B2C"));
  std::vector<std::string> syllables;
  std::string syllable;
  for (const char c : han.to_latin(utf8(signs)) + ' ') {
    if (c != ' ') {
      syllable += c;
    } else if (!syllable.empty()) {
      syllables.push_back(std::exchange(syllable, {}));
    }
  }
  return syllables;
}

std::string consonants_of(std::string_view latin) {
  std::string out;
  const auto add = [&out](char c) {
    if (out.empty() || out.back() != c) out += c;
  };
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char c = latin[i];
    const char next = i + 1 < latin.size() ? latin[i + 1] : '\0';
    if (c < 'a' || c > 'z') continue;
    if (is_vowel(c)) {
      if (out.empty()) add(c == 'y' ? 'i' : 'a');
    } else if (c == 'h') {
      if (out.empty()) add(c);  // elsewhere it goes with the letter before it
    } else if (c == 's' || (c == 'c' && (next == 'h' || next == 'e' || next == 'i'))) {
      add('s');
    } else if (c == 'c' || c == 'q') {
      add('k');
    } else if (c == 'p' && next == 'h') {
      add('f');
    } else if (c == 'z') {
      add('j');
    } else if (c == 'w') {
      add('v');
    } else if (c == 'x') {
      add('k');
      add('s');
    } else {
      add(c);
    }
  }
  return out;
}

}  // namespace foyer::kiosk
