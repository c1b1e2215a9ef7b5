#include "site/toml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace foyer::site_reading {

namespace {

constexpr std::size_t file_bytes_max = 1 << 20;

int line_of_node(const toml::node& node) {
  return static_cast<int>(node.source().begin.line);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string plural_of(const std::string& kind) {
  return kind + "s";
}

bool is_id(std::string_view text) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= name_length_max &&
         std::all_of(text.begin(), text.end(), good);
}

}  // namespace

std::string choices(const std::string& plural, const std::vector<std::string_view>& all,
                    std::string_view wrong) {
  if (all.empty()) return "there are no " + plural;
  if (all.size() <= 16) return fmt::format("{} are {}", plural, fmt::join(all, ", "));
  const auto nearest = std::min_element(all.begin(), all.end(), [&](auto a, auto b) {
    return edit_distance(a, wrong) < edit_distance(b, wrong);
  });
  return fmt::format("the nearest of {} {} is \"{}\"", all.size(), plural, *nearest);
}

Table::Table(Reading& reading, std::string file, const toml::table& table, std::string label)
    : reading_(reading), file_(std::move(file)), table_(table), label_(std::move(label)) {}

bool Table::has(std::string_view key) const {
  return table_.contains(key);
}

int Table::line_of(std::string_view key) const {
  const toml::node* found = table_.get(key);
  return line_of_node(found != nullptr ? *found : table_);
}

std::string Table::where() const {
  return fmt::format("{}:{}", file_, line_of_node(table_));
}

void Table::mistake(std::string_view key, std::string reason) {
  mistake_at(line_of(key), key, std::move(reason));
}

Mistake Table::at(std::string_view key, std::string reason) const {
  std::string full = label_;
  if (!full.empty() && !key.empty()) full += ".";
  full += key;
  return {file_, line_of(key), std::move(full), std::move(reason)};
}

void Table::mistake_at(int line, std::string_view key, std::string reason) {
  Mistake mistake = at(key, std::move(reason));
  mistake.line = line;
  reading_.mistakes.push_back(std::move(mistake));
}

void Table::finish() {
  for (const auto& [key, value] : table_) {
    if (read_.contains(key.str())) continue;
    const std::vector<std::string_view> known(read_.begin(), read_.end());
    mistake_at(static_cast<int>(key.source().begin.line), key.str(),
               "unknown key; " + choices("keys", known, key.str()));
  }
}

std::vector<std::string> Table::keys() {
  std::vector<std::string> all;
  for (const auto& [key, value] : table_) all.emplace_back(key.str());
  read_.insert(all.begin(), all.end());
  return all;
}

const toml::node* Table::node(std::string_view key, Presence presence) {
  read_.emplace(key);
  const toml::node* found = table_.get(key);
  if (found == nullptr && presence == Presence::required) mistake(key, "is missing");
  return found;
}

const toml::array* Table::array(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return nullptr;
  if (!found->is_array()) mistake(key, "must be a list: [ … ]");
  return found->as_array();
}

std::string Table::checked_text(const toml::node& node, std::string_view key,
                                std::size_t length_max) {
  const int line = line_of_node(node);
  const auto* value = node.as_string();
  if (value == nullptr) return mistake_at(line, key, "must be a text: \"…\""), "";
  const std::string& text = value->get();
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  if (text.empty()) {
    mistake_at(line, key, "is empty");
  } else if (text.size() > length_max) {
    mistake_at(line, key, fmt::format("has {} bytes, at most {} fit", text.size(), length_max));
  } else if (std::any_of(text.begin(), text.end(), control)) {
    mistake_at(line, key, "has a line break or a control character");
  } else if (text.front() == ' ' || text.back() == ' ') {
    mistake_at(line, key, "begins or ends with a blank");
  } else {
    return text;
  }
  return "";
}

std::string Table::text(std::string_view key, Presence presence, std::size_t length_max) {
  const toml::node* found = node(key, presence);
  return found == nullptr ? "" : checked_text(*found, key, length_max);
}

std::string Table::shown(std::string_view key, Presence presence, std::size_t length_max) {
  std::string text = this->text(key, presence, length_max);
  if (!text.empty()) reading_.texts.push_back({text, file_, line_of(key)});
  return text;
}

std::string Table::checked_id(const toml::node& node, std::string_view key) {
  std::string id = checked_text(node, key, 1000);
  if (id.empty() || is_id(id)) return id;
  mistake_at(line_of_node(node), key,
             fmt::format("\"{}\" is no id: 1 to {} of a-z, 0-9 and -", id, name_length_max));
  return "";
}

std::string Table::own_id(std::string_view key, Declared& declared, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return "";
  std::string id = checked_id(*found, key);
  if (id.empty()) return "";
  const std::string place = fmt::format("{}:{}", file_, line_of(key));
  const auto [it, fresh] = declared.where.emplace(id, place);
  if (!fresh) {
    mistake(key, fmt::format("the {} \"{}\" is already at {}", declared.kind, id, it->second));
  }
  return id;
}

void Table::check_reference(const std::string& id, int line, std::string_view key,
                            const Declared& declared) {
  if (declared.where.contains(id)) return;
  std::vector<std::string_view> all;
  for (const auto& [known, where] : declared.where) all.push_back(known);
  mistake_at(line, key,
             fmt::format("no {} \"{}\"; {}", declared.kind, id,
                         choices(plural_of(declared.kind), all, id)));
}

std::string Table::reference(std::string_view key, const Declared& declared, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return "";
  std::string id = checked_text(*found, key, 1000);
  if (!id.empty()) check_reference(id, line_of_node(*found), key, declared);
  return id;
}

std::vector<std::string> Table::references(std::string_view key, const Declared& declared,
                                           Presence presence) {
  std::vector<std::string> ids;
  const toml::array* list = array(key, presence);
  if (list == nullptr) return ids;
  for (const toml::node& entry : *list) {
    std::string id = checked_text(entry, key, 1000);
    if (id.empty()) continue;
    check_reference(id, line_of_node(entry), key, declared);
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) {
      mistake_at(line_of_node(entry), key, fmt::format("\"{}\" is named twice", id));
    }
    ids.push_back(std::move(id));
  }
  if (ids.empty() && presence == Presence::required) mistake(key, "must name at least one");
  return ids;
}

std::vector<std::string> Table::texts(std::string_view key, Presence presence,
                                      std::size_t count_max) {
  std::vector<std::string> all;
  const toml::array* list = array(key, presence);
  if (list == nullptr) return all;
  if (list->size() > count_max) {
    mistake(key, fmt::format("has {} entries, at most {} fit", list->size(), count_max));
  }
  for (const toml::node& entry : *list) {
    // 60 letters of any script.
    std::string text = checked_text(entry, key, 180);
    if (text.empty()) continue;
    if (std::find(all.begin(), all.end(), text) != all.end()) {
      mistake_at(line_of_node(entry), key, fmt::format("\"{}\" stands there twice", text));
    }
    all.push_back(std::move(text));
  }
  if (list->empty() && presence == Presence::required) mistake(key, "must name at least one");
  return all;
}

std::vector<Bring> Table::bring(std::string_view key, const Declared& items) {
  std::vector<Bring> all;
  const toml::array* list = array(key, Presence::optional);
  if (list == nullptr) return all;
  if (list->size() > 8) mistake(key, "has more than 8 entries: nobody reads them");
  for (const toml::node& entry : *list) {
    Bring one;
    one.line = line_of_node(entry);
    if (const toml::table* detail = entry.as_table()) {
      Table table(reading_, file_, *detail, label_ + "." + std::string(key));
      one.item = table.reference("item", items, Presence::required);
      one.help = table.shown("help", Presence::required);
      table.finish();
    } else {
      one.item = checked_text(entry, key, 1000);
      if (!one.item.empty()) check_reference(one.item, one.line, key, items);
    }
    const auto same = [&](const Bring& other) { return other.item == one.item; };
    if (std::any_of(all.begin(), all.end(), same)) {
      mistake_at(one.line, key, fmt::format("\"{}\" is named twice", one.item));
    }
    if (!one.item.empty()) all.push_back(std::move(one));
  }
  return all;
}

void Table::table(std::string_view key, Presence presence,
                  const std::function<void(Table&)>& read) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return;
  if (!found->is_table()) return mistake(key, fmt::format("must be a table: [{}]", key));
  const std::string label = label_.empty() ? std::string(key) : label_ + "." + std::string(key);
  Table inner(reading_, file_, *found->as_table(), label);
  read(inner);
  inner.finish();
}

void Table::tables(std::string_view key, Bounds counts, const std::function<void(Table&)>& read) {
  const toml::array* list = array(key, counts.min > 0 ? Presence::required : Presence::optional);
  if (list == nullptr) return;
  const auto count = static_cast<std::int64_t>(list->size());
  if (count < counts.min || count > counts.max) {
    mistake(key,
            fmt::format("has {} entries; {} to {} are possible", count, counts.min, counts.max));
  }
  std::size_t number = 0;
  for (const toml::node& entry : *list) {
    ++number;
    if (!entry.is_table()) {
      mistake_at(line_of_node(entry), key, fmt::format("must be tables: [[{}]]", key));
      continue;
    }
    const toml::table& found = *entry.as_table();
    const auto id = found["id"].value<std::string>();
    const std::string label =
        id ? fmt::format("{} \"{}\"", key, *id) : fmt::format("{} {}", key, number);
    Table inner(reading_, file_, found, label);
    read(inner);
    inner.finish();
  }
}

void read_file(Reading& reading, const std::string& file, const std::function<void(Table&)>& read) {
  std::ifstream stream(reading.dir / file, std::ios::binary);
  if (!stream) {
    reading.mistakes.push_back({file, 0, "", "the file is missing or cannot be read"});
    return;
  }
  std::string bytes(file_bytes_max + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (bytes.size() > file_bytes_max) {
    reading.mistakes.push_back({file, 0, "", "the file is larger than 1 MiB"});
    return;
  }
  try {
    const toml::table parsed = toml::parse(bytes);
    Table table(reading, file, parsed, "");
    read(table);
    table.finish();
  } catch (const toml::parse_error& error) {
    reading.mistakes.push_back({file, static_cast<int>(error.source().begin.line), "",
                                "no TOML: " + std::string(error.description())});
  }
}

}  // namespace foyer::site_reading
