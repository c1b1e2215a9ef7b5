// A kiosk that cannot serve says so, in all languages that it has, rather than being black: when it
// cannot be started (mistakes in the site's files, no device file, a folder that cannot be written
// …) and when it breaks while it runs. It says why in a small line for staff, writes the whole
// reason to the log, and tries again by itself until it can serve. With a window that takes the
// whole screen only: at a desk a program that cannot start ends with its error (program/program.h).
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/rest.h"
#include "site/site_files.h"
#include "site/translations.h"
#include "ui/window.h"

namespace foyer::kiosk {

/// What stands in the way, as staff are told it.
enum class Trouble {
  site,     ///< The site's files or its texts.
  device,   ///< The device file.
  folder,   ///< Where the kiosk keeps its data cannot be made.
  setting,  ///< Something else that was set for it: the PIN file, the printer.
  program,  ///< Anything else.
};

/// A reason not to serve, with what it is about. what() is the whole reason, for the log.
class CannotServe : public std::runtime_error {
 public:
  CannotServe(Trouble trouble, const std::string& reason)
      : std::runtime_error(reason), trouble_(trouble) {}
  [[nodiscard]] Trouble trouble() const { return trouble_; }

 private:
  Trouble trouble_;
};

/// It tries again so long after an attempt.
inline constexpr std::int64_t try_again_ms = 10'000;

/// The words of the screen while the kiosk is out of service because of `trouble`. `site` gives
/// name, logo and languages; without a name the words stand alone.
[[nodiscard]] RestView build_out_of_service_view(const SiteFiles& site, const Texts& in,
                                                 Trouble trouble, std::int64_t turn);

/// A site of which nothing is known but the languages of the program's own catalogues in
/// `assets`, English first: for the screen of a kiosk whose site cannot be read.
[[nodiscard]] SiteFiles site_without_files(const std::filesystem::path& assets);

/// Draws what serves, or that the kiosk is out of service.
class KeepServing {
 public:
  using Draw = std::function<void(const ui::FrameContext&)>;
  /// `start` makes what serves and gives back how it draws, which may throw as well. Both throw
  /// whatever stands in the way; SiteMistakes count as Trouble::site, CannotServe as what it says,
  /// all others as Trouble::program. `assets` has translations/ in it, `site` is the folder of the
  /// site's files: where they can be read, the screen speaks in their name.
  KeepServing(std::function<Draw()> start, std::filesystem::path assets,
              std::filesystem::path site);
  ~KeepServing();
  KeepServing(const KeepServing&) = delete;
  KeepServing& operator=(const KeepServing&) = delete;

  void draw(const ui::FrameContext& frame);
  /// What stands in the way now; nothing: it serves, or was not drawn yet.
  [[nodiscard]] std::optional<Trouble> trouble() const { return trouble_; }

 private:
  struct Words;
  void start(const ui::FrameContext& frame);
  /// To call in a handler: the exception that is handled is the reason.
  void stop(std::int64_t now_ms);
  void draw_trouble(const ui::FrameContext& frame);

  std::function<Draw()> start_;
  std::filesystem::path assets_;
  std::filesystem::path site_;
  Draw serving_;  ///< Empty: out of service.
  std::optional<Trouble> trouble_;
  std::string reason_;  ///< Of the last attempt: each is logged once.
  std::int64_t next_try_ms_ = 0;
  std::int64_t since_ms_ = 0;
  std::unique_ptr<Words> words_;
};

}  // namespace foyer::kiosk
