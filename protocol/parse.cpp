#include "protocol/json_reader.h"

namespace foyer::protocol::detail {
namespace {

using nlohmann::json;

/// What the library's parser reports to, one value after the other.
class StrictBuilder {
 public:
  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) { return add(value); }
  bool number_float(double value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(json::value_t::object); }
  bool start_array(std::size_t) { return open(json::value_t::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    Place& here = open_.back();
    auto& members = here.node->get_ref<json::object_t&>();
    auto [member, is_new] = members.emplace(std::move(name), nullptr);
    here.name = &member->first;
    here.value = &member->second;
    if (!is_new) JsonReader::fail(path(), "is there twice");
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&, const json::exception&) {
    // The library's words may repeat what arrived: the position is enough.
    JsonReader::fail("", "is not valid JSON at byte " + std::to_string(byte));
  }

  json root;

 private:
  struct Place {
    json* node = nullptr;
    const std::string* name = nullptr;  ///< Of an object: its latest member.
    json* value = nullptr;
  };

  json* add(json value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    Place& here = open_.back();
    if (here.node->is_array()) {
      return &here.node->get_ref<json::array_t&>().emplace_back(std::move(value));
    }
    *here.value = std::move(value);
    return here.value;
  }

  bool open(json::value_t type) {
    if (open_.size() == nesting_max) JsonReader::fail(path(), "is nested too deeply");
    open_.push_back({add(json(type)), nullptr, nullptr});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  [[nodiscard]] std::string path() const {
    std::string path;
    for (const Place& place : open_) {
      if (place.node->is_array()) {
        path += "[" + std::to_string(std::max<std::size_t>(place.node->size(), 1) - 1) + "]";
      } else if (place.name != nullptr) {
        path += (path.empty() ? "" : ".") + place.name->substr(0, 64);
      }
    }
    return path.substr(0, 200);
  }

  std::vector<Place> open_;
};

}  // namespace

json parse_strictly(std::string_view text) {
  StrictBuilder builder;
  json::sax_parse(text, &builder);
  return std::move(builder.root);
}

}  // namespace foyer::protocol::detail
