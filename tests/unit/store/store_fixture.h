// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/random.h"
#include "core/store/stores.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace sotto::test {

namespace fs = std::filesystem;

struct TempFolder {
    QTemporaryDir dir;
    fs::path path{dir.path().toStdString()};
};

inline Jid jid(std::string_view text)
{
    auto parsed = Jid::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

/// The value of a Result that must not be an error.
template <class T>
T must(Result<T> result)
{
    if (!result)
        FAIL("unexpected error " << static_cast<int>(result.error().code) << ": "
                                 << result.error().detail);
    return *std::move(result);
}

inline Bytes contentOf(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return Bytes{std::istreambuf_iterator<char>{in}, {}};
}

inline void writeContent(const fs::path& file, ByteView content)
{
    std::ofstream out{file, std::ios::binary | std::ios::trunc};
    out.write(reinterpret_cast<const char*>(content.data()),
              static_cast<std::streamsize>(content.size()));
}

/// A vault with all its stores, in its own folder.
struct OpenVault {
    TempFolder folder;
    SecretBytes dek = crypto::randomSecret(32);
    store::Vault vault = must(store::Vault::create(folder.path, dek.view()));
    store::Stores stores = must(store::Stores::open(vault));

    /// Runs `work` in one transaction and commits it.
    void write(const std::function<void()>& work)
    {
        auto transaction = must(vault.begin());
        work();
        must(transaction.commit());
    }
};

inline const Jid& nurse()
{
    static const Jid address = jid("nurse@ward.example");
    return address;
}

inline const Jid& surgeon()
{
    static const Jid address = jid("surgeon@ward.example");
    return address;
}

/// A message from the surgeon's device 7.
inline store::MessageRow incoming(ConversationId in, std::string originId, std::string body = "x")
{
    return {.conversation = in,
            .sender = surgeon(),
            .senderDevice = DeviceId{7},
            .originId = std::move(originId),
            .body = std::move(body),
            .sentAtMs = 900,
            .receivedAtMs = 1000,
            .unread = true};
}

inline store::MessageRow outgoing(ConversationId in, std::string originId)
{
    return {.conversation = in,
            .outgoing = true,
            .sender = nurse(),
            .senderDevice = DeviceId{3},
            .originId = std::move(originId),
            .body = "BP 90/60",
            .sentAtMs = 1000,
            .receivedAtMs = 1000,
            .delivery = Delivery::Queued};
}

}  // namespace sotto::test
