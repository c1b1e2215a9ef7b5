// The bytes for the printer, decoded by a program that is not ours (npm's npos), give the same dots
// as were laid out, and a phone reads the code from them. Says why where it is skipped.
#include <doctest/doctest.h>

#include <fstream>

#include "printing/escpos.h"
#include "tests/printing/paper_samples.h"
#include "tests/printing/printer_process.h"

using namespace foyer;
using namespace foyer::test;
using namespace foyer::printing;

namespace {

const std::string scripts = std::string(FOYER_SOURCE_DIR) + "/tests/end-to-end/npos";
const std::string installed = std::string(FOYER_BINARY_DIR) + "/../npos";

std::string why_not() {
  if (!has_program("node")) return "node is not installed (package nodejs)";
  if (!has_program("npm")) return "npm is not installed (package npm)";
  if (output_of("sh " + scripts + "/install.sh " + installed).status != 0) {
    return "npm could not install npos; see " + installed + "/install.log";
  }
  return {};
}

}  // namespace

TEST_CASE("paper: another program decodes the printer's bytes into the same dots") {
  const std::string why = why_not();
  if (!why.empty()) {
    MESSAGE("skipped because " << why);
    return;
  }
  PaperLayout layout;
  for (const PaperWidth width : {PaperWidth::mm_58, PaperWidth::mm_80}) {
    const Raster raster = layout.lay_out(full_ticket(LanguageTag{"en"}), width);
    const TempFile bytes(".bin");
    const TempFile picture(".pbm");
    const Bytes encoded = encode_escpos(raster);
    std::ofstream(bytes.path(), std::ios::binary)
        .write(reinterpret_cast<const char*>(encoded.data()),
               static_cast<std::streamsize>(encoded.size()));
    const Output decoded = output_of("node " + scripts + "/decode.js " + installed + " " +
                                     bytes.path().string() + " 2>&1 >" + picture.path().string());
    CAPTURE(decoded.text);
    REQUIRE(decoded.status == 0);
    std::ifstream in(picture.path(), std::ios::binary);
    const std::string got{std::istreambuf_iterator<char>(in), {}};
    const std::string head =
        "P4\n" + std::to_string(raster.width()) + " " + std::to_string(raster.height()) + "\n";
    CHECK(got == head + std::string(raster.bytes().begin(), raster.bytes().end()));
    if (!has_program("zbarimg")) continue;
    CHECK(output_of("zbarimg --quiet --raw " + picture.path().string() + " 2>/dev/null").text ==
          "https://queue.clarington.example/t/5eed0fa11c0ffee5eed0fa11c0ffee00\n");
  }
}
