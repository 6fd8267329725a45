// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <span>

namespace sotto::store {

/// The steps from an empty database to today's schema; step N makes schema version N + 1.
std::span<const char* const> migrations();

/// Brings the schema up to date, each step in one transaction, after it was compared with
/// the one that our own steps make: a table, trigger, view or index that somebody added,
/// or took away, is refused (I-6). Changes nothing when it fails.
/// Errors: Newer, Malformed (schema differs), Storage, StorageFull.
Result<Done> migrate(Connection& connection);

}  // namespace sotto::store
