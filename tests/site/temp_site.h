// A copy of a site in a temporary folder, to break.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "site/site_files.h"

namespace foyer {

class TempSite {
 public:
  TempSite();  ///< A copy of tests/site/small.
  ~TempSite();
  TempSite(const TempSite&) = delete;
  TempSite& operator=(const TempSite&) = delete;

  [[nodiscard]] const std::filesystem::path& dir() const { return dir_; }
  [[nodiscard]] std::string read(const std::string& file) const;
  void write(const std::string& file, std::string_view text) const;
  /// Replaces the first `from` in the file; a test that names nothing in it is wrong and fails.
  void change(const std::string& file, std::string_view from, std::string_view to) const;
  /// What load_site says, one mistake a line; empty if it is content.
  [[nodiscard]] std::string mistakes() const;
  /// The same of check_site.
  [[nodiscard]] std::string all_mistakes() const;

 private:
  std::filesystem::path dir_;
};

}  // namespace foyer
