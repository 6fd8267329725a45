// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Turns what went wrong below into what a person is told. The only place that does.

#include "core/api/problem.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/relay/login_types.h"

#include <optional>

namespace sotto::engine {

Problem problemOf(const relay::LoginFailure& failure, WallTime now);
Problem problemOf(const relay::CodeRefusal& refusal, WallTime now);

/// What an open session ends with when its stream does not come back; empty: it stays open.
/// `hadToken`: a relay that gave none refuses nothing by not knowing one.
std::optional<ProblemKind> endingOf(const relay::LoginFailure& failure, bool hadToken);

/// An error of the vault or its header, while opening or writing.
Problem vaultProblem(const Error& error);

}  // namespace sotto::engine
