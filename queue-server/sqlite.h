// SQLite by the names that this room knows it by.
#pragma once

#include "storage/sqlite.h"

namespace foyer::server {

using storage::Database;
using storage::OpenMode;
using storage::ResetAtEnd;
using storage::SqliteError;
using storage::Statement;
using storage::Transaction;

}  // namespace foyer::server
