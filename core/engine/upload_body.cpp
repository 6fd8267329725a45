// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/upload_body.h"

#include "core/base/log.h"

#include <algorithm>

namespace sotto::engine {

Result<std::unique_ptr<UploadBody>> UploadBody::open(const store::VaultFiles& files,
                                                     const store::AttachmentRow& row)
{
    SOTTO_TRY_ASSIGN(auto reader, files.open(row.here));
    SOTTO_TRY_ASSIGN(
        auto sealer,
        crypto::GcmStream::begin(crypto::GcmStream::Direction::Seal, row.key.view(), row.iv));
    std::unique_ptr<UploadBody> body{
        new UploadBody{std::move(reader), std::move(sealer), sizeFor(row)}};
    body->QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return body;
}

UploadBody::UploadBody(store::VaultFileReader reader, crypto::GcmStream sealer, std::int64_t size)
    : m_reader(std::move(reader)),
      m_sealer(std::move(sealer)),
      m_left(size)
{
}

qint64 UploadBody::bytesAvailable() const
{
    return (m_isBroken ? 0 : m_left) + QIODevice::bytesAvailable();
}

qint64 UploadBody::readData(char* data, qint64 most)
{
    if (m_given == m_ready.size() && !refill())
        return -1;
    const auto size = std::min(static_cast<std::size_t>(most), m_ready.size() - m_given);
    std::copy_n(m_ready.begin() + static_cast<std::ptrdiff_t>(m_given), size, data);
    m_given += size;
    m_left -= static_cast<std::int64_t>(size);
    return static_cast<qint64>(size);
}

/// False: that was all, or the file in the vault is damaged: then the body ends too soon.
bool UploadBody::refill()
{
    if (m_hasTag || m_isBroken)
        return false;
    m_given = 0;
    auto piece = m_reader.next();
    if (!piece) {
        log::warning("engine", "a file of the vault is damaged", {{"why", piece.error().code}});
        m_isBroken = true;
        return false;
    }
    if (piece->empty()) {
        const auto tag = m_sealer.tag();
        m_ready.assign(tag.begin(), tag.end());
        m_hasTag = true;
        return true;
    }
    m_sealer.update(piece->span());
    m_ready.assign(piece->view().begin(), piece->view().end());
    return true;
}

qint64 UploadBody::writeData(const char*, qint64)
{
    return -1;
}

}  // namespace sotto::engine
