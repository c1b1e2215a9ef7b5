#include "kiosk/out_of_service.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "ui/motion.h"
#include "ui/theme.h"

namespace foyer::kiosk {
namespace {

std::string words_for_staff(const Texts& in, Trouble trouble) {
  switch (trouble) {
    case Trouble::site:
      return in(tr_context("kiosk",
                           "For staff: the files of the site have a mistake. The log names it."));
    case Trouble::device:
      return in(
          tr_context("kiosk", "For staff: the device file cannot be used. The log says why."));
    case Trouble::folder:
      return in(tr_context("kiosk",
                           "For staff: the kiosk cannot make its data folder. The log says why."));
    case Trouble::setting:
      return in(
          tr_context("kiosk", "For staff: a setting of this kiosk is wrong. The log says which."));
    case Trouble::program:
      break;
  }
  return in(tr_context("kiosk", "For staff: the program could not start. The log says why."));
}

struct Reason {
  Trouble trouble{};
  std::string text;
};

/// Of the exception that is handled.
Reason reason_of_current() {
  try {
    throw;
  } catch (const CannotServe& error) {
    return {error.trouble(), error.what()};
  } catch (const SiteMistakes& mistakes) {
    return {Trouble::site, std::string("the site's files have mistakes:\n") + mistakes.what()};
  } catch (const std::exception& error) {
    return {Trouble::program, error.what()};
  } catch (...) {
    return {Trouble::program, "an unknown error"};
  }
}

}  // namespace

RestView build_out_of_service_view(const SiteFiles& site, const Texts& in, Trouble trouble,
                                   std::int64_t turn) {
  RestView view;
  view.header.name = in.of_site(site.brand.name);
  view.header.short_name = in.of_site(site.brand.short_name);
  view.header.logo = site.brand.logo;
  view.position = static_cast<int>(turn % rest_positions);
  view.question = in(tr_context("kiosk", "This kiosk is out of service"));
  view.more = in(tr_context("kiosk", "Please go to the welcome desk."));
  view.for_staff = words_for_staff(in, trouble);
  return view;
}

SiteFiles site_without_files(const std::filesystem::path& assets) {
  SiteFiles site;
  site.region = "CA";
  site.hours.time_zone = "UTC";
  std::vector<std::string> tags;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(assets / "translations", none)) {
    if (entry.path().extension() == ".po") tags.push_back(entry.path().stem().string());
  }
  std::sort(tags.begin(), tags.end());
  tags.insert(tags.begin(), "en");
  for (const std::string& tag : tags) {
    LanguageInfo info;
    info.tag = LanguageTag{tag};
    info.own_name = tag;
    site.languages.push_back(std::move(info));
  }
  return site;
}

/// The languages and the name that the screen can have: the site's, those of the program, English.
struct KeepServing::Words {
  SiteFiles site;
  std::unique_ptr<Translations> texts;

  Words(const std::filesystem::path& assets, const std::filesystem::path& folder) {
    try {
      site = load_site(folder);
      texts = std::make_unique<Translations>(assets, site);
      return;
    } catch (const std::exception&) {
      // This is the trouble, or will be told when it is the next one.
    }
    site = site_without_files(assets);
    try {
      texts = std::make_unique<Translations>(assets, site);
    } catch (const std::exception& error) {
      spdlog::error("the screen says only in English that the kiosk is out of service: {}",
                    error.what());
      site.languages.resize(1);
      texts = std::make_unique<Translations>(assets, site);
    }
  }
};

KeepServing::KeepServing(std::function<Draw()> start, std::filesystem::path assets,
                         std::filesystem::path site)
    : start_(std::move(start)), assets_(std::move(assets)), site_(std::move(site)) {}

KeepServing::~KeepServing() = default;

void KeepServing::stop(std::int64_t now_ms) {
  const Reason reason = reason_of_current();
  serving_ = nullptr;
  next_try_ms_ = now_ms + try_again_ms;
  if (!trouble_) since_ms_ = now_ms;
  if (trouble_ == reason.trouble && reason_ == reason.text) return;
  spdlog::error("out of service: {}\nIt tries again every {} s.", reason.text, try_again_ms / 1000);
  trouble_ = reason.trouble;
  reason_ = reason.text;
  // The site may be readable now, or no longer.
  words_ = std::make_unique<Words>(assets_, site_);
}

void KeepServing::start(const ui::FrameContext& frame) {
  try {
    serving_ = start_();
  } catch (...) {
    return stop(frame.now_ms);
  }
  if (trouble_) {
    spdlog::info("in service again");
    frame.state->page_changed(frame.now_ms, ui::deaf_ms);
  }
}

void KeepServing::draw(const ui::FrameContext& frame) {
  if (!serving_ && frame.now_ms >= next_try_ms_) start(frame);
  if (serving_) {
    try {
      serving_(frame);
      trouble_.reset();
      reason_.clear();
      return;
    } catch (...) {
      stop(frame.now_ms);
    }
  }
  draw_trouble(frame);
}

void KeepServing::draw_trouble(const ui::FrameContext& frame) {
  const std::int64_t turn = (frame.now_ms - since_ms_) / rest_turn_ms;
  const auto& languages = words_->site.languages;
  const LanguageTag& tag = languages[static_cast<std::size_t>(turn) % languages.size()].tag;
  ui::Look look;
  look.theme = ui::light_theme();
  if (!words_->site.brand.accent.empty()) {
    ui::Brand brand;
    brand.accent = ui::parse_color(words_->site.brand.accent);
    look.theme = ui::branded(look.theme, brand);
  }
  look.metrics = ui::kiosk_metrics(frame.window, 100, 0);
  look.language = tag.value;
  ui::Ui ui(frame, look);
  draw_rest(ui, build_out_of_service_view(words_->site, words_->texts->in(tag), *trouble_, turn));
  ui.wake_at(next_try_ms_);
  ui.wake_at(since_ms_ + (turn + 1) * rest_turn_ms);
}

}  // namespace foyer::kiosk
