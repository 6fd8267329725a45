// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/upload.h"

#include "core/base/log.h"

#include <QUrl>

namespace sotto::engine {
namespace {

Upload::End endOf(const Error& error)
{
    switch (error.code) {
    case Errc::Unsupported:
    case Errc::NotFound:
        return Upload::End::NoService;
    case Errc::Denied:
    case Errc::StorageFull:
        return Upload::End::TooLarge;
    case Errc::Malformed:
        return Upload::End::BadPlace;
    default:
        return Upload::End::Broken;
    }
}

Upload::End endOf(relay::TransferEnd how)
{
    using From = relay::TransferEnd;
    switch (how) {
    case From::Whole:
        return Upload::End::Whole;
    case From::TooLarge:
        return Upload::End::TooLarge;
    case From::BadPlace:
        return Upload::End::BadPlace;
    case From::Gone:
    case From::Refused:
    case From::Broken:
        break;
    }
    return Upload::End::Broken;  // a slot that ran out: the next one may do
}

}  // namespace

Upload::Upload(FileService& service, const EngineSettings& settings, relay::FilePlaces places)
    : m_service(service),
      m_settings(settings),
      m_places(std::move(places))
{
}

Upload::~Upload() = default;

void Upload::start(const store::VaultFiles& files, const store::AttachmentRow& row,
                   const std::string& name)
{
    auto body = UploadBody::open(files, row);
    if (!body) {
        log::warning("engine", "a file cannot be uploaded", {{"why", body.error().code}});
        Q_EMIT ended(End::Lost);
        return;
    }
    m_body = *std::move(body);
    m_size = UploadBody::sizeFor(row);
    m_service.slot(name, static_cast<std::uint64_t>(m_size))
        .then(this, [this](const Result<xmpp::UploadSlot>& slot) { onSlot(slot); });
}

/// The place is named by our own relay, on the stream that we trust: its host is one of ours.
void Upload::onSlot(const Result<xmpp::UploadSlot>& slot)
{
    if (!slot) {
        Q_EMIT ended(endOf(slot.error()));
        return;
    }
    m_url = slot->getUrl;
    auto places = m_places;
    places.domains.push_back(QUrl{QString::fromStdString(slot->putUrl)}.host().toStdString());
    m_transfer = m_settings.makeFileTransfer(std::move(places));
    connect(m_transfer.get(), &relay::FileTransfer::progressed, this,
            [this](qint64 bytes) { Q_EMIT progressed(static_cast<int>(bytes * 1000 / m_size)); });
    connect(m_transfer.get(), &relay::FileTransfer::ended, this, &Upload::onEnded);
    m_transfer->put(slot->putUrl, slot->headers, *m_body, m_size);
}

void Upload::onEnded(relay::TransferEnd how)
{
    Q_EMIT ended(endOf(how));
}

}  // namespace sotto::engine
