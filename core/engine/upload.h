// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/file_service.h"
#include "core/engine/settings.h"
#include "core/engine/upload_body.h"

#include <QObject>

#include <memory>

namespace sotto::engine {

/// One attempt to bring a file of the vault to the relay: a slot, then the bytes. Destroyed,
/// it breaks off; the next attempt asks for a new slot and sends the same bytes. Engine thread
/// only.
class Upload final : public QObject {
    Q_OBJECT
public:
    enum class End : std::uint8_t {
        Whole,
        NoService,
        TooLarge,
        BadPlace,
        Lost,    ///< the file is not in the vault any more, or damaged
        Broken,  ///< try again
    };

    Upload(FileService& service, const EngineSettings& settings, relay::FilePlaces places);
    ~Upload() override;

    /// `name`: what the relay sees.
    void start(const store::VaultFiles& files, const store::AttachmentRow& row,
               const std::string& name);

    const std::string& url() const { return m_url; }  ///< after ended(Whole)

Q_SIGNALS:
    void progressed(int permille);
    void ended(sotto::engine::Upload::End how);

private:
    void onSlot(const Result<xmpp::UploadSlot>& slot);
    void onEnded(relay::TransferEnd how);

    FileService& m_service;
    const EngineSettings& m_settings;
    relay::FilePlaces m_places;
    std::unique_ptr<UploadBody> m_body;
    std::int64_t m_size = 0;
    std::unique_ptr<relay::FileTransfer> m_transfer;  ///< reads m_body: goes first
    std::string m_url;
};

}  // namespace sotto::engine
