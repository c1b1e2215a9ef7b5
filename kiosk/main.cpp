// foyer-kiosk: wiring only.
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "kiosk/app.h"
#include "kiosk/out_of_service.h"
#include "knowledge/library.h"
#include "link/private_file.h"
#include "link/secret.h"
#include "printing/paperwork.h"
#include "program/program.h"
#include "ui/assets.h"
#include "ui/voice.h"

namespace {

using namespace foyer;

program::Description description() {
  program::Description about;
  about.name = "foyer-kiosk";
  about.purpose = "The touchscreen in the lobby: residents choose a service and take a ticket.";
  about.examples =
      "  foyer-kiosk --device kiosk.toml --site assets/sites/clarington --fullscreen\n"
      "  foyer-kiosk --device kiosk.toml --site assets/sites/clarington --size 1920x1080\n";
  about.window.title = "Foyer kiosk";
  about.window.size = {1080, 1920};
  about.window.hide_cursor = false;
  return about;
}

struct OwnOptions {
  std::filesystem::path state;
  std::filesystem::path pin_file;
  int rest_after_s = 120;
  bool reduce_motion = false;
  std::string printer = "none";
  int paper_mm = 80;
  kiosk::SpeechStart speech = kiosk::SpeechStart::asked;
  std::string audio_device;

  void add_to(CLI::App& app) {
    app.add_option("--state", state,
                   "Folder for what outlives the program; default: ~/.local/state/foyer/DEVICE");
    app.add_option("--pin-file", pin_file,
                   "The supervisor's PIN, as made by: foyer kiosk set-pin; without it the corner "
                   "does nothing");
    add_speech(app);
    app.add_flag("--reduce-motion", reduce_motion, "Pages change at once, nothing slides");
    app.add_option("--printer", printer,
                   "none, file:PATH (a device or a file), serial:PATH?baud=N, tcp:HOST[:PORT] or "
                   "cups:QUEUE[?raw]")
        ->capture_default_str();
    app.add_option("--paper", paper_mm, "How wide its paper is, in mm: 80 or 58")
        ->check(CLI::IsMember({58, 80}))
        ->capture_default_str();
    app.add_option("--rest-after", rest_after_s,
                   "Seconds after the last person until the screen rests; 0: never")
        ->check(CLI::Range(0, 86'400))
        ->capture_default_str();
  }

  void add_speech(CLI::App& app) {
    const std::map<std::string, kiosk::SpeechStart> starts{
        {"never", kiosk::SpeechStart::never},
        {"asked", kiosk::SpeechStart::asked},
        {"first-key", kiosk::SpeechStart::first_key},
        {"always", kiosk::SpeechStart::always}};
    app.add_option("--speech", speech,
                   "When the kiosk reads the screen aloud: never; asked (by Listen, the help key, "
                   "or headphones that the keypad reports); first-key; always")
        ->transform(CLI::CheckedTransformer(starts))
        ->default_str("asked");
    app.add_option("--audio-device", audio_device,
                   "Sound device of the headphone socket, by SDL's name for it; default: the "
                   "system's own");
  }
};

std::string read_pin_hash(const std::filesystem::path& file) {
  if (file.empty()) return {};
  link::require_private_file(file);
  std::string hash;
  std::ifstream in(file);
  if (!std::getline(in, hash) || hash.empty()) {
    throw std::runtime_error(file.string() + " is no PIN file; make one with foyer kiosk set-pin");
  }
  return hash;
}

/// Made where it is not there. Throws std::runtime_error with the way out. One that is there and
/// cannot be written (a full disk) keeps no kiosk from serving: see docs/ALONE.md.
std::filesystem::path state_folder(const OwnOptions& own, const DeviceId& device) {
  std::filesystem::path folder = own.state;
  if (folder.empty()) folder = program::state_folder() / device.value;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed || !std::filesystem::is_directory(folder)) {
    throw std::runtime_error("the folder " + folder.string() + " cannot be made (" +
                             (failed ? failed.message() : "something else has its name") +
                             "); give another one with --state");
  }
  return folder;
}

/// The voice that reads the screen; none where speech is off.
std::unique_ptr<ui::Voice> open_voice(const OwnOptions& own, const SiteFiles& site) {
  if (own.speech == kiosk::SpeechStart::never) return nullptr;
  ui::VoiceOptions options;
  options.device = own.audio_device;
  for (const LanguageInfo& language : site.languages) {
    options.voices.emplace_back(language.tag.value, language.voice);
  }
  auto voice = std::make_unique<ui::Voice>(std::move(options));
  if (const std::string why = voice->silent_because(); !why.empty()) {
    spdlog::warn("there is no sound, the kiosk cannot read the screen aloud: {}", why);
  }
  return voice;
}

kiosk::Mouth mouth_of(ui::Voice& voice) {
  return {.say = [&voice](ui::Utterances words) { voice.say(std::move(words)); },
          .add = [&voice](ui::Utterances words) { voice.add(std::move(words)); },
          .stop = [&voice] { voice.stop(); },
          .set =
              [&voice](const kiosk::Speech& speech) {
                voice.set_volume(speech.volume);
                voice.set_rate(speech.rate);
                voice.hold(speech.held);
              }};
}

kiosk::Outbox outbox_of(program::Session& session) {
  return {.send = [&](protocol::Request request) { session.client().send(std::move(request)); },
          // Over restarts, too, so not the link's own, which count from the start of the program.
          .fresh_id = link::random_token,
          .fresh_token = link::random_token};
}

void warn_of_height(const program::Session& session, ui::Size size) {
  const KioskInfo* kiosk = find_kiosk(session.site(), session.device().device);
  const auto orientation =
      size.w > size.h ? kiosk::Orientation::landscape : kiosk::Orientation::portrait;
  if (kiosk == nullptr || !kiosk::hangs_too_high(*kiosk, orientation)) return;
  spdlog::warn(
      "the screen hangs too high (its upper edge at {} mm): with \"Low reach\" some buttons still "
      "stand above {} mm",
      kiosk->screen_top_mm, kiosk::reach_mm);
}

/// Throws kiosk::CannotServe, which says of what the error is, with the error's own words.
template <class Make>
auto about(kiosk::Trouble trouble, Make make) {
  try {
    return make();
  } catch (const std::exception& error) {
    throw kiosk::CannotServe(trouble, error.what());
  }
}

/// Throws SiteMistakes, and kiosk::CannotServe for all others.
std::unique_ptr<program::Session> open_session(const program::Options& options) {
  std::unique_ptr<program::Session> session;
  try {
    session = std::make_unique<program::Session>(options);
  } catch (const SiteMistakes&) {
    throw;
  } catch (const program::BadDevice& error) {
    throw kiosk::CannotServe(kiosk::Trouble::device, error.what());
  } catch (const std::exception& error) {
    throw kiosk::CannotServe(kiosk::Trouble::site, error.what());
  }
  if (session->device().role != Role::kiosk) {
    throw kiosk::CannotServe(kiosk::Trouble::device,
                             "the device file is not that of a kiosk (its role is " +
                                 std::string(word(session->device().role)) + ")");
  }
  return session;
}

/// All that a kiosk which serves is made of.
class Serving {
 public:
  /// The window must outlive it. Throws kiosk::CannotServe.
  Serving(std::unique_ptr<program::Session> session, const OwnOptions& own, ui::Window& window)
      : session_(std::move(session)), voice_(open_voice(own, session_->site())) {
    using kiosk::Trouble;
    const SiteFiles& site = session_->site();
    session_->wake(window);
    kiosk::AppOptions app = app_options(own, window);
    printing_ = about(Trouble::setting, [&] {
      return printing::open_printing(own.printer, own.paper_mm, site, [&window] { window.wake(); });
    });
    if (printing_) app.paper = printing::desk_of(*printing_, own.printer);
    app_.emplace(site, session_->translations(), outbox_of(*session_), std::move(app));
  }

  void draw(const ui::FrameContext& frame) {
    const std::vector<protocol::Answer> answers = session_->receive();
    kiosk::Lobby lobby;
    const link::Replica& replica = session_->replica();
    if (replica.has_state()) lobby.state = &replica.state();
    lobby.connected = replica.connected();
    lobby.at = session_->now();
    lobby.waits = replica.waits(lobby.at);
    for (const protocol::Answer& answer : answers) app_->answered(answer, lobby, frame.now_ms);
    app_->draw(frame, lobby);
    session_->report(app_->problems(), frame);
  }

 private:
  kiosk::AppOptions app_options(const OwnOptions& own, ui::Window& window) {
    using kiosk::Trouble;
    const DeviceId& device = session_->device().device;
    const auto state = about(Trouble::folder, [&] { return state_folder(own, device); });
    const std::filesystem::path settings_file = state / "settings.toml";
    const ui::Size size = window.size();
    kiosk::AppOptions options;
    options.warm_up = true;
    options.rest_after_ms = own.rest_after_s * 1000LL;
    options.pin_hash = about(Trouble::setting, [&] { return read_pin_hash(own.pin_file); });
    options.machine = {
        .device = device.value,
        .version = program::version(),
        .screen = fmt::format("{:.0f} × {:.0f}, {}", size.w, size.h, window.renderer()),
        .settings = kiosk::read_settings(settings_file)};
    options.library = std::make_shared<const knowledge::Library>(
        knowledge::Library::of_site(session_->site(), nullptr, knowledge::Audience::everybody));
    options.speech = own.speech;
    options.machine.speaks = own.speech != kiosk::SpeechStart::never;
    options.machine.moves = !own.reduce_motion;
    warn_of_height(*session_, size);
    if (voice_) options.mouth = mouth_of(*voice_);
    options.restart = [&window] { window.close(); };
    options.wake = [&window] { window.wake(); };
    options.gone = program::give_memory_back;
    options.keep = [settings_file](const kiosk::Settings& settings) {
      kiosk::write_settings(settings_file, settings);
    };
    options.store = kiosk::Store::open(state / "kiosk.sqlite");
    if (options.store) {
      const auto kept = std::chrono::days(session_->site().privacy.private_days);
      options.store->delete_before(session_->now() - kept);
    }
    return options;
  }

  std::unique_ptr<program::Session> session_;
  std::unique_ptr<ui::Voice> voice_;
  std::unique_ptr<printing::Printing> printing_;
  std::optional<kiosk::App> app_;
};

/// What cannot start ends with its error.
void run_at_desk(const program::Options& options, const OwnOptions& own) {
  std::optional<ui::Window> window;  // Outlives the session, which wakes it.
  auto session = open_session(options);
  window.emplace(options.window);
  Serving serving(std::move(session), own, *window);
  window->run([&](const ui::FrameContext& frame) { serving.draw(frame); });
}

/// What cannot start says so on the screen, until it can.
void run_in_lobby(const program::Options& options, const OwnOptions& own) {
  ui::WindowOptions window_options = options.window;
  window_options.hide_cursor = true;  // A kiosk has no mouse; at a desk there is one.
  ui::Window window(window_options);
  const auto start = [&] {
    auto serving = std::make_shared<Serving>(open_session(options), own, window);
    return [serving](const ui::FrameContext& frame) { serving->draw(frame); };
  };
  kiosk::KeepServing kiosk(start, ui::asset_folder(), options.site);
  window.run([&](const ui::FrameContext& frame) { kiosk.draw(frame); });
}

void run_kiosk(const program::Options& options, const OwnOptions& own) {
  if (options.window.fullscreen) return run_in_lobby(options, own);
  try {
    run_at_desk(options, own);
  } catch (const kiosk::CannotServe& error) {
    if (error.trouble() == kiosk::Trouble::device) throw program::BadDevice(error.what());
    throw;
  }
}

}  // namespace

int main(int argc, char** argv) {
  OwnOptions own;
  return program::run_program(
      argc, argv, description(), [&](CLI::App& app) { own.add_to(app); },
      [&](const program::Options& options) { run_kiosk(options, own); });
}
