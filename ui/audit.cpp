#include "ui/audit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>

namespace foyer::ui {
namespace {

using Kind = Finding::Kind;

std::string place(const Rect& r) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), " [x %.0f y %.0f w %.0f h %.0f]",
                static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.w),
                static_cast<double>(r.h));
  return text.data();
}

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

bool overlap(const Rect& a, const Rect& b, float tolerance) {
  const Rect both = intersection(a, b);
  return both.w > tolerance && both.h > tolerance;
}

bool inside(const Rect& in, const Rect& out, float tolerance) {
  return in.x >= out.x - tolerance && in.y >= out.y - tolerance &&
         in.end() <= out.end() + tolerance && in.bottom() <= out.bottom() + tolerance;
}

class Auditor {
 public:
  Auditor(const AuditRecord& record, const AuditRules& rules) : record_(record), rules_(rules) {}

  std::vector<Finding> run() {
    for (const AuditText& t : record_.texts) check_text(t);
    check_pairs_of_texts();
    check_controls();
    check_labels();
    return std::move(findings_);
  }

 private:
  void report(Kind kind, std::string what) { findings_.push_back({kind, std::move(what)}); }

  [[nodiscard]] const AuditBox& box(int index) const {
    return record_.boxes[static_cast<std::size_t>(index)];
  }

  [[nodiscard]] bool descends(int parent, int from) const {
    for (; parent != no_parent; parent = box(parent).parent) {
      if (parent == from) return true;
    }
    return false;
  }

  [[nodiscard]] static Rect shown(const AuditText& t) { return intersection(t.ink, t.clip); }

  void check_text(const AuditText& t) {
    const float slack = rules_.tolerance_px;
    const Rect window{0, 0, record_.window.w, record_.window.h};
    if (t.cut && !t.may_cut) report(Kind::text_cut, quoted(t.text) + " is cut off" + place(t.box));
    if (t.broken) report(Kind::word_broken, "a word is torn in " + quoted(t.text) + place(t.box));
    if (!inside(t.ink, window, slack)) {
      report(Kind::text_outside_window, quoted(t.text) + place(t.ink));
      return;  // what else is wrong with it follows from this
    }
    // The lines must be in the box they were given; drawn pixels may lean over by a little, as
    // slanted and Nastaliq letters do.
    const float lean = std::max(slack, t.px * 0.12F);
    if (t.placed.w > t.box.w + slack || t.ink.bottom() > t.box.bottom() + lean ||
        t.ink.y < t.box.y - lean) {
      report(Kind::text_outside_box,
             quoted(t.text) + place(t.ink) + " does not fit its box" + place(t.box));
    }
    if (t.parent != no_parent && !inside(t.ink, box(t.parent).rect, slack)) {
      report(Kind::text_outside_box, quoted(t.text) + place(t.ink) + " is outside of " +
                                         quoted(box(t.parent).name) + place(box(t.parent).rect));
    }
    if (!t.may_cut && !inside(t.ink, t.clip, lean)) {
      report(Kind::text_cut, quoted(t.text) + place(t.ink) + " is clipped at" + place(t.clip));
    }
    check_contrast(t);
  }

  void check_contrast(const AuditText& t) {
    if (!rules_.check_contrast || t.color.a == 0) return;
    const bool large = t.px >= 24 || (t.bold && t.px >= 19);
    const double least = large ? 3.0 : 4.5;
    const double ratio = contrast_ratio(t.color, t.background);
    if (ratio >= least) return;
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), " %.2f:1", ratio);
    report(Kind::contrast,
           quoted(t.text) + " " + to_hex(t.color) + " on " + to_hex(t.background) + number.data());
  }

  void check_pairs_of_texts() {
    const auto& texts = record_.texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t j = i + 1; j < texts.size(); ++j) {
        if (texts[i].layer == texts[j].layer &&
            overlap(shown(texts[i]), shown(texts[j]), rules_.tolerance_px)) {
          report(Kind::texts_overlap, quoted(texts[i].text) + place(texts[i].ink) + " and " +
                                          quoted(texts[j].text) + place(texts[j].ink));
        }
      }
    }
  }

  void check_controls() {
    const auto& boxes = record_.boxes;
    std::set<std::string> names;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      if (!boxes[i].control) continue;
      if (!names.insert(boxes[i].name).second) report(Kind::duplicate_id, boxes[i].name);
      check_control(boxes[i]);
      check_neighbours(i);
      check_texts_under(i);
    }
  }

  void check_control(const AuditBox& b) {
    if (!inside(b.rect, {0, 0, record_.window.w, record_.window.h}, rules_.tolerance_px)) {
      report(Kind::control_outside_window, quoted(b.name) + place(b.rect));
    }
    if (std::min(b.rect.w, b.rect.h) + rules_.tolerance_px < rules_.target_min_px) {
      report(Kind::control_too_small, quoted(b.name) + place(b.rect));
    }
  }

  void check_neighbours(std::size_t i) {
    const AuditBox& a = record_.boxes[i];
    for (std::size_t j = i + 1; j < record_.boxes.size(); ++j) {
      const AuditBox& b = record_.boxes[j];
      if (!b.control || a.layer != b.layer) continue;
      // A control inside another (Clear in a search field) is meant so.
      if (inside(b.rect, a.rect, 0.5F) && !inside(a.rect, b.rect, 0.5F)) continue;
      // Segments share the line between them.
      if (overlap(a.rect, b.rect, std::max(3.0F, rules_.tolerance_px))) {
        report(Kind::controls_overlap,
               quoted(a.name) + place(a.rect) + " and " + quoted(b.name) + place(b.rect));
      }
    }
  }

  void check_texts_under(std::size_t i) {
    const AuditBox& b = record_.boxes[i];
    for (const AuditText& t : record_.texts) {
      if (t.layer != b.layer || descends(t.parent, static_cast<int>(i))) continue;
      if (t.parent != no_parent && descends(static_cast<int>(i), t.parent) &&
          box(t.parent).control) {
        continue;  // the words of the field that this control stands in are checked as texts
      }
      if (overlap(shown(t), b.rect, rules_.tolerance_px)) {
        report(Kind::text_under_control,
               quoted(t.text) + place(t.ink) + " and " + quoted(b.name) + place(b.rect));
      }
    }
  }

  void check_labels() {
    for (const SpokenItem& s : record_.spoken) {
      if (s.role != SpokenItem::Role::text && s.label.empty()) {
        report(Kind::control_without_label, s.id);
      }
    }
  }

  const AuditRecord& record_;
  const AuditRules& rules_;
  std::vector<Finding> findings_;
};

}  // namespace

const AuditBox* AuditRecord::control(std::string_view id) const {
  for (const AuditBox& b : boxes) {
    if (b.control && b.name == id) return &b;
  }
  return nullptr;
}

bool AuditRecord::shows(std::string_view text) const {
  return std::any_of(texts.begin(), texts.end(),
                     [text](const AuditText& t) { return t.text.find(text) != std::string::npos; });
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::text_cut:
      return "text_cut";
    case Kind::word_broken:
      return "word_broken";
    case Kind::text_outside_window:
      return "text_outside_window";
    case Kind::text_outside_box:
      return "text_outside_box";
    case Kind::texts_overlap:
      return "texts_overlap";
    case Kind::text_under_control:
      return "text_under_control";
    case Kind::controls_overlap:
      return "controls_overlap";
    case Kind::control_outside_window:
      return "control_outside_window";
    case Kind::control_too_small:
      return "control_too_small";
    case Kind::contrast:
      return "contrast";
    case Kind::duplicate_id:
      return "duplicate_id";
    case Kind::control_without_label:
      return "control_without_label";
  }
  return "unknown";
}

std::vector<Finding> audit(const AuditRecord& record, const AuditRules& rules) {
  return Auditor(record, rules).run();
}

std::string describe(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& f : findings) {
    out.append(to_string(f.kind)).append(": ").append(f.what).append("\n");
  }
  return out;
}

}  // namespace foyer::ui
