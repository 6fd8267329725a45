// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault_files.h"

#include "core/base/encoding.h"
#include "core/base/replace_file.h"
#include "core/crypto/random.h"
#include "core/store/atomic_file.h"

#include <algorithm>
#include <cerrno>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameBytes = 16;
/// One wait for the disk at the end of 100 MB was 0.8 s; so it is many short ones.
constexpr qint64 kMostUnsynced = 4 * 1024 * 1024;

QString toQString(const fs::path& path)
{
    return QString::fromStdU16String(path.u16string());
}

/// Of a write that has just failed. A quota and a size limit are a full disk (store-11).
Error writeError(const QFile& file, [[maybe_unused]] int cause)
{
    bool full = file.error() == QFileDevice::ResourceError;
#ifdef Q_OS_UNIX
    full = full || cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
#endif
    return {full ? Errc::StorageFull : Errc::Storage, "a file of the vault cannot be written"};
}

ByteView viewOf(const QByteArray& bytes)
{
    return sotto::viewOf(std::string_view{bytes.data(), static_cast<std::size_t>(bytes.size())});
}

bool sync([[maybe_unused]] QFile& file)
{
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return file.flush();
#endif
}

}  // namespace

VaultFileWriter::VaultFileWriter(std::unique_ptr<QFile> file, VaultFile place)
    : m_file(std::move(file)),
      m_place(std::move(place)),
      m_sealer(m_place.key.view()),
      m_piece(kFilePiece)
{
}

VaultFileWriter::~VaultFileWriter()
{
    if (m_file)
        m_file->remove();
}

Result<Done> VaultFileWriter::put(ByteView sealed)
{
    errno = 0;
    const auto size = static_cast<qint64>(sealed.size());
    if (m_file->write(reinterpret_cast<const char*>(sealed.data()), size) != size)
        return writeError(*m_file, errno);
    m_unsynced += size;
    return m_unsynced < kMostUnsynced ? Result<Done>{Done{}} : syncNow();
}

Result<Done> VaultFileWriter::syncNow()
{
    m_unsynced = 0;
    errno = 0;
    if (!sync(*m_file))
        return writeError(*m_file, errno);
    return Done{};
}

Result<Done> VaultFileWriter::flushPiece(crypto::Piece piece)
{
    if (!std::exchange(m_begun, true))
        SOTTO_TRY(put(m_sealer.header()));
    const auto filled = std::exchange(m_filled, 0);
    return put(m_sealer.seal(m_piece.view().first(filled), piece));
}

Result<Done> VaultFileWriter::write(ByteView plain)
{
    while (!plain.empty()) {
        if (m_filled == kFilePiece)
            SOTTO_TRY(flushPiece(crypto::Piece::More));
        const auto part = plain.first(std::min(plain.size(), kFilePiece - m_filled));
        std::ranges::copy(part, m_piece.data() + m_filled);
        m_filled += part.size();
        plain = plain.subspan(part.size());
    }
    return Done{};
}

Result<VaultFile> VaultFileWriter::finish()
{
    SOTTO_TRY(flushPiece(crypto::Piece::Last));
    SOTTO_TRY(syncNow());
    SOTTO_TRY(syncFolder(fs::path{m_file->fileName().toStdU16String()}.parent_path()));
    m_file->close();
    m_file.reset();
    return m_place.clone();
}

VaultFileReader::VaultFileReader(std::unique_ptr<QFile> file, crypto::FileOpener opener)
    : m_file(std::move(file)),
      m_opener(std::move(opener))
{
}

Result<SecretBytes> VaultFileReader::next()
{
    if (m_atEnd)
        return SecretBytes{};
    const auto sealed = m_file->read(static_cast<qint64>(kFilePiece + crypto::kPieceOverhead));
    if (m_file->error() != QFileDevice::NoError)
        return Error{Errc::Storage, "a file of the vault cannot be read"};
    SOTTO_TRY_ASSIGN(auto opened, m_opener.open(viewOf(sealed)));
    m_atEnd = opened.piece == crypto::Piece::Last;
    if (m_atEnd && !m_file->atEnd())
        return Error{Errc::Forged, "a file of the vault goes on after its end"};
    return std::move(opened.plain);
}

VaultFiles::VaultFiles(const fs::path& vaultFolder) : m_folder(vaultFolder / "files") { }

Result<VaultFileWriter> VaultFiles::create() const
{
    SOTTO_TRY(makePrivateFolder(m_folder));
    VaultFile place{toHex(crypto::randomBytes(kNameBytes)),
                    crypto::randomSecret(crypto::kFileKeySize)};
    auto file = std::make_unique<QFile>(toQString(m_folder / place.name));
    errno = 0;
    if (!file->open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                    QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return writeError(*file, errno);
    return VaultFileWriter{std::move(file), std::move(place)};
}

Result<VaultFileReader> VaultFiles::open(const VaultFile& place) const
{
    auto file = std::make_unique<QFile>(toQString(m_folder / place.name));
    if (place.name.empty() || !file->exists())
        return Error{Errc::NotFound, "a file of the vault is not there"};
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{Errc::Storage, "a file of the vault cannot be opened"};
    const auto header = file->read(static_cast<qint64>(crypto::kFileHeaderSize));
    auto opener = crypto::FileOpener::begin(place.key.view(), viewOf(header));
    if (!opener)
        return Error{Errc::Forged, "a file of the vault is damaged"};
    return VaultFileReader{std::move(file), *std::move(opener)};
}

void VaultFiles::remove(const std::string& name) const
{
    std::error_code ignored;
    if (!name.empty())
        fs::remove(m_folder / name, ignored);
}

void VaultFiles::keepOnly(const std::set<std::string>& names) const
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(m_folder, ignored))
        if (!names.contains(entry.path().filename().string()))
            fs::remove(entry.path(), ignored);
}

}  // namespace sotto::store
