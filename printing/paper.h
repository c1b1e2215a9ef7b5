// What is printed, as plain values: a list of parts from top to bottom, all words in the language
// of the person. Made by paper_words.h, turned into dots by paper_layout.h, so that what a ticket
// says can be tested without a picture, and every paper wraps, mirrors and fits both widths alike.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "engine/ids.h"

namespace foyer::printing {

/// Whose paper it is and when it was printed: mark, name, date and time.
struct PaperHead {
  std::filesystem::path logo;  ///< An SVG; empty: none.
  std::string name;
  std::string line;
};
/// White on a black band of one line.
struct PaperBand {
  std::string text;
};
/// As large as the paper is wide.
struct PaperNumber {
  std::string text;
};
/// What it is for.
struct PaperName {
  std::string text;
};
struct PaperFact {
  std::string caption;
  std::string value;
};
/// Side by side between two lines; one under the other where they are too long.
struct PaperFacts {
  std::vector<PaperFact> facts;
};
struct PaperHeading {
  std::string text;
};
struct PaperText {
  std::string text;
};
/// A bold sentence with an icon of assets/icons.
struct PaperNote {
  std::string icon;
  std::string text;
};
/// To be ticked off with a pen.
struct PaperCheck {
  std::string text;
};
/// A numbered line of the way.
struct PaperStep {
  int number = 1;
  std::string text;
  std::string help{};  ///< Smaller, under it; may be empty.
};
/// A dashed line over the whole width.
struct PaperCut {};
struct PaperQr {
  std::string url;
  std::string title;
  std::string text;
};
/// Small and in the middle.
struct PaperFoot {
  std::string text;
};

using PaperPart =
    std::variant<PaperHead, PaperBand, PaperNumber, PaperName, PaperFacts, PaperHeading, PaperText,
                 PaperNote, PaperCheck, PaperStep, PaperCut, PaperQr, PaperFoot>;

struct Paper {
  LanguageTag language;
  std::vector<PaperPart> parts;
};

/// How far the paper for the person at the kiosk is.
enum class PaperState {
  none,  ///< There is no printer, or nothing to print.
  printing,
  printed,
  failed,   ///< Nothing came out.
  unknown,  ///< Perhaps something came out, perhaps half of it.
};

/// How wide the paper is, at 203 dots per inch.
enum class PaperWidth {
  mm_58 = 384,  ///< dots that can be printed
  mm_80 = 576,
};

[[nodiscard]] constexpr int dots(PaperWidth width) {
  return static_cast<int>(width);
}

}  // namespace foyer::printing
