#include "ui/screen_list.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace foyer::ui {
namespace {

const char* name_of(SpokenItem::Role role) {
  switch (role) {
    case SpokenItem::Role::text:
      return "text";
    case SpokenItem::Role::button:
      return "button";
    case SpokenItem::Role::field:
      return "field";
    case SpokenItem::Role::check:
      return "check";
  }
  return "";
}

std::string seen(const SpokenItem& item) {
  std::string words = item.on ? "on" : "";
  if (item.focused) words += words.empty() ? "focus" : " focus";
  return words;
}

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string screen_list(const AuditRecord& record) {
  std::string list;
  for (const SpokenItem& item : record.spoken) {
    list += name_of(item.role);
    list += '\t' + (item.id.empty() ? "-" : item.id) + (item.enabled ? "\tenabled" : "\tdisabled");
    // Where it is seen and touched.
    const float left = record.mirrored ? record.window.w - item.rect.x - item.rect.w : item.rect.x;
    for (const float edge : {left, item.rect.y, item.rect.w, item.rect.h}) {
      list += '\t' + std::to_string(std::lround(edge));
    }
    list += '\t' + one_line(item.label) + '\t' + seen(item) + '\n';
  }
  return list;
}

void write_screen_list(const AuditRecord& record, const std::filesystem::path& file) {
  std::filesystem::path next = file;
  next += ".next";
  {
    std::ofstream out(next, std::ios::binary);
    out << screen_list(record);
    if (!out.flush()) throw std::runtime_error("cannot write " + next.string());
  }
  std::filesystem::rename(next, file);
}

}  // namespace foyer::ui
