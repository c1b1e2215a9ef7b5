// What two ways of writing have in common: capitals, accents, and the letters that people of a
// script use for one another. Search compares folded texts only. Through ICU; pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace foyer::kiosk {

/// Small letters without accents, in any script: "Déclaration" becomes "declaration", "Łódź"
/// "lodz", "đường" "duong", full-width "ＡＢＣ" "abc", Arabic and Urdu yeh, kaf, heh and alef one
/// each without vowel signs, Indic letters without nukta and with one sign for nasals, digits 0
/// to 9. Folding twice changes nothing. Invalid UTF-8 gives nothing.
[[nodiscard]] std::string fold(std::string_view text);

/// The folded words of a text; what is no letter and no figure separates. The Arabic article
/// is left out: "المنزل" gives "منزل" (folded). Chinese is one word from sign to sign.
[[nodiscard]] std::vector<std::string> words_in(std::string_view text);

/// The letters as people count them (grapheme clusters), a number each: equal letters have equal
/// numbers. A consonant with its vowel sign is one.
[[nodiscard]] std::vector<std::uint32_t> letters_of(std::string_view folded);

enum class Script : std::uint8_t { latin, arabic, indic, han, other };
/// Of the first letter.
[[nodiscard]] Script script_of_word(std::string_view folded);

/// The word in Latin letters, folded, as ICU transliterates it: "جائیداد" gives "jayydad". For
/// Latin words the word itself.
[[nodiscard]] std::string romanized(std::string_view folded);

/// Chinese in pinyin without tones, a syllable for each sign: {"fang", "chan", "shui"}.
[[nodiscard]] std::vector<std::string> pinyin_of(std::string_view folded);

/// How a romanized word sounds, roughly: its consonants, those that are written in several ways as
/// one. "jaidad", "jayydad" and "jaaydaad" have the same. May be empty.
[[nodiscard]] std::string consonants_of(std::string_view latin);

}  // namespace foyer::kiosk
