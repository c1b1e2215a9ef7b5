// What screens draw with: rectangles, lines, text, icons, QR codes and pictures in logical
// coordinates (x from the start edge, so a right-to-left page mirrors by itself). Everything drawn
// is also written into the frame's AuditRecord. Knows no clock, no input and no decisions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/audit.h"
#include "ui/icons.h"
#include "ui/layout.h"
#include "ui/qr.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace foyer::ui {

class Painter;  // draw list and textures of one window; see painter.h
struct Picture;
struct Pixels;

enum class RingStyle { kiosk, staff };

/// How a page is to look. Values only; the program makes one per frame from what the person chose.
struct Look {
  Theme theme = light_theme();
  Metrics metrics;
  std::string language = "en";
  bool reduce_motion = false;
  RingStyle ring = RingStyle::kiosk;
};

/// Whether what is under a layer can still be used. A modal one takes fingers and keys alone.
enum class LayerKind { over, modal };

/// Corners of a box in the order start-top, end-top, end-bottom, start-bottom.
struct Corners {
  bool start_top = true, end_top = true, end_bottom = true, start_bottom = true;
};

struct BoxStyle {
  Color fill = transparent;
  Color edge = transparent;
  float edge_px = 0;  // real pixels, drawn inside the box
  float radius = 0;   // real pixels
  Corners rounded{};
};

class Canvas {
 public:
  /// `painter` may be null: then nothing is drawn, only measured and audited.
  Canvas(Size window, const Look& look, TextEngine& text, Painter* painter, AuditRecord& record);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  [[nodiscard]] Size size() const { return window_; }
  [[nodiscard]] Rect bounds() const { return {0, 0, window_.w, window_.h}; }
  [[nodiscard]] const Look& look() const { return look_; }
  [[nodiscard]] const Theme& theme() const { return look_.theme; }
  /// Direction of the page. Inside an Unmirrored scope: left to right.
  [[nodiscard]] Direction direction() const { return direction_; }
  /// Design pixels to real ones, and type sizes; see Metrics.
  [[nodiscard]] float px(float design) const { return look_.metrics.px(design); }
  [[nodiscard]] float grown(float design) const { return look_.metrics.grown(design); }

  /// A text style in design pixels: size and line height follow the screen and the text size.
  /// `color` defaults to ink. Negative tracking is dropped for other scripts than Latin.
  [[nodiscard]] TextStyle style(TypeSize size, Weight weight = Weight::regular) const;
  [[nodiscard]] TextStyle style(TypeSize size, Weight weight, Color color) const;

  // --- shapes
  /// Fills the whole window.
  void clear(Color color);
  void box(const Rect& rect, const BoxStyle& style);
  void fill(const Rect& rect, Color color, float radius = 0);
  /// Edge inside the box.
  void edge(const Rect& rect, Color color, float width_px, float radius = 0);
  void dashed_edge(const Rect& rect, Color color, float width_px, float radius, float dash_px);
  void line(Point from, Point to, Color color, float width_px);
  /// A hairline `width_px` thick, crisp, on whole pixels: y is its top.
  void hline(float x, float y, float length, Color color, float width_px);
  void vline(float x, float y, float length, Color color, float width_px);
  void circle(Point center, float radius, Color fill, Color edge = transparent, float edge_px = 0);

  // --- text
  [[nodiscard]] TextSize measure(std::string_view text, const TextStyle& style,
                                 float wrap_px = 0) const;
  /// Draws into `box`: wraps at its width, aligns in it, never draws outside knowingly (the audit
  /// reports what does not fit). Returns what it measured.
  TextSize text(const Rect& box, std::string_view text, const TextStyle& style);
  /// One line whose baseline is at `baseline.y`; `baseline.x` is the start, middle or end of the
  /// line by style.align. For figures that share a baseline ("5–10" large, "min" small).
  TextSize text_at(Point baseline, std::string_view text, const TextStyle& style);

  // --- pictures
  /// In the middle of `box`, at box.h high (square). `color` tints it.
  void icon(const Rect& box, std::string_view name, Color color, IconStyle style = {});
  /// The whole code with its quiet zone, from the box's start and top; `module_px` whole pixels.
  /// On white whatever the theme is. Returns the rect it covers.
  Rect qr(Point start_top, const QrCode& code, int module_px);
  /// Pixels as they are, not stretched, from the rect's top left on the screen; `key` names them
  /// for the texture's cache. Over them texts are judged by `ground`.
  void pixels(const Rect& rect, const std::string& key, const Pixels& picture, Color ground);
  /// Whether anything is really drawn, or only measured and audited.
  [[nodiscard]] bool paints() const { return painter_ != nullptr; }
  /// A line through the points with round ends and corners.
  void polyline(const std::vector<Point>& points, Color color, float width_px);
  /// A filled convex shape.
  void polygon(const std::vector<Point>& points, Color color);
  /// An SVG in its own colours, aspect kept, in the middle of `box`.
  void image(const Rect& box, const std::filesystem::path& svg);

  // --- coordinates
  /// To and from the window's own pixels, where x always grows to the right.
  [[nodiscard]] Rect to_physical(const Rect& logical) const;
  [[nodiscard]] Point to_logical(Point physical) const;

  // --- scopes (all nest, all end with their lifetime)
  /// Texts and boxes inside must stay inside `rect`. Made by components; screens use it for cards.
  class Container {
   public:
    Container(Canvas& canvas, const Rect& rect, std::string name = {});
    ~Container();
    Container(const Container&) = delete;
    Container& operator=(const Container&) = delete;

   private:
    Canvas& canvas_;
    int before_;
  };
  /// Nothing is drawn outside `rect`.
  class Clip {
   public:
    Clip(Canvas& canvas, const Rect& rect);
    ~Clip();
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;

   private:
    Canvas& canvas_;
    Rect before_;
  };
  /// Shifts (logical pixels) and fades all that is drawn inside: page changes, arriving calls.
  class Motion {
   public:
    Motion(Canvas& canvas, Point shift, float opacity);
    ~Motion();
    Motion(const Motion&) = delete;
    Motion& operator=(const Motion&) = delete;

   private:
    Canvas& canvas_;
    Point shift_before_;
    float opacity_before_;
  };
  /// Over everything before it: toast, dialog, on-screen keyboard. The audit does not compare it
  /// with what it covers.
  class Layer {
   public:
    explicit Layer(Canvas& canvas, LayerKind kind = LayerKind::over);
    ~Layer();
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;

   private:
    Canvas& canvas_;
    int before_;
  };
  /// Plans, maps and time axes: x grows to the right in here, in window pixels, in any language.
  /// Convert the place first: `Rect place = canvas.to_physical(box);`.
  class Unmirrored {
   public:
    explicit Unmirrored(Canvas& canvas);
    ~Unmirrored();
    Unmirrored(const Unmirrored&) = delete;
    Unmirrored& operator=(const Unmirrored&) = delete;

   private:
    Canvas& canvas_;
    Direction before_;
  };

  /// Of the layer that is being drawn, and of the last modal one (0: none yet).
  [[nodiscard]] int layer() const { return layer_; }
  [[nodiscard]] int modal_layer() const { return modal_layer_; }

  /// The box that is being drawn in, for the record.
  [[nodiscard]] int parent() const { return parent_; }

  /// The frame's record (spoken labels, audit).
  [[nodiscard]] AuditRecord& record() { return record_; }
  /// For controls: opens a control's box in the record; texts inside are not spoken by themselves.
  [[nodiscard]] int open_control(const Rect& rect, std::string name, bool enabled);
  void close_control(int before);

 private:
  friend class Painter;
  [[nodiscard]] Rect placed(const Rect& logical) const;  // physical, with the motion's shift
  [[nodiscard]] Color faded(Color color) const;
  [[nodiscard]] TextStyle completed(const TextStyle& style) const;
  [[nodiscard]] Picture disc(int half, float radius) const;
  [[nodiscard]] Picture ring(int half, float width) const;
  void note_fill(const Rect& rect, Color color);
  void note_text(const Rect& box, const Rect& at, const TextSize& size, std::string_view text,
                 const TextStyle& style);
  void draw_text(Point top_left, std::string_view text, const TextStyle& style, float wrap_px);

  struct Fill {
    Rect rect;
    Color color;
  };
  Size window_;
  const Look& look_;
  TextEngine& text_;
  Painter* painter_;
  AuditRecord& record_;
  Direction direction_;
  Rect clip_;  // logical
  Point shift_{};
  float opacity_ = 1;
  int parent_ = no_parent;
  int layer_ = 0;
  int layers_made_ = 0;
  int modal_layer_ = 0;
  std::vector<Fill> fills_;  // what was painted so far, for the background under a text
};

}  // namespace foyer::ui
