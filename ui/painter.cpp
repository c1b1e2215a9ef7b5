#include "ui/painter.h"

#include <SDL.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "engine/assert.h"
#include "ui/assets.h"
#include "ui/icons.h"

namespace foyer::ui {
namespace {

// A page's words take a quarter to a half of the screen's own bytes: so much keeps the pages that
// somebody goes to and fro between.
constexpr std::size_t texture_bytes_least = std::size_t{8} << 20;
constexpr std::uint64_t frames_safe = 4;  // Every event is drawn twice; what was just seen stays.

struct TextureFree {
  void operator()(SDL_Texture* t) const { SDL_DestroyTexture(t); }
};

struct Entry {
  std::unique_ptr<SDL_Texture, TextureFree> texture;
  Picture picture;
  std::size_t bytes = 0;
  std::uint64_t used_in_frame = 0;
};

// FNV-1a over 64-bit words: two frames with one hash show the same.
class Hash {
 public:
  void add(const void* data, std::size_t bytes) {
    const auto* at = static_cast<const unsigned char*>(data);
    std::uint64_t word = 0;
    for (; bytes >= sizeof word; bytes -= sizeof word, at += sizeof word) {
      std::memcpy(&word, at, sizeof word);
      mix(word);
    }
    word = bytes;
    std::memcpy(&word, at, bytes);
    mix(word);
  }
  void mix(std::uint64_t word) { value_ = (value_ ^ word) * 0x100000001B3ULL ^ (value_ >> 29); }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

std::uint64_t hash_of(const ImDrawData& data) {
  Hash hash;
  hash.add(&data.DisplaySize, sizeof data.DisplaySize);
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    hash.add(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
    hash.add(list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& cmd : list.CmdBuffer) {
      hash.add(&cmd.ClipRect, sizeof cmd.ClipRect);
      hash.mix(reinterpret_cast<std::uintptr_t>(cmd.TextureId));
      hash.mix(cmd.ElemCount);
    }
  }
  return hash.value();
}

void paint_list(SDL_Renderer* renderer, const ImDrawList& list) {
  for (const ImDrawCmd& cmd : list.CmdBuffer) {
    if (cmd.ElemCount == 0) continue;
    const SDL_Rect clip{static_cast<int>(cmd.ClipRect.x), static_cast<int>(cmd.ClipRect.y),
                        static_cast<int>(cmd.ClipRect.z - cmd.ClipRect.x),
                        static_cast<int>(cmd.ClipRect.w - cmd.ClipRect.y)};
    if (clip.w <= 0 || clip.h <= 0) continue;
    SDL_RenderSetClipRect(renderer, &clip);
    const ImDrawVert* vertices = list.VtxBuffer.Data + cmd.VtxOffset;
    const int count = list.VtxBuffer.Size - static_cast<int>(cmd.VtxOffset);
    // A null texture: plain shapes have no need of the font atlas, and are much faster without.
    SDL_RenderGeometryRaw(renderer, static_cast<SDL_Texture*>(cmd.TextureId), &vertices->pos.x,
                          sizeof(ImDrawVert), reinterpret_cast<const SDL_Color*>(&vertices->col),
                          sizeof(ImDrawVert), &vertices->uv.x, sizeof(ImDrawVert), count,
                          list.IdxBuffer.Data + cmd.IdxOffset, static_cast<int>(cmd.ElemCount),
                          sizeof(ImDrawIdx));
  }
  SDL_RenderSetClipRect(renderer, nullptr);
}

}  // namespace

struct Painter::Impl {
  SDL_Renderer* renderer;
  ImGuiContext* context;
  IconSet icons;
  std::unordered_map<std::string, Entry> entries;
  std::size_t bytes = 0;
  std::size_t bytes_max = texture_bytes_least;
  std::uint64_t frame = 0;
  std::uint64_t painted_hash = 0;
  bool forced = true;
  std::unique_ptr<ImDrawList> unseen;  // While rehearsing.

  explicit Impl(SDL_Renderer* r)
      : renderer(r), context(ImGui::CreateContext()), icons(asset_folder() / "icons") {
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines;
    unsigned char* unused = nullptr;
    int width = 0;
    int height = 0;
    // Dear ImGui wants its atlas built; nothing is ever drawn with its font.
    io.Fonts->GetTexDataAsAlpha8(&unused, &width, &height);
    io.Fonts->SetTexID(nullptr);
  }

  const Picture* find(const std::string& key) {
    const auto found = entries.find(key);
    if (found == entries.end()) return nullptr;
    found->second.used_in_frame = frame;
    return &found->second.picture;
  }

  Picture keep(const std::string& key, int width, int height, Point offset, const void* rgba) {
    Entry entry;
    if (width > 0 && height > 0) {
      entry.texture.reset(SDL_CreateTexture(renderer, SDL_PIXELFORMAT_RGBA32,
                                            SDL_TEXTUREACCESS_STATIC, width, height));
      if (!entry.texture) throw std::runtime_error(std::string("texture: ") + SDL_GetError());
      SDL_UpdateTexture(entry.texture.get(), nullptr, rgba, width * 4);
      SDL_SetTextureBlendMode(entry.texture.get(), SDL_BLENDMODE_BLEND);
      // Pictures stand on whole pixels and are never scaled.
      SDL_SetTextureScaleMode(entry.texture.get(), SDL_ScaleModeNearest);
    }
    entry.bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4 + 256;
    entry.picture = {entry.texture.get(), width, height, offset};
    entry.used_in_frame = frame;
    bytes += entry.bytes;
    return entries.emplace(key, std::move(entry)).first->second.picture;
  }

  // What was not drawn for longest goes first, and so much of it that this is not done every frame.
  void evict() {
    if (bytes <= bytes_max) return;
    std::vector<std::unordered_map<std::string, Entry>::iterator> old;
    for (auto at = entries.begin(); at != entries.end(); ++at) {
      if (at->second.used_in_frame + frames_safe < frame) old.push_back(at);
    }
    std::sort(old.begin(), old.end(), [](const auto& a, const auto& b) {
      return a->second.used_in_frame < b->second.used_in_frame;
    });
    for (const auto& at : old) {
      if (bytes <= bytes_max / 4 * 3) break;
      bytes -= at->second.bytes;
      entries.erase(at);
      // A new texture may get the address of an old one: the hash cannot be trusted once.
      forced = true;
    }
  }
};

Painter::Painter(SDL_Renderer* renderer) : impl_(new Impl(renderer)) {}

Painter::~Painter() {
  impl_->entries.clear();
  ImGui::SetCurrentContext(impl_->context);
  ImGui::DestroyContext(impl_->context);
}

void Painter::begin(Size size) {
  ImGui::SetCurrentContext(impl_->context);
  ++impl_->frame;
  const auto screen = static_cast<std::size_t>(size.w) * static_cast<std::size_t>(size.h) * 4;
  impl_->bytes_max = std::max(texture_bytes_least, screen + screen / 4);
  impl_->evict();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {size.w, size.h};
  io.DeltaTime = 1.0F / 60;  // only its widgets' own animations would read it, and there are none
  ImGui::NewFrame();
}

ImDrawList& Painter::list() {
  if (impl_->unseen) return *impl_->unseen;
  return *ImGui::GetBackgroundDrawList();
}

void Painter::rehearse(bool on) {
  ImGui::SetCurrentContext(impl_->context);
  impl_->unseen.reset();
  if (!on) return;
  impl_->unseen = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
  impl_->unseen->_ResetForNewFrame();
  impl_->unseen->PushClipRectFullScreen();
  impl_->unseen->PushTextureID(nullptr);
}

bool Painter::end() {
  ImGui::SetCurrentContext(impl_->context);
  ImGui::Render();
  const std::uint64_t hash = hash_of(*ImGui::GetDrawData());
  const bool changed = impl_->forced || hash != impl_->painted_hash;
  return changed;
}

void Painter::paint() {
  ImGui::SetCurrentContext(impl_->context);
  const ImDrawData& data = *ImGui::GetDrawData();
  SDL_SetRenderDrawColor(impl_->renderer, 0, 0, 0, 255);
  SDL_RenderClear(impl_->renderer);
  SDL_SetRenderDrawBlendMode(impl_->renderer, SDL_BLENDMODE_BLEND);
  for (int i = 0; i < data.CmdListsCount; ++i) paint_list(impl_->renderer, *data.CmdLists[i]);
  impl_->painted_hash = hash_of(data);
  impl_->forced = false;
}

void Painter::force() {
  impl_->forced = true;
}

void Painter::forget() {
  impl_->entries.clear();
  impl_->bytes = 0;
  impl_->forced = true;
}

Pixels Painter::read_pixels() {
  Pixels out;
  if (SDL_GetRendererOutputSize(impl_->renderer, &out.width, &out.height) != 0) {
    throw std::runtime_error(std::string("reading the screen: ") + SDL_GetError());
  }
  out.rgba.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4);
  if (SDL_RenderReadPixels(impl_->renderer, nullptr, SDL_PIXELFORMAT_RGBA32, out.rgba.data(),
                           out.width * 4) != 0) {
    throw std::runtime_error(std::string("reading the screen: ") + SDL_GetError());
  }
  return out;
}

Picture Painter::mask(const std::string& key, const std::function<Mask()>& make) {
  if (const Picture* known = impl_->find(key)) return *known;
  const Mask mask = make();
  std::vector<std::uint8_t> rgba;
  rgba.reserve(mask.alpha.size() * 4);
  for (const std::uint8_t a : mask.alpha) rgba.insert(rgba.end(), {255, 255, 255, a});
  return impl_->keep(key, mask.width, mask.height, mask.offset, rgba.data());
}

Picture Painter::pixels(const std::string& key, const std::function<Pixels()>& make) {
  if (const Picture* known = impl_->find(key)) return *known;
  const Pixels made = make();
  return impl_->keep(key, made.width, made.height, {}, made.rgba.data());
}

IconSet& Painter::icons() {
  return impl_->icons;
}

}  // namespace foyer::ui
