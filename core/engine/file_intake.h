// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/crypto/digest.h"
#include "core/domain/file_kind.h"
#include "core/engine/picture_parts.h"
#include "core/store/vault_files.h"

#include <QIODevice>
#include <QObject>

#include <memory>
#include <optional>

namespace sotto::engine {

/// Copies what shall be sent into the vault, a little in each turn of the event loop, so that
/// messages go on meanwhile. Destroyed, it leaves nothing behind. Engine thread only.
class FileIntake final : public QObject {
    Q_OBJECT
public:
    struct Taken {
        store::VaultFile file;
        FileKind kind = FileKind::Other;
        std::int64_t size = 0;
        Bytes sha256;
    };

    FileIntake(std::unique_ptr<QIODevice> source, std::vector<FilePart> parts, FileKind kind,
               store::VaultFileWriter writer, Scheduler& scheduler);
    ~FileIntake() override;

    void start();

    /// After finished(Done); once.
    Taken take() { return *std::move(m_taken); }

Q_SIGNALS:
    /// Errors: Malformed (the source changed or cannot be read), Storage, StorageFull.
    void finished(const sotto::Result<sotto::Done>& how);

private:
    void turn();
    void finish(const Result<Done>& how);
    Result<bool> copySome();
    Result<Done> put(ByteView bytes);

    std::unique_ptr<QIODevice> m_source;
    std::vector<FilePart> m_parts;
    std::size_t m_part = 0;
    std::int64_t m_at = 0;  ///< in that part
    FileKind m_kind;
    std::int64_t m_size = 0;
    std::optional<store::VaultFileWriter> m_writer;  ///< none: it is over
    crypto::Hasher m_hash{crypto::Hasher::Algorithm::Sha256};
    Scheduler& m_scheduler;
    Scheduler::HandlePtr m_turn;
    std::optional<Taken> m_taken;
};

}  // namespace sotto::engine
