// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/aead.h"
#include "core/store/attachment_store.h"

#include <QIODevice>

namespace sotto::engine {

/// What goes to the relay for a file of the vault: AES-256-GCM(file) ‖ tag, made while it is
/// read. The same file under the same key gives the same bytes each time. Engine thread only.
class UploadBody final : public QIODevice {
public:
    /// Errors: NotFound, Forged, Storage (the file in the vault), Malformed (the row's key).
    static Result<std::unique_ptr<UploadBody>> open(const store::VaultFiles& files,
                                                    const store::AttachmentRow& row);

    static std::int64_t sizeFor(const store::AttachmentRow& row)
    {
        return row.size + static_cast<std::int64_t>(crypto::kGcmTagSize);
    }

    bool isSequential() const override { return true; }

    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    UploadBody(store::VaultFileReader reader, crypto::GcmStream sealer, std::int64_t size);

    bool refill();

    store::VaultFileReader m_reader;
    crypto::GcmStream m_sealer;
    std::int64_t m_left;  ///< bytes not given yet
    Bytes m_ready;
    std::size_t m_given = 0;  ///< of m_ready
    bool m_hasTag = false;
    bool m_isBroken = false;
};

}  // namespace sotto::engine
