// The keys of every language, as its speakers know them: one row a line, keys separated by blanks.
// A row has at most 10 keys, the last one at most 8 (Delete is two wide), or 6 where the layout has
// a second layer (its key is two wide). The letters stand where they stand on real keyboards, also
// on pages from right to left. docs/TRANSLATING.md says how to add a language.
#pragma once

#include <array>
#include <string_view>

namespace foyer::kiosk {

struct KeyboardLayout {
  std::string_view language;  ///< The primary tag: "zh" is for both.
  std::string_view sample;    ///< On the key that leads back to the letters: "abc", "कखग".
  std::string_view letters;
  std::string_view more_sample{};  ///< On the key that leads to the second layer.
  std::string_view more{};         ///< Empty: there is none.
  bool latin = true;               ///< Otherwise a key leads to plain Latin letters.
};

// Chinese is typed in pinyin: the search knows how each sign sounds (folding.h), so that no input
// method is needed.
inline constexpr std::string_view plain_letters =
    "q w e r t y u i o p\n"
    "a s d f g h j k l\n"
    "z x c v b n m";

inline constexpr std::string_view figures =
    "1 2 3 4 5 6 7 8 9 0\n"
    "- ' & / . , ( ) #\n"
    "@ + ? ! : % $";

inline constexpr std::array layouts = {
    KeyboardLayout{.language = "fr",
                   .sample = "abc",
                   .letters = "é è ê à â ç ù î ô œ\n"
                              "q w e r t y u i o p\n"
                              "a s d f g h j k l\n"
                              "z x c v b n m"},
    KeyboardLayout{.language = "es",
                   .sample = "abc",
                   .letters = "á é í ó ú ü\n"
                              "q w e r t y u i o p\n"
                              "a s d f g h j k l ñ\n"
                              "z x c v b n m"},
    KeyboardLayout{.language = "pt",
                   .sample = "abc",
                   .letters = "á â ã à é ê í ó õ ú\n"
                              "q w e r t y u i o p\n"
                              "a s d f g h j k l ç\n"
                              "z x c v b n m"},
    KeyboardLayout{.language = "pl",
                   .sample = "abc",
                   .letters = "ą ć ę ł ń ó ś ź ż\n"
                              "q w e r t y u i o p\n"
                              "a s d f g h j k l\n"
                              "z x c v b n m"},
    // Tone keys go to the vowel of the word, whenever they are touched.
    KeyboardLayout{.language = "vi",
                   .sample = "abc",
                   .letters = "\u0300 \u0301 \u0309 \u0303 \u0323\n"
                              "ă â đ ê ô ơ ư\n"
                              "q w e r t y u i o p\n"
                              "a s d f g h j k l\n"
                              "z x c v b n m"},
    KeyboardLayout{.language = "tl",
                   .sample = "abc",
                   .letters = "q w e r t y u i o p\n"
                              "a s d f g h j k l ñ\n"
                              "z x c v b n m"},
    // Arabic 101, its last two columns moved into the rows below.
    KeyboardLayout{.language = "ar",
                   .sample = "ابت",
                   .letters = "ض ص ث ق ف غ ع ه خ ح\n"
                              "ش س ي ب ل ا ت ن م ك\n"
                              "ئ ء ؤ ر ى ة و ز ظ ط\n"
                              "أ إ آ ذ د ج",
                   .latin = false},
    // CRULP's phonetic keyboard; what it has on the shifted keys is the second layer.
    KeyboardLayout{.language = "ur",
                   .sample = "اب پ",
                   .letters = "ق و ع ر ت ے ء ی ہ پ\n"
                              "ا س د ف گ ح ج ک ل\n"
                              "ز ش چ ط ب ن م\n"
                              "آ ٹ ڈ ڑ ں ھ",
                   .more_sample = "ص ض",
                   .more = "ؤ ئ ۂ ۃ أ ۓ\n"
                           "ص ض ذ ژ ث ظ غ خ\n"
                           "َ ِ ُ ّ ً ٰ",
                   .latin = false},
    // The alphabet in its own order, as at school; the signs of vowels on top.
    KeyboardLayout{.language = "hi",
                   .sample = "कखग",
                   .letters = "ा ि ी ु ू े ै ो ौ ्\n"
                              "क ख ग घ च छ ज झ ट ठ\n"
                              "ड ढ ण त थ द ध न प फ\n"
                              "ब भ म य र ल व श ष स\n"
                              "ह ं ँ ड़ ढ़ ः",
                   .more_sample = "अ आ",
                   .more = "अ आ इ ई उ ऊ ए ऐ ओ औ\n"
                           "ऋ ृ ऑ ॉ ङ ञ क्ष त्र ज्ञ श्र\n"
                           "क़ ख़ ग़ ज़ फ़ ़",
                   .latin = false},
    KeyboardLayout{.language = "pa",
                   .sample = "ਕਖਗ",
                   .letters = "ਾ ਿ ੀ ੁ ੂ ੇ ੈ ੋ ੌ ੰ\n"
                              "ਸ ਹ ਕ ਖ ਗ ਘ ਚ ਛ ਜ ਝ\n"
                              "ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ\n"
                              "ਪ ਫ ਬ ਭ ਮ ਯ ਰ ਲ ਵ ੜ\n"
                              "ੱ ਂ ੍ ਼",
                   .more_sample = "ਅ ਆ",
                   .more = "ਅ ਆ ਇ ਈ ਉ ਊ ਏ ਐ ਓ ਔ\n"
                           "ੳ ੲ ਙ ਞ\n"
                           "ਸ਼ ਖ਼ ਗ਼ ਜ਼ ਫ਼ ਲ਼",
                   .latin = false},
    // Tamil 99: a vowel after a consonant becomes its sign.
    KeyboardLayout{.language = "ta",
                   .sample = "கஙச",
                   .letters = "ஆ ஈ ஊ ஐ ஏ ள ற ன ட ண\n"
                              "அ இ உ ் எ க ப ம த ந\n"
                              "ஔ ஓ ஒ வ ங ல ர ழ ச ய\n"
                              "ஞ ஜ ஷ ஸ ஹ ஃ",
                   .latin = false},
};

/// What codes are made of; people find letters where every keyboard has them.
inline constexpr std::string_view code_keys =
    "1 2 3 4 5 6 7 8 9 0\n"
    "Q W E R T Y U I O P\n"
    "A S D F G H J K L\n"
    "Z X C V B N M";

}  // namespace foyer::kiosk
