// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/consent.h"
#include "core/engine/vault_context.h"

#include <string>
#include <vector>

namespace sotto::engine {

/// The register of how patients agreed to be contacted, in our person's vault. Nothing of it is
/// told to anybody. Engine thread only.
class Consents {
public:
    explicit Consents(VaultContext& context) : m_context(context) { }

    /// The newest first; of nobody for what is no record number. Errors: Storage.
    Result<std::vector<Consent>> of(const std::string& number);
    Result<std::vector<Consent>> all();  ///< the oldest first. Errors: Storage.

    /// By our person, now. Errors: Malformed (isUsable), Storage, StorageFull.
    Result<Done> record(Consent consent);
    /// The same; one that is revoked stays as it is. Errors: NotFound, Storage, StorageFull.
    Result<Done> revoke(std::int64_t id);

private:
    VaultContext& m_context;
};

}  // namespace sotto::engine
