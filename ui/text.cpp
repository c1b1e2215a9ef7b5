#include "ui/text.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "ui/assets.h"
#include "ui/svg.h"

namespace foyer::ui {
namespace {

struct ObjectFree {
  void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, ObjectFree>;

constexpr std::size_t measured_max = 8000;  // entries; one is about 300 bytes
constexpr float fine_below_px = 49;         // small type is placed in quarters of a pixel

std::string_view primary_subtag(std::string_view language) {
  return language.substr(0, language.find('-'));
}

struct Script {
  std::string_view language;
  const char* families;
  const char* pango_language;
  float line_em;  // least line height; 0: what the style says
};

// Behind the language's own script stand the others of the city, for names and for what is not
// translated. Nastaliq runs down a slope: its lines need twice the height of Latin ones.
#define FOYER_OTHER_SCRIPTS                                                                    \
  ",Noto Sans Arabic,Noto Sans Devanagari,Noto Sans Gurmukhi,Noto Sans Tamil,Noto Sans CJK SC" \
  ",Noto Sans Symbols,Noto Sans Symbols2,Noto Sans Math"
constexpr const char* latin_families = "Noto Sans" FOYER_OTHER_SCRIPTS;
constexpr std::array<Script, 8> scripts = {{
    {"ur", "Noto Sans,Noto Nastaliq Urdu" FOYER_OTHER_SCRIPTS, "ur", 2.05F},
    {"ar", "Noto Sans,Noto Sans Arabic" FOYER_OTHER_SCRIPTS, "ar", 0},
    {"fa", "Noto Sans,Noto Sans Arabic" FOYER_OTHER_SCRIPTS, "fa", 0},
    {"pa", "Noto Sans,Noto Sans Gurmukhi" FOYER_OTHER_SCRIPTS, "pa", 0},
    {"hi", "Noto Sans,Noto Sans Devanagari" FOYER_OTHER_SCRIPTS, "hi", 0},
    {"ta", "Noto Sans,Noto Sans Tamil" FOYER_OTHER_SCRIPTS, "ta", 0},
    {"zh", "Noto Sans,Noto Sans CJK SC" FOYER_OTHER_SCRIPTS, "zh-cn", 0},
    {"yue", "Noto Sans,Noto Sans CJK TC" FOYER_OTHER_SCRIPTS, "zh-tw", 0},
}};
constexpr Script traditional{"zh-Hant", "Noto Sans,Noto Sans CJK TC" FOYER_OTHER_SCRIPTS, "zh-tw",
                             0};
#undef FOYER_OTHER_SCRIPTS

// Arabic letters are U+0600 to U+06FF and some blocks above; in UTF-8 their first byte tells.
bool has_arabic(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xD8 && byte <= 0xDB;
  });
}

const Script* script_of(std::string_view language) {
  if (language == "zh-Hant" || language == "zh-TW" || language == "zh-HK") return &traditional;
  for (const Script& s : scripts) {
    if (s.language == primary_subtag(language)) return &s;
  }
  return nullptr;
}

PangoAttribute* over(PangoAttribute* attribute, std::size_t bytes) {
  attribute->start_index = 0;
  attribute->end_index = static_cast<guint>(bytes);
  return attribute;
}

int units(float px) {
  return static_cast<int>(std::lround(px * PANGO_SCALE));
}
float pixels(int units_) {
  return static_cast<float>(units_) / PANGO_SCALE;
}

std::string valid_utf8(std::string_view text) {
  if (g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) != 0) {
    return std::string(text);
  }
  char* made = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string out(made);
  g_free(made);
  return out;
}

template <class T>
void append_bytes(std::string& key, const T& value) {
  std::array<char, sizeof(T)> bytes;
  std::memcpy(bytes.data(), &value, sizeof(T));
  key.append(bytes.data(), bytes.size());
}

std::string key_of(std::string_view text, const TextStyle& s, float wrap, Direction page) {
  std::string key;
  key.reserve(text.size() + s.language.size() + 48);
  key.append(text).append(1, '\0').append(s.language).append(1, '\0');
  append_bytes(key, s.px);
  append_bytes(key, s.line_height);
  append_bytes(key, s.tracking);
  append_bytes(key, wrap);
  append_bytes(key, s.lines_max);
  append_bytes(key, s.bold_bytes);
  key += static_cast<char>('0' + static_cast<int>(s.align) + (s.weight == Weight::bold ? 4 : 0) +
                           (s.tabular ? 8 : 0) + (page == Direction::right_to_left ? 16 : 0));
  return key;
}

// A line that begins in the middle of a word: the word was wider than the box.
bool breaks_a_word(PangoLayout* layout, const std::string& text) {
  int attrs_count = 0;
  const PangoLogAttr* attrs = pango_layout_get_log_attrs_readonly(layout, &attrs_count);
  const int lines = pango_layout_get_line_count(layout);
  for (int i = 1; i < lines; ++i) {
    const int start = pango_layout_get_line_readonly(layout, i)->start_index;
    const long at = g_utf8_pointer_to_offset(text.c_str(), text.c_str() + start);
    if (at < attrs_count && attrs[at].is_line_break == 0) return true;
  }
  return false;
}

struct Extents {
  PangoRectangle ink;
  PangoRectangle logical;
  int top;  // of the union of both, units
  int bottom;
};

Extents extents_of(PangoLayout* layout) {
  Extents e{};
  pango_layout_get_extents(layout, &e.ink, &e.logical);
  e.top = e.logical.y;
  e.bottom = e.logical.y + e.logical.height;
  if (e.ink.width > 0) {
    e.top = std::min(e.top, e.ink.y);
    e.bottom = std::max(e.bottom, e.ink.y + e.ink.height);
  }
  return e;
}

}  // namespace

Direction direction_of(std::string_view language) {
  static constexpr std::array<std::string_view, 7> right = {"ar", "ur", "fa", "he",
                                                            "ps", "sd", "yi"};
  const std::string_view tag = primary_subtag(language);
  return std::find(right.begin(), right.end(), tag) != right.end() ? Direction::right_to_left
                                                                   : Direction::left_to_right;
}

std::string isolate(std::string_view value) {
  return "\u2068" + std::string(value) + "\u2069";
}

void use_foyer_fonts() {
  static std::once_flag once;
  std::call_once(once, [] {
    const std::string file = (asset_folder() / "fonts/fonts.conf").string();
    FcConfig* config = FcConfigCreate();
    if (FcConfigParseAndLoad(config, reinterpret_cast<const FcChar8*>(file.c_str()), FcTrue) ==
            FcFalse ||
        FcConfigBuildFonts(config) == FcFalse || FcConfigSetCurrent(config) == FcFalse) {
      throw std::runtime_error("cannot use the fonts of " + file);
    }
    FcConfigDestroy(config);  // the current one keeps a reference
  });
}

struct TextEngine::Impl {
  std::unique_ptr<PangoFontMap, ObjectFree> map;
  std::unique_ptr<PangoContext, ObjectFree> context;
  std::unordered_map<std::string, TextSize> measured;

  Impl() {
    use_foyer_fonts();
    map.reset(pango_cairo_font_map_new());
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map.get()), 72);
    context.reset(pango_font_map_create_context(map.get()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
  }

  Layout layout(const std::string& text, const TextStyle& style, float wrap_px, Direction page) {
    const Script* script = script_of(style.language);
    const bool text_rtl = direction_of(style.language) == Direction::right_to_left;
    pango_context_set_base_dir(context.get(), text_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    const std::string tag = script != nullptr        ? script->pango_language
                            : style.language.empty() ? "en"
                                                     : style.language;
    pango_context_set_language(context.get(), pango_language_from_string(tag.c_str()));
    Layout out(pango_layout_new(context.get()));
    pango_layout_set_auto_dir(out.get(), FALSE);
    PangoFontDescription* font =
        pango_font_description_from_string(script != nullptr ? script->families : latin_families);
    pango_font_description_set_absolute_size(font, units(style.px));
    pango_font_description_set_weight(
        font, style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(out.get(), font);
    pango_font_description_free(font);
    add_attributes(out.get(), text, style, script);
    pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));
    set_shape(out.get(), style, wrap_px, page);
    return out;
  }

  static void add_attributes(PangoLayout* layout, const std::string& text, const TextStyle& style,
                             const Script* script) {
    PangoAttrList* list = pango_attr_list_new();
    // Digits and Latin names on an Urdu page keep their own line.
    const float least = script != nullptr && has_arabic(text) ? script->line_em * style.px : 0;
    if (style.line_height > 0) {
      const float line = std::max(style.line_height, std::round(least));
      pango_attr_list_insert(list, pango_attr_line_height_new_absolute(units(line)));
    }
    if (script == nullptr && style.tracking != 0) {
      pango_attr_list_insert(list, pango_attr_letter_spacing_new(units(style.tracking * style.px)));
    }
    // A word is never split with a hyphen that we do not understand.
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    if (style.tabular) pango_attr_list_insert(list, pango_attr_font_features_new("tnum=1"));
    if (style.bold_bytes > 0) {
      pango_attr_list_insert(list, over(pango_attr_weight_new(PANGO_WEIGHT_BOLD),
                                        std::min(style.bold_bytes, text.size())));
    }
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
  }

  static void set_shape(PangoLayout* layout, const TextStyle& style, float wrap_px,
                        Direction page) {
    if (wrap_px > 0) {
      pango_layout_set_width(layout, units(wrap_px));
      pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
      if (style.lines_max > 0) {
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        pango_layout_set_height(layout, -style.lines_max);
      }
    }
    if (style.align == Align::center) {
      pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
      return;
    }
    const bool right = (style.align == Align::end) != (page == Direction::right_to_left);
    pango_layout_set_alignment(layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  }
};

TextEngine::TextEngine() : impl_(new Impl) {}
TextEngine::~TextEngine() = default;

TextSize TextEngine::measure(std::string_view raw, const TextStyle& style, float wrap_px,
                             Direction page) {
  const std::string key = key_of(raw, style, wrap_px, page);
  if (const auto found = impl_->measured.find(key); found != impl_->measured.end()) {
    return found->second;
  }
  const std::string text = valid_utf8(raw);
  const Layout layout = impl_->layout(text, style, wrap_px, page);
  const Extents e = extents_of(layout.get());
  TextSize size;
  size.width = pixels(e.logical.width);
  size.height = pixels(e.bottom - e.top);
  size.baseline = pixels(pango_layout_get_baseline(layout.get()) - e.top);
  size.lines = pango_layout_get_line_count(layout.get());
  size.cut = pango_layout_is_ellipsized(layout.get()) != 0;
  size.broken = breaks_a_word(layout.get(), text);
  size.ink = {pixels(e.ink.x - e.logical.x), pixels(e.ink.y - e.top), pixels(e.ink.width),
              pixels(e.ink.height)};
  if (impl_->measured.size() >= measured_max) impl_->measured.clear();
  impl_->measured.emplace(key, size);
  return size;
}

Mask TextEngine::render(std::string_view raw, const TextStyle& style, float wrap_px,
                        Direction page) {
  const std::string text = valid_utf8(raw);
  const Layout layout = impl_->layout(text, style, wrap_px, page);
  const Extents e = extents_of(layout.get());
  if (e.ink.width <= 0 || e.ink.height <= 0) return {};
  // A pixel more on each side: hinting and slanted strokes may reach over the ink rectangle.
  const int left = static_cast<int>(std::floor(pixels(e.ink.x - e.logical.x))) - 2;
  const int top = static_cast<int>(std::floor(pixels(e.ink.y - e.top))) - 2;
  const int width = static_cast<int>(std::ceil(pixels(e.ink.width))) + 5;
  const int height = static_cast<int>(std::ceil(pixels(e.ink.height))) + 5;
  const int fine = style.px < fine_below_px ? 4 : 1;
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width * fine, height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
  const Cairo context(cairo_create(surface.get()));
  cairo_scale(context.get(), fine, 1);
  cairo_translate(context.get(), pixels(-e.logical.x) - static_cast<float>(left),
                  pixels(-e.top) - static_cast<float>(top));
  pango_cairo_show_layout(context.get(), layout.get());
  cairo_surface_flush(surface.get());

  Mask mask{width, height, {static_cast<float>(left), static_cast<float>(top)}, {}};
  mask.alpha.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < height; ++y) {
    const unsigned char* row = data + y * stride;
    for (int x = 0; x < width; ++x) {
      int sum = 0;
      for (int i = 0; i < fine; ++i) sum += row[x * fine + i];
      mask.alpha.push_back(static_cast<std::uint8_t>(sum / fine));
    }
  }
  return mask;
}

int TextEngine::unknown_glyphs(std::string_view raw, const TextStyle& style) {
  const Layout layout = impl_->layout(valid_utf8(raw), style, 0, Direction::left_to_right);
  return pango_layout_get_unknown_glyphs_count(layout.get());
}

float TextEngine::caret_x(std::string_view raw, const TextStyle& style, std::size_t index,
                          Direction page) {
  const std::string text = valid_utf8(raw);
  const Layout layout = impl_->layout(text, style, 0, page);
  const Extents e = extents_of(layout.get());
  PangoRectangle strong{};
  pango_layout_get_cursor_pos(layout.get(), static_cast<int>(std::min(index, text.size())), &strong,
                              nullptr);
  return pixels(strong.x - e.logical.x);
}

}  // namespace foyer::ui
