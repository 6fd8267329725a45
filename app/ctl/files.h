// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Files and the terminal, for the commands of an administrator.

#include "core/base/bytes.h"
#include "core/crypto/signature.h"

#include <filesystem>
#include <optional>
#include <string>

namespace sotto::app {

/// A line of its own on standard output.
void print(const std::string& text);

/// Up to one byte more than a policy may have, so that a larger one is refused. Says what is
/// wrong if it cannot be read.
std::optional<std::string> readWhole(const std::string& file);

/// Without its folder.
std::string nameOf(const std::string& file);

/// Says so where it does not work. What workstations read must be readable there for all.
bool save(const std::filesystem::path& path, ByteView content, bool forAll);

/// The clinic's policy.key. Says what is wrong with it.
std::optional<crypto::SigningKeyPair> readSigningKey(const std::string& keyFile);

}  // namespace sotto::app
