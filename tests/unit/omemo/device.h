// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/sealed_box.h"
#include "core/omemo/sealed.h"
#include "tests/support/manual_time.h"
#include "tests/unit/omemo/memory_key_store.h"

namespace sotto::test {

/// One device of one account, with all that it would keep in its vault.
struct Device {
    explicit Device(const char* account)
        : jid(*Jid::parseAccount(account)),
          sessions(store, time, [this](const auto&, ByteView) { return firstKeys; }),
          id(*sessions.createOwnDevice()),
          alert(crypto::makeAlertKeyPair())
    {
    }

    omemo::DeviceAddress address() const { return {jid, id}; }

    omemo::SealTarget target() const { return {jid, id, alert.publicKey}; }

    /// What the engine does: a failed step leaves nothing behind.
    template <class Step>
    auto attempt(Step step)
    {
        const auto savepoint = store.state;
        auto result = step();
        if (!result)
            store.state = savepoint;
        return result;
    }

    Result<Done> meet(Device& peer)
    {
        return attempt(
            [&] { return sessions.processBundle(peer.address(), *peer.sessions.ownBundle()); });
    }

    omemo::RatchetMessage write(const Device& peer, std::string_view text)
    {
        return *attempt([&] { return sessions.encrypt(peer.address(), viewOf(text)); });
    }

    Result<std::string> read(const Device& peer, const omemo::RatchetMessage& message,
                             omemo::Dialect dialect = omemo::Dialect::Sealed)
    {
        auto plain = attempt([&] { return sessions.decrypt(peer.address(), message, dialect); });
        if (!plain)
            return plain.error();
        return std::string{plain->text()};
    }

    Errc readError(const Device& peer, const omemo::RatchetMessage& message)
    {
        return read(peer, message).error().code;
    }

    omemo::Trust firstKeys = omemo::Trust::TofuTrusted;
    ManualTime time;
    MemoryKeyStore store;
    Jid jid;
    omemo::Sessions sessions;
    DeviceId id;
    crypto::AlertKeyPair alert;
};

}  // namespace sotto::test
