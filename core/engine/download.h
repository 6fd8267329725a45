// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/aead.h"
#include "core/crypto/digest.h"
#include "core/domain/file_kind.h"
#include "core/relay/file_transfer.h"
#include "core/store/attachment_store.h"

#include <QObject>

#include <memory>
#include <optional>

namespace sotto::engine {

/// Fetches what lies at a link, opens it on the way and keeps it in the vault, sealed under the
/// vault's own key: a piece is on the disk before the whole is proved, but nobody can read it
/// until then. Destroyed, it leaves nothing behind. Engine thread only.
class Download final : public QObject {
    Q_OBJECT
public:
    struct Kept {
        store::VaultFile file;
        FileKind kind = FileKind::Other;
        std::int64_t size = 0;
    };

    enum class End : std::uint8_t {
        Kept,
        Forged,  ///< not what was sent: by its tag, its size or its hash
        Gone,
        TooLarge,
        BadPlace,
        Broken,
        Storage,
        StorageFull,
    };

    /// Errors: Malformed (the row's key or iv).
    static Result<std::unique_ptr<Download>> make(const store::AttachmentRow& row,
                                                  store::VaultFileWriter writer,
                                                  std::unique_ptr<relay::FileTransfer> transfer);

    ~Download() override;

    /// At most `most` bytes of file, unless the row says how many it has.
    void start(const std::string& url, std::int64_t most);

    /// After ended(Kept); once.
    Kept take() { return *std::move(m_kept); }

Q_SIGNALS:
    void progressed(int permille);
    void ended(sotto::engine::Download::End how);

private:
    Download(const store::AttachmentRow& row, store::VaultFileWriter writer,
             std::unique_ptr<relay::FileTransfer> transfer, crypto::GcmStream opener);

    void onReceived(const QByteArray& piece);
    void onEnded(relay::TransferEnd how);
    Result<Done> open(std::span<std::uint8_t> sealed);
    Result<Done> prove();
    void finish(End how);

    std::int64_t m_expected;  ///< -1: not known
    Bytes m_sha256;
    std::optional<store::VaultFileWriter> m_writer;  ///< none: it is over
    std::unique_ptr<relay::FileTransfer> m_transfer;
    crypto::GcmStream m_opener;
    crypto::Hasher m_hash{crypto::Hasher::Algorithm::Sha256};
    Bytes m_tail;  ///< the last bytes that came: the tag, if nothing follows
    Bytes m_first;
    std::int64_t m_size = 0;
    std::int64_t m_most = 0;
    std::optional<Kept> m_kept;
};

}  // namespace sotto::engine
