// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/download.h"

#include <algorithm>

namespace sotto::engine {
namespace {

Download::End endOf(const Error& error)
{
    if (error.code == Errc::StorageFull)
        return Download::End::StorageFull;
    return error.code == Errc::Storage ? Download::End::Storage : Download::End::Forged;
}

Download::End endOf(relay::TransferEnd how)
{
    using From = relay::TransferEnd;
    switch (how) {
    case From::TooLarge:
        return Download::End::TooLarge;
    case From::BadPlace:
        return Download::End::BadPlace;
    case From::Broken:
        return Download::End::Broken;
    case From::Gone:
    case From::Refused:
    case From::Whole:
        break;
    }
    return Download::End::Gone;
}

}  // namespace

Result<std::unique_ptr<Download>> Download::make(const store::AttachmentRow& row,
                                                 store::VaultFileWriter writer,
                                                 std::unique_ptr<relay::FileTransfer> transfer)
{
    SOTTO_TRY_ASSIGN(
        auto opener,
        crypto::GcmStream::begin(crypto::GcmStream::Direction::Open, row.key.view(), row.iv));
    return std::unique_ptr<Download>{
        new Download{row, std::move(writer), std::move(transfer), std::move(opener)}};
}

Download::Download(const store::AttachmentRow& row, store::VaultFileWriter writer,
                   std::unique_ptr<relay::FileTransfer> transfer, crypto::GcmStream opener)
    : m_expected(row.size),
      m_sha256(row.sha256),
      m_writer(std::move(writer)),
      m_transfer(std::move(transfer)),
      m_opener(std::move(opener))
{
    connect(m_transfer.get(), &relay::FileTransfer::received, this, &Download::onReceived);
    connect(m_transfer.get(), &relay::FileTransfer::ended, this, &Download::onEnded);
}

Download::~Download() = default;

void Download::start(const std::string& url, std::int64_t most)
{
    constexpr auto kTag = static_cast<std::int64_t>(crypto::kGcmTagSize);
    m_most = m_expected >= 0 ? m_expected : most;
    m_transfer->get(url, m_most + kTag);
}

void Download::onReceived(const QByteArray& piece)
{
    if (!m_writer)
        return;
    m_tail.insert(m_tail.end(), piece.begin(), piece.end());
    if (m_tail.size() <= crypto::kGcmTagSize)
        return;
    const auto size = m_tail.size() - crypto::kGcmTagSize;
    const auto opened = open(std::span{m_tail}.first(size));
    wipe(m_tail.data(), size);
    m_tail.erase(m_tail.begin(), m_tail.begin() + static_cast<std::ptrdiff_t>(size));
    if (!opened)
        finish(endOf(opened.error()));
    else if (m_most > 0)
        Q_EMIT progressed(static_cast<int>(std::min<std::int64_t>(m_size * 1000 / m_most, 1000)));
}

Result<Done> Download::open(std::span<std::uint8_t> sealed)
{
    m_opener.update(sealed);
    m_hash.update(sealed);
    m_size += static_cast<std::int64_t>(sealed.size());
    if (m_first.size() < kKindBytes) {
        const auto part = sealed.first(std::min(sealed.size(), kKindBytes - m_first.size()));
        m_first.insert(m_first.end(), part.begin(), part.end());
    }
    return m_writer->write(sealed);
}

void Download::onEnded(relay::TransferEnd how)
{
    if (!m_writer)
        return;
    if (how != relay::TransferEnd::Whole) {
        finish(endOf(how));
        return;
    }
    const auto proved = prove();
    finish(proved ? End::Kept : endOf(proved.error()));
}

/// The tag, and what the message said of the file (E17).
Result<Done> Download::prove()
{
    SOTTO_TRY(m_opener.check(m_tail));
    const bool isEmpty = m_size == 0;
    const bool hasOtherSize = m_expected >= 0 && m_size != m_expected;
    if (isEmpty || hasOtherSize || (!m_sha256.empty() && m_hash.finish() != m_sha256))
        return Error{Errc::Forged, "another file than the one of the message"};
    SOTTO_TRY_ASSIGN(auto file, m_writer->finish());
    const bool isAll = m_size <= static_cast<std::int64_t>(kKindBytes);
    m_kept = Kept{std::move(file), kindOf(m_first, isAll), m_size};
    wipe(m_first);
    return Done{};
}

void Download::finish(End how)
{
    m_writer.reset();
    Q_EMIT ended(how);
}

}  // namespace sotto::engine
