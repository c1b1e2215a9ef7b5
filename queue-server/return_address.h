// Where an answer goes.
#pragma once

#include <string>

namespace foyer::server {

struct ReturnAddress {
  std::string identity;        ///< Of the connection, as the ROUTER socket names it.
  bool has_delimiter = false;  ///< A REQ socket's empty frame.
};

}  // namespace foyer::server
