// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// People who send each other files over the fake relay.

#include "core/crypto/random.h"
#include "tests/scenario/engine/acquaintance.h"
#include "tests/scenario/engine/wire.h"
#include "tests/support/fake_relay_files.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>

namespace sotto::test {

/// A file of the outside world.
struct OutsideFile {
    OutsideFile(const std::filesystem::path& at, ByteView content) : path(at)
    {
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(content.data()),
                   static_cast<std::streamsize>(content.size()));
    }

    QString text() const { return QString::fromStdString(path.string()); }

    std::filesystem::path path;
};

inline Bytes contentOf(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline bool holds(const Bytes& bytes, std::string_view text)
{
    return !std::ranges::search(bytes, text).empty();
}

inline engine::FileRules saveFreely()
{
    engine::FileRules rules;
    rules.saving = ContentRule::Allow;
    return rules;
}

struct Saved {
    std::string originId;
    std::string reason;
};

/// A person whose engine may move files.
class Sharer : public Person {
public:
    Sharer(World& world, FakeFiles& files, const std::string& name)
        : Person(world, name),
          m_sharing(world)
    {
        adjust = [this, &files](engine::EngineSettings& settings) {
            settings.files = rules;
            settings.files.recordSaving = [this](const Jid&, const LoggedMessage& message,
                                                 const std::string& reason) -> Result<Done> {
                if (!recordsSaving)
                    return Error{Errc::Storage, "refused by the test"};
                saved.push_back({message.originId, reason});
                return Done{};
            };
            settings.makeFileTransfer = [&files](relay::FilePlaces places) {
                return files.makeTransfer(std::move(places));
            };
        };
        restart();
    }

    /// Also once more after a restart(): signals of the new engine.
    void listenToFiles()
    {
        auto* const e = &engine();
        QObject::connect(e, &Client::attachmentLoaded, e,
                         [this](MessageId, const QByteArray& b) { loaded.push_back(b); });
        QObject::connect(e, &Client::attachmentSaved, e, [this](MessageId) { ++savedCount; });
    }

    void sendFile(const Jid& to, const OutsideFile& file)
    {
        engine().sendFile(conversationWith(to), file.text(), {});
        m_sharing.settle();
    }

    /// The messages with files of that conversation, oldest first.
    std::vector<MessageSnapshot> files(const Jid& peer)
    {
        auto all = page(peer);
        std::erase_if(all, [](const MessageSnapshot& m) { return !m.attachment; });
        return all;
    }

    MessageSnapshot onlyFile(const Jid& peer)
    {
        const auto all = files(peer);
        REQUIRE(all.size() == 1);
        return all.front();
    }

    void fetch(const Jid& peer)
    {
        engine().fetchAttachment(onlyFile(peer).id);
        m_sharing.settle();
    }

    /// What is in the only file of that conversation, saved to the outside and read there.
    Bytes content(const Jid& peer)
    {
        const auto path = folder() / ("saved-" + toHex(crypto::randomBytes(4)));
        engine().saveAttachment(onlyFile(peer).id, QString::fromStdString(path.string()),
                                QStringLiteral("asked by the patient"));
        m_sharing.settle();
        return contentOf(path);
    }

    std::vector<std::string> filesOnDisk() const
    {
        std::vector<std::string> names;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(vaultFolder() / "files", none))
            names.push_back(entry.path().filename().string());
        return names;
    }

    engine::FileRules rules = saveFreely();  ///< for the next restart()
    bool recordsSaving = true;
    std::vector<Saved> saved;
    std::vector<QByteArray> loaded;
    int savedCount = 0;

private:
    World& m_sharing;
};

struct Sharing : World {
    Sharing() : files(time.time()), desk(*this, files, "desk"), lee(*this, files, "lee")
    {
        relay.files = &files;
        makeAcquainted(*this, desk, lee);
    }

    OutsideFile file(const std::string& name, ByteView content)
    {
        return {desk.folder() / name, content};
    }

    /// A PDF of that many bytes, no two alike.
    static Bytes pdf(std::size_t size)
    {
        auto bytes = crypto::randomBytes(size);
        const std::string_view start = "%PDF-1.7\n";
        std::copy_n(start.begin(), std::min(size, start.size()), bytes.begin());
        return bytes;
    }

    FakeFiles files;
    Sharer desk;
    Sharer lee;
};

}  // namespace sotto::test
