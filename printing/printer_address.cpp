#include <charconv>
#include <stdexcept>

#include "printing/printer.h"

namespace foyer::printing {
namespace {

using Kind = PrinterAddress::Kind;
using Flow = PrinterAddress::Flow;

constexpr int bauds[] = {9600, 19200, 38400, 57600, 115200, 230400};

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
  throw std::runtime_error(
      "--printer " + std::string(text) + ": " + why +
      "; a printer is none, file:PATH, serial:PATH?baud=N, tcp:HOST[:PORT] or cups:QUEUE[?raw]");
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void read_serial_option(std::string_view text, std::string_view option, PrinterAddress& address) {
  const auto equals = option.find('=');
  const std::string_view key = option.substr(0, equals);
  const std::string_view value =
      equals == std::string_view::npos ? std::string_view() : option.substr(equals + 1);
  if (key == "baud") {
    const auto baud = number(value);
    bool known = false;
    for (const int one : bauds) known = known || baud == one;
    if (!known) {
      refuse(text, "baud is \"" + std::string(value) +
                       "\", not one of 9600, 19200, 38400, 57600, 115200, 230400");
    }
    address.baud = *baud;
  } else if (key == "flow") {
    if (value == "hardware") {
      address.flow = Flow::hardware;
    } else if (value == "software") {
      address.flow = Flow::software;
    } else if (value == "none") {
      address.flow = Flow::none;
    } else {
      refuse(text, "flow is \"" + std::string(value) + "\", not hardware, software or none");
    }
  } else {
    refuse(text, "\"" + std::string(key) + "\" is not known after ?; there are baud and flow");
  }
}

void read_serial(std::string_view text, std::string_view rest, PrinterAddress& address) {
  const auto mark = rest.find('?');
  address.path = rest.substr(0, mark);
  if (mark == std::string_view::npos) return;
  std::string_view options = rest.substr(mark + 1);
  while (!options.empty()) {
    const auto end = options.find('&');
    read_serial_option(text, options.substr(0, end), address);
    options = end == std::string_view::npos ? std::string_view() : options.substr(end + 1);
  }
}

void read_port(std::string_view text, std::string_view digits, PrinterAddress& address) {
  const auto port = number(digits);
  if (!port || *port < 1 || *port > 65535) {
    refuse(text, "the port is \"" + std::string(digits) + "\", not a number from 1 to 65535");
  }
  address.port = *port;
}

void read_tcp(std::string_view text, std::string_view rest, PrinterAddress& address) {
  if (rest.starts_with('[')) {  // an IPv6 address
    const auto end = rest.find(']');
    if (end == std::string_view::npos) refuse(text, "the ] after the address is missing");
    address.host = rest.substr(1, end - 1);
    const std::string_view after = rest.substr(end + 1);
    if (after.starts_with(':')) {
      read_port(text, after.substr(1), address);
    } else if (!after.empty()) {
      refuse(text, "after ] there may only be a port");
    }
  } else {
    const auto colon = rest.find(':');
    address.host = rest.substr(0, colon);
    if (colon != std::string_view::npos) read_port(text, rest.substr(colon + 1), address);
  }
  if (address.host.empty()) refuse(text, "the host is missing");
}

void read_cups(std::string_view text, std::string_view rest, PrinterAddress& address) {
  const auto mark = rest.find('?');
  address.path = rest.substr(0, mark);
  if (mark == std::string_view::npos) return;
  if (rest.substr(mark + 1) != "raw") {
    refuse(text,
           "\"" + std::string(rest.substr(mark + 1)) + "\" is not known after ?; there is raw");
  }
  address.raw = true;
}

}  // namespace

PrinterAddress parse_printer(std::string_view text) {
  PrinterAddress address;
  if (text == "none") return address;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) refuse(text, "it does not say what kind it is");
  const std::string_view kind = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 1);
  if (kind == "file") {
    address.kind = Kind::file;
    address.path = rest;
  } else if (kind == "serial") {
    address.kind = Kind::serial;
    read_serial(text, rest, address);
  } else if (kind == "tcp") {
    address.kind = Kind::tcp;
    read_tcp(text, rest, address);
    return address;
  } else if (kind == "cups") {
    address.kind = Kind::cups;
    read_cups(text, rest, address);
    if (address.path.empty()) refuse(text, "the queue's name is missing");
    return address;
  } else {
    refuse(text, "there is no kind \"" + std::string(kind) + "\"");
  }
  if (address.path.empty()) refuse(text, "the path is missing");
  return address;
}

std::string to_text(const PrinterAddress& address) {
  switch (address.kind) {
    case Kind::none:
      return "none";
    case Kind::file:
      return "file:" + address.path;
    case Kind::serial:
      return "serial:" + address.path + "?baud=" + std::to_string(address.baud);
    case Kind::tcp: {
      const bool v6 = address.host.find(':') != std::string::npos;
      return "tcp:" + (v6 ? "[" + address.host + "]" : address.host) + ":" +
             std::to_string(address.port);
    }
    case Kind::cups:
      return "cups:" + address.path + (address.raw ? "?raw" : "");
  }
  return "none";
}

}  // namespace foyer::printing
