// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The operating system's store for small secrets: Secret Service or KWallet on Linux, the
// Credential Manager on Windows, the keychain on macOS.

#include "core/base/secret_bytes.h"
#include "core/base/task.h"

#include <memory>
#include <string>

namespace sotto::platform {

/// Secrets by name, of the user who is logged in to the system. One thread, which must run
/// an event loop; calls are carried out in their order. A person may be asked by the system
/// to open it, so an answer can take long.
///
/// Errors of all calls: Unsupported (no such service here, or it does not answer), Denied
/// (the system or the person refused), Storage.
class KeyChain {
public:
    virtual ~KeyChain() = default;

    /// Errors: NotFound, as above.
    virtual Task<std::shared_ptr<SecretBytes>> read(const std::string& name) = 0;
    virtual Task<Done> write(const std::string& name, ByteView secret) = 0;
    /// That there is none is no error.
    virtual Task<Done> remove(const std::string& name) = 0;
};

/// Never a file, also where there is no service.
std::unique_ptr<KeyChain> systemKeyChain();

}  // namespace sotto::platform
