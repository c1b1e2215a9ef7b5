#include "tests/printing/paper_samples.h"

#include <cstdlib>

#include "site/calendar.h"

namespace foyer::test {
namespace {

const std::filesystem::path assets = std::filesystem::path(FOYER_SOURCE_DIR) / "assets";

}  // namespace

const SiteFiles& paper_site() {
  static const SiteFiles site = load_site(assets / "sites" / "clarington");
  return site;
}

const Translations& paper_texts() {
  static const Translations texts(assets, paper_site());
  return texts;
}

std::vector<LanguageTag> paper_languages() {
  std::vector<LanguageTag> tags;
  for (const LanguageInfo& language : paper_site().languages) tags.push_back(language.tag);
  return tags;
}

Instant paper_time() {
  return instant_of(paper_site().hours, BusinessDate{"2026-11-26"}, 10 * 60 + 42);
}

printing::PrintedTicket paper_ticket() {
  printing::PrintedTicket issued;
  issued.ticket = "B042";
  issued.token = Token{"5eed0fa11c0ffee5eed0fa11c0ffee00"};
  issued.services = {ServiceId{"pay-property-tax"}};
  issued.promise = {WaitStatus::known, 10 * 60, 20 * 60};
  issued.before = 3;
  return issued;
}

printing::Paper full_ticket(const LanguageTag& language) {
  const Texts in = paper_texts().in(language);
  printing::PrintedTicket issued = paper_ticket();
  issued.services.push_back(ServiceId{"marriage-licence"});
  // The longest words are those of departments.
  printing::PaperWay way{in(tr_context("kiosk", "Where to go")), {}, {}};
  for (const DepartmentInfo& department : paper_site().departments) {
    WayStep step;
    step.title = step.help = in.of_site(department.name);
    way.way.steps.push_back(step);
  }
  way.way.notes = {in(tr_context("kiosk", "A clerk comes to you when it is your turn"))};
  return printing::paper_of_ticket({paper_site(), in, paper_time()}, issued,
                                   {SpecialNeed::cannot_hear, SpecialNeed::step_free}, way);
}

void keep_picture(const printing::Raster& raster, const std::string& name) {
  const char* folder = std::getenv("FOYER_PICTURES");
  if (folder == nullptr) return;
  ui::write_png(printing::to_pixels(raster), std::filesystem::path(folder) / (name + ".png"));
}

}  // namespace foyer::test
