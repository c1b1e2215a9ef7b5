// GNU gettext catalogues (.po): read for checks, compiled for use. For the room site/ and its
// tests.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace foyer {

struct PoEntry {
  std::string context;                    ///< msgctxt
  std::string english;                    ///< msgid
  std::string plural;                     ///< msgid_plural; empty if it has none.
  std::vector<std::string> translations;  ///< msgstr, or msgstr[0], msgstr[1] …
  bool unreviewed = false;                ///< Marked fuzzy: nobody has confirmed it yet.
  int line = 0;                           ///< Of the msgid.
};

/// The entries of a catalogue or template, without its header and what is obsolete (#~). Takes what
/// msgfmt or xgettext has accepted or written; anything else gives entries that are missing or odd.
[[nodiscard]] std::vector<PoEntry> read_po(std::string_view text);
/// Throws std::runtime_error if the file cannot be read.
[[nodiscard]] std::vector<PoEntry> read_po_file(const std::filesystem::path& file);

/// The compiled catalogue (.mo) of a file, by `msgfmt --check`, with what nobody has reviewed yet:
/// a resident is helped more by an unreviewed sentence than by one in English. Throws
/// std::runtime_error with msgfmt's own words if it refuses, and if it cannot be run.
[[nodiscard]] std::vector<char> compile_po(const std::filesystem::path& file);

/// "minutes" and "n" of "{n} of {minutes}".
[[nodiscard]] std::set<std::string> placeholders_of(std::string_view text);

/// Why a translation cannot stand: missing, or with other placeholders. Empty if it can.
/// A form of a plural may leave {n} out: "one person". A text whose context begins with "format"
/// may use other placeholders: see Texts::time_of_day.
[[nodiscard]] std::string fault_of(const PoEntry& entry);

/// `text` between quotation marks, as a .po file writes it.
[[nodiscard]] std::string po_quoted(std::string_view text);

}  // namespace foyer
