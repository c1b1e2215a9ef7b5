// What a paper says, and its dots: width, sizes, black areas, both paper widths, every language of
// the site; read back by zbarimg and tesseract. With FOYER_PICTURES=FOLDER the papers are written
// there as PNG.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "printing/escpos.h"
#include "tests/printing/paper_samples.h"
#include "tests/printing/printer_process.h"
#include "ui/qr.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::printing;

namespace {

printing::Paper ticket_in(const char* language) {
  const Texts in = paper_texts().in(LanguageTag{language});
  return paper_of_ticket({paper_site(), in, paper_time()}, paper_ticket(), {}, {});
}

template <class Part>
std::vector<Part> parts_of(const printing::Paper& paper) {
  std::vector<Part> found;
  for (const PaperPart& part : paper.parts) {
    if (const auto* one = std::get_if<Part>(&part)) found.push_back(*one);
  }
  return found;
}

Raster lay_out(const printing::Paper& paper, PaperWidth width) {
  static PaperLayout layout;
  return layout.lay_out(paper, width);
}

std::string name_of(PaperWidth width) {
  return width == PaperWidth::mm_80 ? "80" : "58";
}

/// The highest solid black block over more than half of the width, in rows.
int highest_band(const Raster& raster) {
  int highest = 0;
  int rows = 0;
  for (int y = 0; y < raster.height(); ++y) {
    int black = 0;
    for (int x = 0; x < raster.width(); ++x) black += raster.black(x, y) ? 1 : 0;
    rows = black * 2 > raster.width() ? rows + 1 : 0;
    highest = std::max(highest, rows);
  }
  return highest;
}

std::string without_spaces(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

}  // namespace

TEST_CASE("paper: a ticket has the number and the wait and what to bring and the code") {
  const printing::Paper paper = ticket_in("en");
  REQUIRE(parts_of<PaperNumber>(paper).size() == 1);
  CHECK(parts_of<PaperNumber>(paper)[0].text == "B042");
  CHECK(parts_of<PaperHead>(paper)[0].name == "Municipality of Clarington");
  CHECK(parts_of<PaperHead>(paper)[0].line == "Thu 26 Nov, 10:42 am");
  CHECK(parts_of<PaperName>(paper)[0].text == "Pay my property tax");
  const auto facts = parts_of<PaperFacts>(paper)[0].facts;
  REQUIRE(facts.size() == 2);
  CHECK(facts[0].caption == "Wait about");
  CHECK(facts[0].value == "10 to 20 minutes");
  CHECK(facts[1].value == "3 people");
  const ServiceInfo& service = *find_service_info(paper_site(), ServiceId{"pay-property-tax"});
  CHECK(parts_of<PaperCheck>(paper).size() == service.bring.size());
  REQUIRE(parts_of<PaperQr>(paper).size() == 1);
  CHECK(parts_of<PaperQr>(paper)[0].url ==
        "https://queue.clarington.example/t/5eed0fa11c0ffee5eed0fa11c0ffee00");
}

TEST_CASE("paper: where no wait is known the honest words stand in its place") {
  const Texts in = paper_texts().in(LanguageTag{"en"});
  PrintedTicket issued = paper_ticket();
  issued.promise = {WaitStatus::no_counter_open, 0, 0};
  const auto paper = paper_of_ticket({paper_site(), in, paper_time()}, issued, {}, {});
  CHECK(parts_of<PaperFacts>(paper).empty());
  REQUIRE(parts_of<PaperNote>(paper).size() == 1);
  CHECK(parts_of<PaperNote>(paper)[0].text ==
        "No counter is open for this right now. You are called when one opens.");
}

TEST_CASE("paper: what two services want is told once") {
  const Texts in = paper_texts().in(LanguageTag{"en"});
  PrintedTicket issued = paper_ticket();
  issued.services = {ServiceId{"pay-property-tax"}, ServiceId{"pay-property-tax"}};
  const auto twice = paper_of_ticket({paper_site(), in, paper_time()}, issued, {}, {});
  CHECK(parts_of<PaperCheck>(twice).size() == parts_of<PaperCheck>(ticket_in("en")).size());
  CHECK(parts_of<PaperHeading>(twice).size() == parts_of<PaperHeading>(ticket_in("en")).size());
}

TEST_CASE("paper: who cannot hear reads that a clerk comes") {
  const printing::Paper paper = full_ticket(LanguageTag{"en"});
  const auto notes = parts_of<PaperNote>(paper);
  CHECK(std::any_of(notes.begin(), notes.end(), [](const PaperNote& note) {
    return note.text == "A clerk comes to you when it is your turn";
  }));
}

TEST_CASE("paper: every language lies within both widths and no black is too high") {
  for (const LanguageTag& language : paper_languages()) {
    for (const PaperWidth width : {PaperWidth::mm_58, PaperWidth::mm_80}) {
      CAPTURE(language.value);
      CAPTURE(name_of(width));
      for (const bool full : {false, true}) {
        const Raster raster =
            lay_out(full ? full_ticket(language) : ticket_in(language.value.c_str()), width);
        keep_picture(raster, std::string(full ? "full-" : "ticket-") + language.value + "-" +
                                 name_of(width));
        CHECK(raster.width() == dots(width));
        CHECK(raster.lost() == 0);
        // Between the margins, that a printer may not reach.
        for (int y = 0; y < raster.height(); ++y) {
          for (int x : {0, 1, raster.width() - 2, raster.width() - 1}) {
            REQUIRE_FALSE(raster.black(x, y));
          }
        }
        // The band; nothing else is black over half of the width for so many rows but the number,
        // whose figures have white within.
        CHECK(highest_band(raster) <= 48);
      }
    }
  }
}

TEST_CASE("paper: no word is torn apart and no line is cut off") {
  // Wrapped by the layout, at the smallest type; the same question that the layout asks.
  ui::TextEngine engine;
  for (const LanguageTag& language : paper_languages()) {
    ui::TextStyle style;
    style.px = 24;
    style.weight = ui::Weight::bold;
    style.language = language.value;
    const auto fits = [&](const std::string& text, int room) {
      CAPTURE(text);
      CHECK_FALSE(engine.measure(text, style, static_cast<float>(room)).broken);
    };
    const printing::Paper paper = full_ticket(language);
    for (const auto& name : parts_of<PaperName>(paper)) fits(name.text, 360);
    for (const auto& heading : parts_of<PaperHeading>(paper)) fits(heading.text, 360);
    for (const auto& step : parts_of<PaperStep>(paper)) fits(step.text, 360 - 44);
    for (const auto& check : parts_of<PaperCheck>(paper)) fits(check.text, 360 - 44);
    for (const auto& note : parts_of<PaperNote>(paper)) fits(note.text, 360 - 52);
  }
}

TEST_CASE("paper: a phone reads the code of both widths") {
  if (!has_program("zbarimg")) {
    MESSAGE("skipped because zbarimg is not installed (package zbar-tools)");
    return;
  }
  for (const LanguageTag& language : paper_languages()) {
    for (const PaperWidth width : {PaperWidth::mm_58, PaperWidth::mm_80}) {
      CAPTURE(language.value);
      const TempFile file(".png");
      ui::write_png(to_pixels(lay_out(ticket_in(language.value.c_str()), width)), file.path());
      CHECK(output_of("zbarimg --quiet --raw " + file.path().string() + " 2>/dev/null").text ==
            "https://queue.clarington.example/t/5eed0fa11c0ffee5eed0fa11c0ffee00\n");
    }
  }
}

TEST_CASE("paper: a long address gets a code with smaller modules or none at all") {
  printing::Paper paper{LanguageTag{"en"}, {PaperQr{std::string(200, 'a'), "Title", "Text"}}};
  CHECK(lay_out(paper, PaperWidth::mm_58).height() > 200);
  const ui::QrCode fits = ui::encode_qr(std::string(200, 'a'));
  CHECK(dots(PaperWidth::mm_58) / fits.outer() >= 5);
  paper.parts = {PaperQr{std::string(900, 'a'), "Title", "Text"}};
  const Raster none = lay_out(paper, PaperWidth::mm_58);
  CHECK(std::all_of(none.bytes().begin(), none.bytes().end(), [](auto byte) { return byte == 0; }));
}

TEST_CASE("paper: an eye reads the number and a line") {
  if (!has_program("tesseract")) {
    MESSAGE("skipped because tesseract is not installed (package tesseract-ocr)");
    return;
  }
  for (const PaperWidth width : {PaperWidth::mm_58, PaperWidth::mm_80}) {
    CAPTURE(name_of(width));
    const TempFile file(".png");
    ui::write_png(to_pixels(lay_out(ticket_in("en"), width)), file.path());
    const std::string read =
        output_of("tesseract " + file.path().string() + " - --psm 4 --dpi 203 2>/dev/null").text;
    CAPTURE(read);
    CHECK(without_spaces(read).find("Paymypropertytax") != std::string::npos);
    // The number alone, cut out: at once with the rest it is too large for a page's letters.
    printing::Paper number{LanguageTag{"en"}, {PaperNumber{"B042"}}};
    ui::write_png(to_pixels(lay_out(number, width)), file.path());
    const std::string figures =
        output_of(
            "convert " + file.path().string() +
            " -bordercolor white -border 60 -resize 40% png:- | tesseract - - --psm 7 2>/dev/null")
            .text;
    CHECK(without_spaces(figures) == "B042");
  }
}

TEST_CASE("paper: right to left everything begins at the right") {
  printing::Paper paper{LanguageTag{"ar"}, {PaperCheck{"نعم"}, PaperCut{}}};
  const Raster raster = lay_out(paper, PaperWidth::mm_80);
  // The box is at the right margin, and nothing stands in the left half but the dashes.
  const auto black_in = [&](int from, int to, int rows) {
    int count = 0;
    for (int y = 0; y < rows; ++y) {
      for (int x = from; x < to; ++x) count += raster.black(x, y) ? 1 : 0;
    }
    return count;
  };
  CHECK(black_in(576 - 24 - 28, 576 - 24, 70) == 28 * 28 - 22 * 22);
  CHECK(black_in(0, 288, 60) == 0);
}

TEST_CASE("paper: the way alone a referral and the test page are laid out in every language") {
  for (const LanguageTag& language : paper_languages()) {
    const Texts in = paper_texts().in(language);
    const PaperContext context{paper_site(), in, paper_time()};
    Way told;
    told.name = in.of_site("Service desk");
    told.where = "2";
    told.steps.resize(2);
    told.steps[0].title = told.steps[1].title = told.name;
    const auto way = paper_of_way(
        context, {in(tr_context("kiosk", "Where to go")), told, "https://way.example/x"});
    CHECK(parts_of<PaperStep>(way).size() == 2);
    const ServiceInfo& service = *find_service_info(paper_site(), ServiceId{"fence-permit"});
    const auto referral = paper_of_referral(context, service, {});
    const auto texts = parts_of<PaperText>(referral);
    const auto says = [&](const std::string& text) {
      return std::any_of(texts.begin(), texts.end(),
                         [&](const PaperText& part) { return part.text == text; });
    };
    const DepartmentInfo& department = *find_department_info(paper_site(), service.department);
    CHECK(says(in.of_site(department.name)));
    CHECK(says(in.of_site(service.referral.place)));
    CHECK(says(service.referral.phone));
    const auto page = paper_of_test(context, "kiosk-1", "tcp:10.0.0.7:9100");
    for (const PaperWidth width : {PaperWidth::mm_58, PaperWidth::mm_80}) {
      CHECK(lay_out(way, width).lost() == 0);
      const Raster where_to_go = lay_out(referral, width);
      CHECK(where_to_go.lost() == 0);
      keep_picture(where_to_go, "referral-" + language.value + "-" + name_of(width));
      const Raster test_page = lay_out(page, width);
      CHECK(test_page.lost() == 0);
      keep_picture(test_page, "test-page-" + language.value + "-" + name_of(width));
    }
  }
}
