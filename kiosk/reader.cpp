#include "kiosk/reader.h"

#include <algorithm>
#include <optional>

namespace foyer::kiosk {
namespace {

using ui::SpokenItem;
using Role = SpokenItem::Role;

ui::Utterance said(const Scene& scene, std::string text, const std::string& language = {}) {
  return {std::move(text), language.empty() ? scene.in.tag().value : language};
}

/// What lies under a sheet is not there for those who listen either.
bool in_reach(const Scene& scene, const SpokenItem& item) {
  return item.layer >= scene.record.modal_layer;
}

std::string list_of(const SpokenItem& item) {
  const std::size_t slash = item.id.rfind('/');
  return slash == std::string::npos ? std::string() : item.id.substr(0, slash);
}

/// The keys of a keyboard on the screen: said one by one when they have the focus.
bool is_key(const SpokenItem& item) {
  const std::string list = list_of(item);
  return list == "key" || list == "pin";
}

const SpokenItem* find(const std::vector<SpokenItem>& items, const std::string& id) {
  if (id.empty()) return nullptr;
  const auto at = std::find_if(items.begin(), items.end(),
                               [&](const SpokenItem& item) { return item.id == id; });
  return at == items.end() ? nullptr : &*at;
}

std::string state_of(const Texts& in, const SpokenItem& item) {
  if (!item.enabled) return in(tr_context("speech", "not available"));
  if (item.role == Role::check) {
    return item.on ? in(tr_context("speech", "ticked")) : in(tr_context("speech", "not ticked"));
  }
  if (item.role == Role::field && item.value.empty()) return in(tr_context("speech", "empty"));
  return item.on ? in(tr_context("speech", "chosen")) : std::string();
}

std::string role_of(const Texts& in, const SpokenItem& item) {
  switch (item.role) {
    case Role::text:
      return {};
    case Role::button:
      return is_key(item) ? std::string() : in(tr_context("speech", "button"));
    case Role::field:
      return in(tr_context("speech", "text field"));
    case Role::check:
      return in(tr_context("speech", "check box"));
  }
  return {};
}

/// "2 of 5", where it stands among others of its kind.
std::string position_of(const Scene& scene, const SpokenItem& item) {
  const std::string list = list_of(item);
  if (list.empty() || is_key(item)) return {};
  int count = 0;
  int at = 0;
  for (const SpokenItem& other : scene.record.spoken) {
    if (!in_reach(scene, other) || other.id.empty() || list_of(other) != list) continue;
    ++count;
    if (other.id == item.id) at = count;
  }
  if (count < 2) return {};
  return scene.in(tr_context("speech", "{n} of {count}"),
                  {{"n", std::to_string(at)}, {"count", std::to_string(count)}});
}

void add(const Scene& scene, std::string text, ui::Utterances& words) {
  if (!text.empty()) words.push_back(said(scene, std::move(text)));
}

void add_label(const Scene& scene, const SpokenItem& item, ui::Utterances& words) {
  if (!item.label.empty()) words.push_back(said(scene, item.label, item.language));
  if (!item.value.empty()) words.push_back(said(scene, item.value));
}

bool is_notice(const Scene& scene, const SpokenItem& item) {
  if (item.role != Role::text || item.parent == ui::no_parent) return false;
  return scene.record.boxes[static_cast<std::size_t>(item.parent)].name == "notice";
}

bool was_there(const std::vector<SpokenItem>& before, const SpokenItem& item) {
  return std::any_of(before.begin(), before.end(), [&](const SpokenItem& other) {
    return other.role == item.role && other.label == item.label;
  });
}

}  // namespace

ui::Utterances words_of_page(const Scene& scene) {
  ui::Utterances words;
  add(scene, scene.title, words);
  bool title_said = false;
  bool keys_said = false;
  for (const SpokenItem& item : scene.record.spoken) {
    if (!in_reach(scene, item)) continue;
    if (!title_said && item.label == scene.title) {
      title_said = true;
      continue;
    }
    if (is_key(item)) {
      if (!keys_said) add(scene, scene.in(tr_context("speech", "Keys on the screen")), words);
      keys_said = true;
      continue;
    }
    add_label(scene, item, words);
    if (item.role != Role::text) add(scene, state_of(scene.in, item), words);
  }
  return words;
}

ui::Utterances words_of_control(const Scene& scene, const std::string& id) {
  ui::Utterances words;
  const SpokenItem* item = find(scene.record.spoken, id);
  if (item == nullptr) return words;
  add_label(scene, *item, words);
  add(scene, role_of(scene.in, *item), words);
  add(scene, state_of(scene.in, *item), words);
  add(scene, position_of(scene, *item), words);
  return words;
}

ui::Utterances words_of_help(const Texts& in) {
  ui::Utterances words;
  for (const Text& text :
       {tr_context("speech", "Speech is on."),
        tr_context("speech", "Move with the arrow keys and choose with Enter."),
        tr_context("speech", "Back goes back one page, Home starts over."),
        tr_context("speech", "The help key says this again."),
        tr_context("speech", "For volume, speed, repeating and spelling choose Listen.")}) {
    words.push_back({in(text), in.tag().value});
  }
  return words;
}

Words Reader::new_page(const Scene& scene) const {
  Words out;
  out.words = words_of_page(scene);
  if (scene.focus.empty()) return out;
  for (ui::Utterance& part : words_of_control(scene, scene.focus)) {
    out.words.push_back(std::move(part));
  }
  return out;
}

/// What was typed or deleted, wherever the focus is: the keys on the screen have it too.
void Reader::add_typed(const Scene& scene, Words& out) const {
  bool typed = false;
  for (const SpokenItem& item : scene.record.spoken) {
    const SpokenItem* before = find(items_, item.id);
    if (item.role != Role::field || before == nullptr || before->value == item.value) continue;
    typed = true;
    out.cuts = true;
    if (item.value.size() > before->value.size() && item.value.starts_with(before->value)) {
      add(scene, item.value.substr(before->value.size()), out.words);
    } else if (item.value.empty()) {
      add(scene, scene.in(tr_context("speech", "empty")), out.words);
    } else {
      add(scene, item.value, out.words);
    }
  }
  if (!typed) return;
  // What was found by it.
  for (const SpokenItem& item : scene.record.spoken) {
    if (item.role == Role::text && in_reach(scene, item) && !was_there(items_, item)) {
      add_label(scene, item, out.words);
    }
  }
}

void Reader::add_notices(const Scene& scene, Words& out) const {
  for (const SpokenItem& item : scene.record.spoken) {
    if (!in_reach(scene, item) || !is_notice(scene, item) || was_there(items_, item)) continue;
    add_label(scene, item, out.words);
  }
}

void Reader::add_changes(const Scene& scene, Words& out) const {
  if (scene.focus != focus_) {
    out.words = words_of_control(scene, scene.focus);
    // A focus that nobody moved (the first one of a page) does not cut the page's own words.
    out.cuts = scene.acted;
    return;
  }
  const SpokenItem* now = find(scene.record.spoken, scene.focus);
  const SpokenItem* before = find(items_, scene.focus);
  if (now == nullptr || before == nullptr || now->role == Role::field) return;
  if (now->label != before->label || now->enabled != before->enabled) {
    out.words = words_of_control(scene, scene.focus);
  } else if (now->on != before->on) {
    const bool left = now->role == Role::button && !now->on;
    add(scene, left ? scene.in(tr_context("speech", "not chosen")) : state_of(scene.in, *now),
        out.words);
  }
}

void Reader::remember(const Scene& scene) {
  any_ = true;
  place_ = scene.place;
  focus_ = scene.focus;
  urgent_ = scene.urgent;
  items_ = scene.record.spoken;
}

Words Reader::follow(const Scene& scene) {
  Words out;
  if (!any_ || scene.place != place_) {
    out = new_page(scene);
  } else {
    add_changes(scene, out);
    add_typed(scene, out);
    add_notices(scene, out);
    if (out.words.empty()) out.cuts = false;
  }
  if (!scene.urgent.empty() && scene.urgent != urgent_) {
    out.words.insert(out.words.begin(), said(scene, scene.urgent));
  }
  remember(scene);
  return out;
}

}  // namespace foyer::kiosk
