// Paper turned into dots: sizes for a thermal printer at 203 dots per inch (8 dots are 1 mm). Type
// is never below 24 dots, no line thinner than 3, a module of a QR code never below 5. Only the
// number is a large black area: a band of black is at most 48 dots high, for the printer's heat.
#pragma once

#include <memory>

#include "printing/paper.h"
#include "printing/raster.h"

namespace foyer::printing {

struct PaperTools;

/// Lays out papers; keeps fonts and icons between them. One per thread.
class PaperLayout {
 public:
  PaperLayout();
  ~PaperLayout();
  PaperLayout(const PaperLayout&) = delete;
  PaperLayout& operator=(const PaperLayout&) = delete;

  /// As tall as it needs to be. Throws std::runtime_error for a logo or an icon that cannot be
  /// drawn.
  [[nodiscard]] Raster lay_out(const Paper& paper, PaperWidth width);

 private:
  std::unique_ptr<PaperTools> tools_;
};

}  // namespace foyer::printing
