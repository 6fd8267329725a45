// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Files of a vault that are too large for its database (README.md, store-16).

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/file_stream.h"

#include <QFile>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace sotto::store {

/// Plain bytes of one piece; the last may have fewer.
inline constexpr std::size_t kFilePiece = std::size_t{64} * 1024;

/// Where a sealed file is and what opens it: kept in the vault, and only there.
struct VaultFile {
    std::string name;
    SecretBytes key;

    VaultFile clone() const { return {name, key.clone()}; }
};

/// Writes one new file. What was not finished is removed. Engine thread only.
class VaultFileWriter {
public:
    VaultFileWriter(VaultFileWriter&&) noexcept = default;
    VaultFileWriter& operator=(VaultFileWriter&&) = delete;
    ~VaultFileWriter();

    /// Errors: Storage, StorageFull.
    Result<Done> write(ByteView plain);

    /// On the disk, and its name too, when it answers. The row that names it comes after
    /// that. Errors: Storage, StorageFull.
    Result<VaultFile> finish();

private:
    friend class VaultFiles;

    VaultFileWriter(std::unique_ptr<QFile> file, VaultFile place);

    Result<Done> put(ByteView sealed);
    Result<Done> syncNow();
    Result<Done> flushPiece(crypto::Piece piece);

    std::unique_ptr<QFile> m_file;
    VaultFile m_place;
    crypto::FileSealer m_sealer;
    SecretBytes m_piece;
    std::size_t m_filled = 0;
    qint64 m_unsynced = 0;
    bool m_begun = false;
};

/// Reads one file from its start. Each piece is proved before it is given. Engine thread only.
class VaultFileReader {
public:
    /// The next piece; empty: that was all. Errors: Forged (not what was written, or cut),
    /// Storage.
    Result<SecretBytes> next();

private:
    friend class VaultFiles;

    VaultFileReader(std::unique_ptr<QFile> file, crypto::FileOpener opener);

    std::unique_ptr<QFile> m_file;
    crypto::FileOpener m_opener;
    bool m_atEnd = false;
};

/// The folder `files` of a vault.
class VaultFiles {
public:
    explicit VaultFiles(const std::filesystem::path& vaultFolder);

    /// A new file with a random name and a random key. Errors: Storage, StorageFull.
    Result<VaultFileWriter> create() const;

    /// Errors: NotFound (it was taken away: E20), Forged, Storage.
    Result<VaultFileReader> open(const VaultFile& file) const;

    void remove(const std::string& name) const;

    /// Removes every file but these: what no row names was never finished. Once, when the
    /// vault opens.
    void keepOnly(const std::set<std::string>& names) const;

private:
    std::filesystem::path m_folder;
};

}  // namespace sotto::store
